import { dirname, resolve } from 'node:path';
import { runGit, type Git } from './run.js';

/** How a repository keeps its objects. */
export interface Storage {
  /** Commits were cut off. */
  readonly isShallow: boolean;
  /** The folder of objects; `undefined` where this git does not tell of it. */
  readonly objects: string | undefined;
  /** 20 or 32 */
  readonly hashBytes: number;
  /** The folder of what all work trees share; `undefined` where it is not told by that of the objects. */
  readonly common: string | undefined;
}

const asked = new WeakMap<Git, Promise<Storage>>();

/** Asks git once, whoever wants to know: each process takes milliseconds to start. @throws Problem `git` outside a repository */
export function storageOf(git: Git): Promise<Storage> {
  let storage = asked.get(git);
  if (!storage) asked.set(git, (storage = ask(git)));
  return storage;
}

async function ask(git: Git): Promise<Storage> {
  const output = await runGit(git, [
    'rev-parse',
    '--is-shallow-repository',
    '--show-object-format',
    '--git-path',
    'objects',
  ]);
  const text = output.toString('utf8');
  // A path is the last of them, as it may hold line feeds.
  const [, format, path] = /^(?:true|false)\n(sha1|sha256)\n([^]+)\n$/.exec(text) ?? [];
  const objects = path === undefined ? undefined : resolve(git.cwd, path);
  const isElsewhere = git.environment['GIT_OBJECT_DIRECTORY'] !== undefined;
  return {
    isShallow: text.startsWith('true\n'),
    objects,
    hashBytes: format === 'sha256' ? 32 : 20,
    common: objects === undefined || isElsewhere ? undefined : dirname(objects),
  };
}
