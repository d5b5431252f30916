import { Problem } from '../model/errors.js';

/** One entry of `git diff-index --raw -z` or `git diff-tree --raw -z -c`, paths as latin1 (one character a byte). */
export interface RawChange {
  readonly path: string;
  readonly mode: string;
  /** All zeros for a deletion. */
  readonly oid: string;
  /** One entry a parent. */
  readonly parents: readonly RawParent[];
}

interface RawParent {
  readonly mode: string;
  /** All zeros where the path did not exist. */
  readonly oid: string;
  /** `A`, `M`, `D`, `T`, `U` … */
  readonly status: string;
}

/**
 * Parses raw diff output, chunk by chunk.
 *
 * ```
 * :100644 100644 d95f3ad… 8ab686e… M\0src/a.js\0                 one parent
 * ::100644 100644 100644 d95f3ad… 1b2c3d4… 8ab686e… MM\0src/a.js\0   a merge (-c)
 * 91bc01ef…\0                                                   a commit's id (diff-tree --stdin)
 * ```
 */
export class RawDiffParser {
  readonly #onChange: (change: RawChange) => void;
  readonly #onCommit: (id: string) => void;
  #rest = '';
  #header: string | undefined;

  constructor(onChange: (change: RawChange) => void, onCommit: (id: string) => void = unexpectedCommit) {
    this.#onChange = onChange;
    this.#onCommit = onCommit;
  }

  push(chunk: Buffer): void {
    const text = this.#rest + chunk.toString('latin1');
    let from = 0;
    for (let at = text.indexOf('\0', from); at !== -1; at = text.indexOf('\0', from)) {
      this.#token(text.slice(from, at));
      from = at + 1;
    }
    this.#rest = text.slice(from);
  }

  /** @throws Problem where the output stopped in the middle of an entry. */
  end(): void {
    if (this.#rest !== '' || this.#header !== undefined) throw truncated();
  }

  #token(token: string): void {
    if (this.#header !== undefined) {
      this.#onChange(parseHeader(this.#header, token));
      this.#header = undefined;
    } else if (token.startsWith(':')) {
      this.#header = token;
    } else if (/^[0-9a-f]{40,64}$/.test(token.trim())) {
      this.#onCommit(token.trim());
    } else {
      throw truncated();
    }
  }
}

function parseHeader(header: string, path: string): RawChange {
  return parseSingle(header, path) ?? parseAny(header, path);
}

const MODE = 6;
const COLON = 58;
const SPACE = 32;

/** Nearly all entries have one parent, and so have their fields at fixed places. */
function parseSingle(header: string, path: string): RawChange | undefined {
  const oidLength = (header.length - ': '.length - 2 * (MODE + 1) - 1 - 'M'.length) / 2;
  if (oidLength !== 40 && oidLength !== 64) return undefined;
  const oldAt = 1 + 2 * (MODE + 1);
  const newAt = oldAt + oidLength + 1;
  const statusAt = newAt + oidLength + 1;
  const isAsExpected =
    header.charCodeAt(0) === COLON &&
    header.charCodeAt(1) !== COLON &&
    [oldAt - MODE - 2, oldAt - 1, newAt - 1, statusAt - 1].every((at) => header.charCodeAt(at) === SPACE);
  if (!isAsExpected) return undefined;
  return {
    path,
    mode: header.slice(oldAt - MODE - 1, oldAt - 1),
    oid: header.slice(newAt, newAt + oidLength),
    parents: [
      { mode: header.slice(1, 1 + MODE), oid: header.slice(oldAt, oldAt + oidLength), status: header.slice(statusAt) },
    ],
  };
}

function parseAny(header: string, path: string): RawChange {
  const parentCount = /^:+/.exec(header)?.[0].length ?? 0;
  const fields = header.slice(parentCount).split(' ');
  const modes = fields.slice(0, parentCount + 1);
  const oids = fields.slice(parentCount + 1, 2 * parentCount + 2);
  const status = fields[2 * parentCount + 2] ?? '';
  const mode = modes[parentCount];
  const oid = oids[parentCount];
  if (mode === undefined || oid === undefined || status === '') throw truncated();
  const parents = Array.from({ length: parentCount }, (_, index) => ({
    mode: modes[index] ?? '',
    oid: oids[index] ?? '',
    status: status[index] ?? '',
  }));
  return { path, mode, oid, parents };
}

function truncated(): Problem {
  return new Problem(
    'git',
    'git stopped in the middle of its list of changes.',
    'Run this again; if it stays, check the repository with: git fsck',
  );
}

function unexpectedCommit(id: string): void {
  throw new Problem('git', `git printed a commit id (${id}) where a change was expected.`, 'Run this again.');
}
