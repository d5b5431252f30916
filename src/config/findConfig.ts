import { posix } from 'node:path';
import { Problem } from '../model/errors.js';
import type { FileReader } from '../model/fileReader.js';
import { escapeUnsafe } from '../text/escape.js';
import { isObject, type Json } from './json.js';
import { parseFile } from './parseFile.js';

/** Names in which a config is looked for, in each folder. */
export const CONFIG_FILES = [
  'pictify-scan.config.json',
  'pictify-scan.config.jsonc',
  'pictify-scan.config.yaml',
  'pictify-scan.config.yml',
] as const;

/** Of a `package.json`. */
const KEY = 'pictify-scan';

/** A config file, or a `package.json` with a key for it, not read yet. */
export interface FoundConfig {
  readonly file: string;
  readonly bytes: Buffer;
  /** The key below which the config stands. */
  readonly key?: string;
}

/**
 * The config of a folder, or of the nearest one above.
 *
 * @param from relative to the root
 */
export async function findConfig(read: FileReader, from: string): Promise<FoundConfig | undefined> {
  for (let folder = from; ; folder = posix.dirname(folder) === '.' ? '' : posix.dirname(folder)) {
    const found = await findInFolder(read, folder);
    if (found) return found;
    if (folder === '') return undefined;
  }
}

async function findInFolder(read: FileReader, folder: string): Promise<FoundConfig | undefined> {
  const paths = CONFIG_FILES.map((name) => posix.join(folder, name));
  const contents = await Promise.all(paths.map(async (path) => ({ path, bytes: await read(path) })));
  const there = contents.flatMap(({ path, bytes }) => (bytes ? [{ path, bytes }] : []));
  const inPackage = await readPackageKey(read, posix.join(folder, 'package.json'), there.length > 0);
  const [first, second] = [...there.map(({ path }) => path), ...(inPackage ? [inPackage.file] : [])];
  if (first !== undefined && second !== undefined)
    throw new Problem('config', `There are two configs: ${first} and ${second}.`, 'Keep one of them.');
  const [only] = there;
  return only ? { file: only.path, bytes: only.bytes } : inPackage;
}

/** @param must a broken package.json is somebody else's matter unless it is the only place left */
async function readPackageKey(read: FileReader, file: string, must: boolean): Promise<FoundConfig | undefined> {
  const bytes = await read(file);
  if (!bytes?.includes(`"${KEY}"`)) return undefined;
  let value: Json;
  try {
    value = JSON.parse(bytes.toString('utf8')) as Json;
  } catch {
    if (must) return undefined;
    ({ value } = await parseFile(file, bytes));
  }
  return isObject(value) && Object.hasOwn(value, KEY) ? { file, bytes, key: KEY } : undefined;
}

/** The config that somebody names. @throws Problem `config` where there is none */
export async function readNamed(read: FileReader, path: string): Promise<FoundConfig> {
  const bytes = await read(path);
  if (!bytes)
    throw new Problem(
      'config',
      `There is no config ${escapeUnsafe(path)}, or it is no file.`,
      'Check the path after --config.',
    );
  if (posix.basename(path) !== 'package.json') return { file: path, bytes };
  const found = await readPackageKey(read, path, false);
  if (!found) throw new Problem('config', `${path} has no key "pictify-scan".`, 'Add one, or name another file.');
  return found;
}
