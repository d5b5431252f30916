import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files that `docker build FOLDER` would send, by the folder's `.dockerignore`.
 *
 * @returns paths relative to the folder, or `undefined` where there is no Dockerfile
 */
export async function listDockerContext(folder: string): Promise<string[] | undefined> {
  const names = await readdir(folder);
  if (!names.some((name) => /^(?:dockerfile|containerfile)(?:\..+)?$|\.dockerfile$/i.test(name))) return undefined;
  const { default: module } = await import('@balena/dockerignore');
  // Its types describe an ES module, its code is CommonJS: the function is one level further down for the types.
  const dockerignore = module as unknown as typeof module.default;
  const text = await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '');
  const filter = dockerignore({ ignorecase: false }).add(text);
  const files: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (!filter.ignores(path)) files.push(path);
    }
  };
  await walk('');
  return files;
}
