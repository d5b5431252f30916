import { join, posix } from 'node:path';
import { ISOLATION_FLAGS } from '../git/environment.js';
import { readTextIfThere } from './files.js';
import { NOTHING, type PlanPart } from './plan.js';
import type { Repository } from './repository.js';
import { appendBlock, removeBlock } from './textBlock.js';

const VARIABLE = 'PICTIFY_API_KEY';
const FILES = ['.env.example', '.env.sample', '.env.template', '.env.dist', '.env.defaults'];
const MARK = '# Key of the Pictify API. Real values go into .env, which stays out of git.';
const NEW_MARK = '# Copy this file to .env and fill it in; .env stays out of git.';
const ENTRY = [MARK, `${VARIABLE}=`];
const NEW_FILE = `${[NEW_MARK, `${VARIABLE}=`].join('\n')}\n`;

/** A template of the environment where tracked code reads the variable and no template tells. */
export async function planEnvExample(repository: Repository): Promise<PlanPart> {
  const readers = await findReaders(repository);
  const [reader] = readers;
  if (reader === undefined) return NOTHING;
  for (const file of FILES) {
    const path = join(repository.top, file);
    const text = await readTextIfThere(path);
    if (text === undefined) continue;
    if (new RegExp(`^\\s*#?\\s*(?:export\\s+)?${VARIABLE}\\s*=`, 'm').test(text)) return NOTHING;
    const say = `Add ${VARIABLE} without a value to ${file}: ${reader} reads it.`;
    return {
      steps: [
        { kind: 'edit-file', path, before: Buffer.from(text), after: Buffer.from(appendBlock(text, ENTRY)), say },
      ],
      notes: [],
    };
  }
  const say = `Create .env.example with ${VARIABLE} and no value: ${reader} reads it.`;
  const path = join(repository.top, '.env.example');
  return { steps: [{ kind: 'create-file', path, bytes: Buffer.from(NEW_FILE), mode: 0o644, say }], notes: [] };
}

/** Tracked files that name the variable: code, not words about it and not environment files. */
async function findReaders(repository: Repository): Promise<readonly string[]> {
  const args = [...ISOLATION_FLAGS, 'grep', '-l', '-z', '-I', '--no-color', '-F', '-e', VARIABLE, '--', ':(top)'];
  const files = await repository.git.names(args, repository.top);
  return files.filter((file) => {
    const name = posix.basename(file);
    return (
      !/\.(?:md|mdx|rst|adoc|txt)$/i.test(name) && !/^\.env(?:\.|$)/.test(name) && !name.startsWith('pictify-scan.')
    );
  });
}

export async function planEnvExampleRemoval(repository: Repository): Promise<PlanPart> {
  const steps = [];
  for (const file of FILES) {
    const path = join(repository.top, file);
    const text = await readTextIfThere(path);
    if (text === undefined) continue;
    const before = Buffer.from(text);
    if (text.replaceAll('\r\n', '\n') === NEW_FILE) {
      steps.push({ kind: 'delete-file', path, before, say: `Remove ${file}.` } as const);
      continue;
    }
    const after = removeBlock(text, ENTRY);
    if (after === undefined) continue;
    const say = `Take ${VARIABLE} out of ${file}.`;
    steps.push({ kind: 'edit-file', path, before, after: Buffer.from(after), say } as const);
  }
  return { steps, notes: [] };
}
