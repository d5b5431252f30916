import { readFile, stat } from 'node:fs/promises';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CONFIG_FILES } from '../config/findConfig.js';
import { FOREIGN_IGNORE_FILES } from '../config/readConfig.js';
import { diskReader } from '../sources/diskReader.js';
import { findRoot } from '../sources/findRoot.js';
import type { Engine } from '../scan/engine.js';
import { isKeptOut } from '../scan/isKeptOut.js';
import { loadEngine } from '../scan/loadEngine.js';
import type { BufferFindings, BufferLook } from './bufferLook.js';
import { bufferName } from './bufferName.js';
import { lookAt } from './lookAt.js';
import { isForThread, LargeBuffers } from './largeBuffers.js';

/** Where a document is. */
export interface Place {
  /** Absolute: the repository's top, or the folder where there is no repository. */
  readonly root: string;
  /** Relative to the root, `/` between parts. */
  readonly path: string;
  readonly isRepository: boolean;
  /** Whether it is a file on disk at all, or only a buffer. */
  readonly isFile: boolean;
}

/** What decides in every root, whether a config names it or not. */
const DECIDING = [...CONFIG_FILES, 'package.json', ...FOREIGN_IGNORE_FILES.map(([file]) => file)];

interface Loaded {
  readonly engine: Engine;
  /** Files that the engine was made from, and their state when it was made. */
  readonly files: readonly string[];
  readonly stamp: string;
}

/** Scans buffers by the engine of the repository they are in; engines live until what they are made from changes. */
export class Workspace {
  readonly #engines = new Map<string, Promise<Loaded>>();
  readonly #largeBuffers = new LargeBuffers();
  /** What is open in the editor: it counts more than the disk. */
  readonly #openFile: (uri: string) => TextDocument | undefined;
  /** Addresses of the workspace's folders. */
  folders: string[] = [];

  constructor(openFile: (uri: string) => TextDocument | undefined) {
    this.#openFile = openFile;
  }

  /** The repository (or folder) that a document is in, and its path there. */
  place(uri: string): Place {
    const file = fileOf(uri);
    if (file === undefined) {
      const { root, isRepository } = findRoot(this.#folderPaths()[0] ?? process.cwd(), process.env);
      const name = decodePath(uri.replace(/^[\w+.-]+:\/*/, ''));
      return { root, path: bufferName(name, this.#openFile(uri)?.languageId ?? ''), isRepository, isFile: false };
    }
    const { root, isRepository } = findRoot(dirname(file), process.env);
    const base = isRepository ? root : this.#folderOf(file);
    return { root: base, path: relative(base, file).split(sep).join('/'), isRepository, isFile: true };
  }

  /** The tops of what the workspace's folders are in, each once. */
  roots(): string[] {
    return [...new Set(this.#folderPaths().map((folder) => findRoot(folder, process.env).root))];
  }

  /**
   * What is found in a buffer; findings that the baseline accepts are left out.
   *
   * @param signal ends the look at a large one: nothing is found then
   * @throws Problem `config`
   */
  async scan(uri: string, text: string, signal?: AbortSignal): Promise<BufferFindings> {
    const { root, path, isRepository } = this.place(uri);
    const { engine, stamp } = await this.#loaded(root);
    const openText = (each: string): string | undefined =>
      this.#openFile(pathToFileURL(join(root, each)).href)?.getText();
    // A local .env is where keys belong, as long as git never sees it.
    if (engine.paths.environment.isFile(path) && (await isKeptOut({ root, path, isRepository, openText })))
      return NOTHING;
    const asked: BufferLook = { root, path, text, most: MOST_IN_BUFFER, stamp };
    const seen = isForThread(text) ? await this.#largeBuffers.look(asked, signal) : undefined;
    if (signal?.aborted) return NOTHING;
    const { found, isCut } = seen ?? (await lookAt(engine, asked));
    return { found: found.filter(({ status }) => status === 'new'), isCut };
  }

  /** The engine of a root, made anew where something that it was made from has changed. @throws Problem `config` */
  async engine(root: string): Promise<Engine> {
    return (await this.#loaded(root)).engine;
  }

  async #loaded(root: string): Promise<Loaded> {
    const before = this.#engines.get(root);
    if (before) {
      const loaded = await before;
      if (loaded.stamp === (await stampOf(root, loaded.files))) return loaded;
    }
    const loading = load(root);
    this.#engines.set(root, loading);
    // A broken config is said at each look until it is mended.
    loading.catch(() => this.#engines.get(root) === loading && this.#engines.delete(root));
    return loading;
  }

  /** Whether a change of a file changes what is found in others: in which root, and whether in all of its files. */
  async decides(
    uri: string,
  ): Promise<{ readonly root: string; readonly what: 'all' | 'environment-files' } | undefined> {
    const { root, path, isFile } = this.place(uri);
    if (!isFile) return undefined;
    if (basename(path) === '.gitignore') return { root, what: 'environment-files' };
    const files = (await this.#engines.get(root)?.catch(() => undefined))?.files ?? DECIDING;
    return files.includes(path) || /^\.pictify-scan-baseline$/.test(path) ? { root, what: 'all' } : undefined;
  }

  /** Files besides the usual ones that decide in a root: absolute paths. */
  async furtherFiles(root: string): Promise<string[]> {
    const { files = [] } = (await this.#engines.get(root)?.catch(() => undefined)) ?? {};
    return files.filter((file) => !DECIDING.includes(file)).map((file) => resolve(root, file));
  }

  /** Bytes of a file as the editor has them, else as they are on disk; `undefined` where there is none. */
  async read(root: string, path: string): Promise<string | undefined> {
    const file = join(root, path);
    return this.#openFile(pathToFileURL(file).href)?.getText() ?? readFile(file, 'utf8').catch(() => undefined);
  }

  /** Whether the config takes a path for an environment file; `false` while the config is broken. */
  async isEnvironmentFile(root: string, path: string): Promise<boolean> {
    const engine = await this.engine(root).catch(() => undefined);
    return engine?.paths.environment.isFile(path) ?? false;
  }

  /** Outside of repositories the workspace's own folder is the root, else the file's. */
  #folderOf(file: string): string {
    const folder = this.#folderPaths().find((each) => file.startsWith(each.endsWith(sep) ? each : each + sep));
    return folder ?? dirname(file);
  }

  #folderPaths(): string[] {
    return this.folders.map(fileOf).filter((each) => each !== undefined);
  }
}

export const NOTHING: BufferFindings = { found: [], isCut: false };

/** So many candidates of a buffer are judged, some for each key: who types is not to wait for tens of thousands. */
const MOST_IN_BUFFER = 6000;

/** The file that an address names; `undefined` for buffers, and for addresses that name none on this machine. */
export function fileOf(uri: string): string | undefined {
  try {
    const file = uri.startsWith('file:') ? fileURLToPath(uri) : '';
    return file === '' || file.includes('\0') ? undefined : file;
  } catch {
    return undefined;
  }
}

async function load(root: string): Promise<Loaded> {
  const engine = await loadEngine({ read: diskReader(root) });
  const files = [...new Set([...DECIDING, engine.config.baseline, ...(engine.config.sources ?? [])])];
  return { engine, files, stamp: await stampOf(root, files) };
}

/** Changes when one of the files does. */
async function stampOf(root: string, files: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    files.map((file) =>
      stat(join(root, file)).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => '',
      ),
    ),
  );
  return stamps.join('\n');
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
