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
export class RawDiffParser<Change = RawChange> {
  readonly #onChange: (change: Change) => void;
  readonly #onCommit: (id: string) => void;
  readonly #parse: (header: string, path: string) => Change;
  #rest = '';
  #header: string | undefined;

  /** @param parse `parseChange`, or what tells less and is faster */
  constructor(
    parse: (header: string, path: string) => Change,
    onChange: (change: Change) => void,
    onCommit: (id: string) => void = unexpectedCommit,
  ) {
    this.#parse = parse;
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
      this.#onChange(this.#parse(this.#header, token));
      this.#header = undefined;
    } else if (token.charCodeAt(0) === COLON) {
      this.#header = token;
    } else if (/^[0-9a-f]{40,64}$/.test(token.trim())) {
      this.#onCommit(token.trim());
    } else {
      throw truncated();
    }
  }
}

/** Everything that an entry says. @throws Problem where it is cut off */
export function parseChange(header: string, path: string): RawChange {
  return parseSingle(header, path) ?? parseAny(header, path);
}

/** What stands there afterwards: for who walks histories, where nearly nothing of an entry matters. @throws Problem */
export function parseResult(header: string, path: string): Pick<RawChange, 'path' | 'mode' | 'oid'> {
  const newAt = singleOidAt(header);
  if (newAt === -1) return parseAny(header, path);
  return { path, mode: header.slice(MODE + 2, 2 * (MODE + 1)), oid: header.slice(newAt, header.length - 2) };
}

const MODE = 6;
const COLON = 58;
const SPACE = 32;

/** Nearly all entries have one parent, and so have their fields at fixed places: where the new id begins; -1 for others. */
function singleOidAt(header: string): number {
  const oidLength = (header.length - ': '.length - 2 * (MODE + 1) - 1 - 'M'.length) / 2;
  if (oidLength !== 40 && oidLength !== 64) return -1;
  const oldAt = 1 + 2 * (MODE + 1);
  const newAt = oldAt + oidLength + 1;
  const isAsExpected =
    header.charCodeAt(0) === COLON &&
    header.charCodeAt(1) !== COLON &&
    header.charCodeAt(oldAt - MODE - 2) === SPACE &&
    header.charCodeAt(oldAt - 1) === SPACE &&
    header.charCodeAt(newAt - 1) === SPACE &&
    header.charCodeAt(newAt + oidLength) === SPACE;
  return isAsExpected ? newAt : -1;
}

function parseSingle(header: string, path: string): RawChange | undefined {
  const newAt = singleOidAt(header);
  if (newAt === -1) return undefined;
  const oldAt = 1 + 2 * (MODE + 1);
  const statusAt = header.length - 1;
  return {
    path,
    mode: header.slice(oldAt - MODE - 1, oldAt - 1),
    oid: header.slice(newAt, statusAt - 1),
    parents: [{ mode: header.slice(1, 1 + MODE), oid: header.slice(oldAt, newAt - 1), status: header.slice(statusAt) }],
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
