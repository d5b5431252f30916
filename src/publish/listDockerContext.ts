import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPlainFile } from '../plainFile.js';

const DOCKERFILE = /^(?:dockerfile|containerfile)(?:\..+)?$|\.dockerfile$/i;
const IGNORE_FILE = /\.dockerignore$/i;

/** A file that a build would be sent. Paths are relative to its folder. */
export interface SentFile {
  readonly path: string;
  /** Those that let it in, whether they are there or not. */
  readonly ignoreFiles: readonly string[];
}

/**
 * The files that `docker build FOLDER` would send. Each Dockerfile has an ignore file of its own
 * (`prod.Dockerfile.dockerignore`), or the folder's `.dockerignore`: what one of them lets in counts.
 *
 * @param always lists them where there is no Dockerfile too: it may stand elsewhere (`docker build -f`)
 * @returns `undefined` where there is no Dockerfile
 */
export async function listDockerContext(folder: string, always: boolean): Promise<SentFile[] | undefined> {
  const names = await readdir(folder);
  const dockerfiles = names.filter((name) => DOCKERFILE.test(name) && !IGNORE_FILE.test(name));
  if (dockerfiles.length === 0 && !always) return undefined;
  const { default: module } = await import('@balena/dockerignore');
  // Its types describe an ES module, its code is CommonJS: the function is one level further down for the types.
  const dockerignore = module as unknown as typeof module.default;
  const ignoreFiles = new Set(
    (dockerfiles.length === 0 ? [''] : dockerfiles).map((name) =>
      names.includes(`${name}.dockerignore`) ? `${name}.dockerignore` : '.dockerignore',
    ),
  );
  const filters = [...ignoreFiles].map((name) => ({
    name,
    filter: dockerignore({ ignorecase: false }).add(
      // Where there is none, all of it is sent.
      readPlainFile(join(folder, name))?.toString('utf8') ?? '',
    ),
  }));
  const files: SentFile[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        await walk(path);
        continue;
      }
      const open = filters.filter(({ filter }) => !filter.ignores(path)).map(({ name }) => name);
      if (open.length > 0) files.push({ path, ignoreFiles: open });
    }
  };
  await walk('');
  return files;
}
