import { stat, readFile } from 'node:fs/promises';
import { Problem } from '../model/errors.js';
import { maskKeys } from '../text/redact.js';

/** A row of the dashboard's table of keys (Settings > API Keys): Name, Key ID, Type, Created, Last Used, Status. */
export interface KeyRow {
  /** Public: `key_abc123`. Untrusted text. */
  readonly id: string;
  readonly name: string;
  readonly type: 'live' | 'test' | undefined;
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
  /** `never`, or `undefined` where the table does not say. */
  readonly lastUsed: number | 'never' | undefined;
  readonly active: boolean;
}

export interface KeyTable {
  readonly rows: readonly KeyRow[];
  /** Rows that could not be read: their numbers, from 1. */
  readonly bad: readonly number[];
}

const LARGEST = 16 * 1024 * 1024;
const LONGEST_TEXT = 200;
const WAY = 'Give the table of Settings > API Keys as CSV with a line of headings, or as a JSON list of objects.';

/** @throws Problem `read` where it is no table of keys */
export async function readKeyTable(file: string): Promise<KeyTable> {
  let text: string;
  try {
    if ((await stat(file)).size > LARGEST) throw new Problem('read', `${file} is too large for a table of keys.`, WAY);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem('read', `The table of keys ${file} could not be read (${code}).`, WAY, { cause: error });
  }
  const table = parseKeyTable(text);
  if (!table)
    throw new Problem('read', `${file} is no table of keys: there is no column for the key's id or name.`, WAY);
  return table;
}

/** `undefined` where no column names or identifies a key. */
export function parseKeyTable(text: string): KeyTable | undefined {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const records = /^[[{]/.test(trimmed) ? fromJson(trimmed) : fromCsv(trimmed);
  if (!records) return undefined;
  const rows: KeyRow[] = [];
  const bad: number[] = [];
  for (const [index, record] of records.entries()) {
    const row = record && toRow(record);
    if (row) rows.push(row);
    else bad.push(index + 1);
  }
  return rows.length === 0 && records.length > 0 ? undefined : { rows, bad };
}

type Fields = ReadonlyMap<string, unknown>;

/** A list, or an object with one in it: `{"apiKeys":[…]}`. */
function fromJson(text: string): (Fields | undefined)[] | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = Array.isArray(data)
    ? data
    : typeof data === 'object' && data !== null
      ? Object.values(data).find((value) => Array.isArray(value))
      : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.map((each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? new Map(Object.entries(each).map(([name, value]) => [heading(name), value]))
      : undefined,
  );
}

/**
 * Comma, semicolon or tab, quotes as RFC 4180 has them.
 *
 * ```
 * Name,Key ID,Type,Created,Last Used,Status
 * "Production, EU",key_abc123,Live,2026-01-29,2026-11-02T09:00:00Z,Active
 * ```
 */
function fromCsv(text: string): (Fields | undefined)[] | undefined {
  const [head = ''] = text.split('\n', 1);
  const separator = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  const [headings, ...lines] = splitCsv(text, separator);
  if (!headings || headings.length < 2) return undefined;
  const names = headings.map(heading);
  return lines
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) =>
      cells.length > names.length ? undefined : new Map(names.map((name, at) => [name, cells[at] ?? ''])),
    );
}

function splitCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (character !== '\r') cell += character;
  }
  return [...rows, [...row, cell]];
}

/** `Key ID`, `keyId` and `key_id` are one heading. */
function heading(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

function toRow(fields: Fields): KeyRow | undefined {
  const text = (...names: readonly string[]): string => {
    const value = names.map((name) => fields.get(name)).find((each) => each !== undefined && each !== null);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? maskKeys(String(value).trim()).slice(0, LONGEST_TEXT)
      : '';
  };
  const name = text('name', 'keyname', 'description');
  const id = text('keyid', 'id', 'uid') || name;
  if (id === '') return undefined;
  const lastUsed = text('lastused', 'lastusedat');
  const status = text('status', 'state').toLowerCase();
  return {
    id,
    name,
    type: /live/i.test(text('type', 'environment'))
      ? 'live'
      : /test/i.test(text('type', 'environment'))
        ? 'test'
        : undefined,
    created: timeOf(text('created', 'createdat', 'creationdate')),
    lastUsed: isNever(lastUsed, fields) ? 'never' : timeOf(lastUsed),
    active:
      !/revoked|deleted|inactive|disabled|expired/.test(status) &&
      text('active') !== 'false' &&
      /^(?:|false|null)$/.test(text('revoked', 'revokedat')),
  };
}

/** The column is there and says so, or is empty. */
function isNever(text: string, fields: Fields): boolean {
  if (/^(?:never(?: used)?|-|–|—|n\/a|none|null)$/i.test(text)) return true;
  return text === '' && (fields.has('lastused') || fields.has('lastusedat'));
}

/** ISO dates, dates with the month in letters, and Unix times. `01/02/2026` is two dates, so it is none. */
function timeOf(text: string): number | undefined {
  const time = /^\d{10}(?:\d{3})?$/.test(text)
    ? Number(text) * (text.length === 10 ? 1000 : 1)
    : /^\d{4}-\d{2}-\d{2}/.test(text) || /[A-Za-z]{3}/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(time) || time < Date.UTC(2000, 0) || time > Date.UTC(2200, 0) ? undefined : time;
}
