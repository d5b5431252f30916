import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPlainFile } from '../plainFile.js';

const DOCKERFILE = /^(?:dockerfile|containerfile)(?:\..+)?$|\.dockerfile$/i;
const IGNORE_FILE = /\.dockerignore$/i;

/**
 * The files that `docker build FOLDER` would send. Each Dockerfile has an ignore file of its own
 * (`prod.Dockerfile.dockerignore`), or the folder's `.dockerignore`: what one of them lets in counts.
 *
 * @param always lists them where there is no Dockerfile too: it may stand elsewhere (`docker build -f`)
 * @returns paths relative to the folder, or `undefined` where there is no Dockerfile
 */
export async function listDockerContext(folder: string, always: boolean): Promise<string[] | undefined> {
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
  const filters = [...ignoreFiles].map((name) =>
    dockerignore({ ignorecase: false }).add(
      // Where there is none, all of it is sent.
      readPlainFile(join(folder, name))?.toString('utf8') ?? '',
    ),
  );
  const files: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (filters.some((filter) => !filter.ignores(path))) files.push(path);
    }
  };
  await walk('');
  return files;
}
