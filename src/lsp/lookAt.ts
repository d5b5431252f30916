import type { Engine } from '../scan/engine.js';
import { scanBuffer } from '../scan/run.js';
import type { BufferFindings, BufferLook } from './bufferLook.js';

/** Looks at a buffer in the thread that this is called in. */
export async function lookAt(engine: Engine, { root, path, text, most }: BufferLook): Promise<BufferFindings> {
  const document = { path, bytes: Buffer.from(text, 'utf8'), origin: { kind: 'buffer' } } as const;
  const { findings, isCut } = await scanBuffer(engine, root, document, most);
  return { found: findings, isCut };
}
