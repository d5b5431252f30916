import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { IgnoreFiles, type IgnoreFile } from '../judge/ignoreEntries.js';
import type { Config } from '../model/config.js';
import type { Report } from '../model/report.js';
import { environmentNames } from '../config/environmentFiles.js';
import { readConfig } from '../config/readConfig.js';
import { scanText } from '../scan/run.js';
import { diskReader } from '../sources/fileReader.js';
import { findRoot } from '../sources/findRoot.js';

/** Scans buffers by the config of the repository they are in; configs are kept until they change on disk. */
export class Workspace {
  readonly #configs = new Map<string, Promise<Config>>();

  /** What was read from disk counts no longer. */
  forget(): void {
    this.#configs.clear();
  }

  /** @throws Problem `config` */
  async scan(uri: string, text: string): Promise<Report | undefined> {
    const { root, path } = this.place(uri);
    const config = await this.#config(root);
    // A local .env is where keys belong, as long as git never sees it.
    if ((await environmentNames(config)).isFile(path) && (await this.isIgnored(root, path))) return undefined;
    return scanText(text, { cwd: root, path, config });
  }

  /** The repository (or folder) that a document is in, and its path there. */
  place(uri: string): { readonly root: string; readonly path: string } {
    if (!uri.startsWith('file:'))
      return { root: process.cwd(), path: decodeURIComponent(uri.replace(/^[\w+-]+:\/*/, '')) };
    const file = fileURLToPath(uri);
    const { root, isRepository } = findRoot(dirname(file), process.env);
    const base = isRepository ? root : dirname(file);
    return { root: base, path: relative(base, file).split(sep).join('/') };
  }

  async isIgnored(root: string, path: string): Promise<boolean> {
    const files: IgnoreFile[] = [];
    const parts = path.split('/').slice(0, -1);
    for (let depth = 0; depth <= parts.length; depth += 1) {
      const directory = parts.slice(0, depth).join('/');
      const text = await readFile(join(root, directory, '.gitignore'), 'utf8').catch(() => undefined);
      if (text !== undefined) files.push({ directory, text });
    }
    return new IgnoreFiles(files).ignores(path);
  }

  /** The root's `.env`, where git ignores it. */
  async ignoredEnv(uri: string): Promise<{ uri: string; text: string | undefined } | undefined> {
    const { root } = this.place(uri);
    if (!(await this.isIgnored(root, '.env'))) return undefined;
    const file = join(root, '.env');
    return { uri: pathToFileURL(file).href, text: await readFile(file, 'utf8').catch(() => undefined) };
  }

  #config(root: string): Promise<Config> {
    let config = this.#configs.get(root);
    if (!config) {
      config = readConfig(diskReader(root));
      this.#configs.set(root, config);
      // A broken config is said at each scan until it is mended.
      config.catch(() => this.#configs.delete(root));
    }
    return config;
  }
}
