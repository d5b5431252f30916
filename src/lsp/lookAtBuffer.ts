// Looks at large buffers, in a thread of its own.
import { parentPort } from 'node:worker_threads';
import type { Engine } from '../scan/engine.js';
import { loadEngine } from '../scan/loadEngine.js';
import { diskReader } from '../sources/diskReader.js';
import type { BufferFindings, BufferLook } from './bufferLook.js';
import { lookAt } from './lookAt.js';

let loaded: { readonly root: string; readonly stamp: string; readonly engine: Engine } | undefined;

async function look(asked: BufferLook): Promise<BufferFindings> {
  const { root, stamp } = asked;
  if (loaded?.root !== root || loaded.stamp !== stamp)
    loaded = { root, stamp, engine: await loadEngine({ read: diskReader(root) }) };
  return lookAt(loaded.engine, asked);
}

// What goes wrong ends the thread: whoever asked looks for himself then, and says it.
parentPort?.on('message', (asked: BufferLook) => void look(asked).then((found) => parentPort?.postMessage(found)));
