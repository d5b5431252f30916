import type { TomlTable, TomlValue } from 'smol-toml';
import { Problem } from '../../model/errors.js';
import { escapeUnsafe } from '../../text/escape.js';
import type { TomlFile } from './tomlFile.js';

/** Where a table stands in its file, for messages. */
export interface TablePlace {
  readonly file: TomlFile;
  /** For people: `rule acme-key`, `the allowlist of rule acme-key`. */
  readonly name: string;
  readonly table: string;
  readonly index: number;
}

/** A table whose keys are compared without case, as the original does; every value is checked when asked for. */
export class Table {
  readonly place: TablePlace;
  readonly #values = new Map<string, { readonly key: string; readonly value: TomlValue }>();

  constructor(data: TomlTable, place: TablePlace) {
    this.place = place;
    for (const [key, value] of Object.entries(data)) this.#values.set(key.toLowerCase(), { key, value });
  }

  /** Keys as they are written. */
  keys(): readonly string[] {
    return [...this.#values.values()].map(({ key }) => key);
  }

  has(key: string): boolean {
    return this.#values.has(key.toLowerCase());
  }

  text(key: string): string | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === 'string') return value;
    return this.fail(key, `\`${key}\` must be a text`);
  }

  flag(key: string): boolean {
    const value = this.#get(key);
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    return this.fail(key, `\`${key}\` must be true or false`);
  }

  number(key: string): number | undefined {
    const value = this.#get(key);
    if (value === undefined || typeof value === 'number') return value;
    return this.fail(key, `\`${key}\` must be a number`);
  }

  texts(key: string): readonly string[] {
    const value = this.#get(key) ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    return this.fail(key, `\`${key}\` must be a list of texts`);
  }

  /** A table, or a list of them. */
  tables(key: string): readonly TomlTable[] {
    const value = this.#get(key);
    if (value === undefined) return [];
    const list = Array.isArray(value) ? value : [value];
    return list.every(isTable) ? list : this.fail(key, `\`${key}\` must be a table`);
  }

  /** @throws Problem `config` naming file, line and table */
  fail(key: string | undefined, what: string, next = 'Mend it there, or leave the file out of `extends`.'): never {
    const { file, name, table, index } = this.place;
    const line = file.lineOf(table, index, key);
    const place = `${escapeUnsafe(file.file)}${line === undefined ? '' : `:${line}`}`;
    throw new Problem('config', `${place}: ${escapeUnsafe(name === '' ? what : `${name}: ${what}`)}.`, next);
  }

  line(key?: string): number | undefined {
    return this.place.file.lineOf(this.place.table, this.place.index, key);
  }

  #get(key: string): TomlValue | undefined {
    return this.#values.get(key.toLowerCase())?.value;
  }
}

function isTable(value: TomlValue): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
