import { parse, TomlError, type TomlTable } from 'smol-toml';
import { escapeUnsafe } from '../../text/escape.js';
import { Problem } from '../../model/errors.js';

const LARGEST = 2 * 1024 * 1024;

/** A TOML file as data, with the lines of its tables. */
export interface TomlFile {
  readonly file: string;
  readonly data: TomlTable;
  /** The line of the `index`th `[[table]]`, or of a key in it; from 1. */
  lineOf(table: string, index: number, key?: string): number | undefined;
}

/** @throws Problem `config` where it is no TOML */
export function parseTomlFile(file: string, bytes: Buffer): TomlFile {
  if (bytes.length > LARGEST)
    throw new Problem('config', `${file} is larger than 2 MiB.`, 'Check that this is the right file.');
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  try {
    const data = parse(text);
    let headers: readonly Header[] | undefined;
    return { file, data, lineOf: (table, index, key) => lineIn((headers ??= readHeaders(text)), table, index, key) };
  } catch (error) {
    const line = error instanceof TomlError ? `:${error.line}` : '';
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new Problem('config', `${file}${line} is not valid TOML (${escapeUnsafe(why)}).`, 'Mend that place.', {
      cause: error,
    });
  }
}

interface Header {
  readonly table: string;
  readonly line: number;
  readonly keys: Map<string, number>;
}

/** The tables' headers and keys; what stands inside of a text of several lines is none. */
function readHeaders(text: string): readonly Header[] {
  const headers: Header[] = [{ table: '', line: 1, keys: new Map() }];
  let closing: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (closing === undefined) {
      const table = /^\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}/.exec(line)?.[1];
      const key = /^\s*"?([\w-]+)"?\s*=/.exec(line)?.[1];
      if (table !== undefined) headers.push({ table: table.toLowerCase(), line: index + 1, keys: new Map() });
      else if (key !== undefined) headers.at(-1)?.keys.set(key.toLowerCase(), index + 1);
    }
    for (const [quotes] of line.matchAll(/'''|"""/g)) {
      if (closing === undefined) closing = quotes;
      else if (closing === quotes) closing = undefined;
    }
  }
  return headers;
}

function lineIn(headers: readonly Header[], table: string, index: number, key: string | undefined): number | undefined {
  const header = headers.filter((each) => each.table === table)[index];
  return (key === undefined ? undefined : header?.keys.get(key.toLowerCase())) ?? header?.line;
}
