import { createReadStream } from 'node:fs';
import { Problem } from '../model/errors.js';

/**
 * One request, as the audit log of the Pictify dashboard tells it, a JSON object on each line:
 *
 * ```
 * {"timestamp":"2026-01-29T10:30:00Z","action":"api.request","keyId":"key_abc123","endpoint":"/image",
 *  "method":"POST","status":200,"ip":"203.0.113.50","userAgent":"pictify-node/1.0.0"}
 * ```
 */
export interface AuditRecord {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly action: string;
  readonly keyId: string;
  /** Without query: that may hold a key. */
  readonly endpoint: string;
  readonly method: string;
  /** HTTP status; `undefined` where the record has none. */
  readonly status: number | undefined;
  readonly ip: string;
  readonly userAgent: string;
}

/** A longer line is no record of ours; it is passed over without being kept. */
export const LONGEST_LINE = 256 * 1024;
const LONGEST_TEXT = 300;
const LF = 10;

/** The record on a line; `undefined` where it is none. A record has at least a time. */
export function parseRecord(line: string): AuditRecord | undefined {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const fields = data as Readonly<Record<string, unknown>>;
  const time = timeOf(fields['timestamp']);
  if (time === undefined) return undefined;
  const text = (name: string): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '';
  };
  const status = Number(fields['status']);
  return {
    time,
    action: text('action'),
    keyId: text('keyId'),
    endpoint: text('endpoint').replace(/[?#].*$/s, ''),
    method: text('method'),
    status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined,
    ip: text('ip'),
    userAgent: text('userAgent'),
  };
}

/** Times of this century and the last: others are mistakes, and would stretch every plot. */
const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2200, 0);

function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const time = typeof value === 'number' ? value * (value < 1e11 ? 1000 : 1) : Date.parse(value);
  return time >= EARLIEST && time <= LATEST ? time : undefined;
}

/** What a log was made of. */
export interface LogTally {
  /** Lines with something on them. */
  readonly lines: number;
  readonly bad: number;
  /** Numbers of the first bad lines, from 1. */
  readonly badLines: readonly number[];
}

const MOST_NUMBERS = 10;

/** Splits chunks into lines and reads each; lines that are no record are counted. Keeps one line at a time. */
export class AuditLogReader {
  readonly #onRecord: (record: AuditRecord) => void;
  #parts: Buffer[] = [];
  #length = 0;
  #number = 0;
  #lines = 0;
  #bad = 0;
  readonly #badLines: number[] = [];

  constructor(onRecord: (record: AuditRecord) => void) {
    this.#onRecord = onRecord;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      this.#keep(chunk.subarray(from, at));
      this.#line();
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  end(): LogTally {
    if (this.#length > 0) this.#line();
    return { lines: this.#lines, bad: this.#bad, badLines: this.#badLines };
  }

  #keep(bytes: Buffer): void {
    this.#length += bytes.length;
    // Of a line that is too long nothing is kept but that there is one.
    if (this.#length > LONGEST_LINE) this.#parts = [];
    else if (bytes.length > 0) this.#parts.push(Buffer.from(bytes));
  }

  #line(): void {
    const isTooLong = this.#length > LONGEST_LINE;
    const text = isTooLong
      ? ''
      : Buffer.concat(this.#parts)
          .toString('utf8')
          .replace(/^\ufeff/, '')
          .trim();
    this.#parts = [];
    this.#length = 0;
    this.#number += 1;
    if (text === '' && !isTooLong) return;
    this.#lines += 1;
    const record = isTooLong ? undefined : parseRecord(text);
    if (record) this.#onRecord(record);
    else {
      this.#bad += 1;
      if (this.#badLines.length < MOST_NUMBERS) this.#badLines.push(this.#number);
    }
  }
}

/** Reads a log of any size as a stream. @throws Problem `read` where it cannot be read */
export async function readAuditLog(file: string, onRecord: (record: AuditRecord) => void): Promise<LogTally> {
  const reader = new AuditLogReader(onRecord);
  try {
    for await (const chunk of createReadStream(file)) reader.push(chunk as Buffer);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem(
      'read',
      `The audit log ${file} could not be read (${code}).`,
      'Give the file that the dashboard exported: one JSON object on each line.',
      { cause: error },
    );
  }
  return reader.end();
}
