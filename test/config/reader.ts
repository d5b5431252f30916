import { Problem } from '../../src/model/errors.js';
import { readConfig, type ReadConfigOptions } from '../../src/config/readConfig.js';
import type { FileReader } from '../../src/model/fileReader.js';
import type { Config } from '../../src/model/config.js';

/** Files by path, as texts, bytes or data. */
export type Files = Readonly<Record<string, string | Buffer | object>>;

export function readerOf(files: Files): FileReader {
  return (path) => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content === undefined) return undefined;
    if (Buffer.isBuffer(content)) return content;
    return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
}

export function configOf(files: Files, options?: ReadConfigOptions): Promise<Config> {
  return readConfig(readerOf(files), options);
}

/** The message and next step of the Problem that reading ends in. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return `${error.message} | ${error.next}`;
    throw error;
  }
  return 'no problem';
}
