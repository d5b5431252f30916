/**
 * How many characters of base64 or base64url stand side by side in whatever a group of a pattern matches, at the
 * least: 36 for `[0-9a-f]{8}-[0-9a-f]{4}-…`, 24 for `x{30}|y{24}`, 0 where that is not known.
 *
 * @param source of a regular expression
 * @param group its name
 */
export function leastRun(source: string, group: string): number {
  const start = source.indexOf(`(?<${group}>`);
  if (start === -1) return 0;
  try {
    return new Reader(source, start + group.length + 4).alternatives(0).longest;
  } catch (error) {
    if (error instanceof NotRead) return 0;
    throw error;
  }
}

/** Of a part of a pattern: the longest run that it cannot do without, and the run that its end belongs to. */
interface Runs {
  readonly longest: number;
  readonly open: number;
}

/** Syntax of which nothing is told. */
class NotRead extends Error {}

const ALPHABET = /^[A-Za-z0-9+/_-]$/;
/** Escapes that stand for characters of the alphabet only, those that stand for others as well, and those for none. */
const WITHIN = /[dw/+_-]/;
const ASIDE = /[bB]/;
const BEYOND = /[sSDWtrnfv.^$*?()[\]{}|\\~:=@%"'`!#&<>,;]/;

/** Reads a pattern from left to right. */
class Reader {
  readonly #source: string;
  #at: number;

  constructor(source: string, at: number) {
    this.#source = source;
    this.#at = at;
  }

  /** To the parenthesis that ends them; the worst of them counts. @param open the run that they go on */
  alternatives(open: number): Runs {
    let runs = this.#sequence(open);
    while (this.#next() === '|') {
      this.#at += 1;
      runs = worse(runs, this.#sequence(open));
    }
    if (this.#next() !== ')') throw new NotRead();
    this.#at += 1;
    return runs;
  }

  #next(): string {
    return this.#source.charAt(this.#at);
  }

  #sequence(open: number): Runs {
    let runs: Runs = { longest: open, open };
    while (!['|', ')', ''].includes(this.#next())) runs = this.#item(runs);
    return runs;
  }

  #item(before: Runs): Runs {
    const next = this.#next();
    if (next === '(') return this.#group(before);
    this.#at += 1;
    if (next === '^' || next === '$') return before;
    if (next === '\\' && ASIDE.test(this.#next())) {
      this.#at += 1;
      return before;
    }
    const isWithin = next === '[' ? this.#class() : next === '\\' ? this.#escape() : ALPHABET.test(next);
    const { least, most } = this.#quantity();
    if (isWithin) return longer(before, before.open + least);
    return most === 0 ? before : { longest: before.longest, open: 0 };
  }

  #group(before: Runs): Runs {
    const kind = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(this.#source.slice(this.#at))?.[0] ?? '(';
    this.#at += kind.length;
    if (/[=!]$/.test(kind)) {
      this.alternatives(0);
      return before;
    }
    const inside = this.alternatives(before.open);
    const { least, most } = this.#quantity();
    // What is repeated may begin anew behind itself; what may be missing may just as well be there.
    const after = { longest: Math.max(before.longest, inside.longest), open: most === 1 ? inside.open : 0 };
    return least > 0 ? after : worse(before, after);
  }

  /** Whether every character of the class is of the alphabet. */
  #class(): boolean {
    const end = /^(?:\\.|[^\]\\])*\]/.exec(this.#source.slice(this.#at))?.[0].length;
    if (end === undefined) throw new NotRead();
    const inside = this.#source.slice(this.#at, this.#at + end - 1);
    this.#at += end;
    return /^(?:A-Z|a-z|A-F|a-f|0-9|[A-Za-z0-9](?!-)|\d-\d|[A-Z]-[A-Z]|[a-z]-[a-z]|\\[dw/+_-]|[+/_]|-$)+$/.test(inside);
  }

  #escape(): boolean {
    const next = this.#next();
    this.#at += 1;
    if (WITHIN.test(next)) return true;
    if (BEYOND.test(next)) return false;
    throw new NotRead();
  }

  #quantity(): { readonly least: number; readonly most: number } {
    const [text, sign, least = '', comma, most = ''] =
      /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += text?.length ?? 0;
    if (text === undefined) return { least: 1, most: 1 };
    if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
    const from = Number(least);
    return { least: from, most: comma === '' ? from : most === '' ? Number.POSITIVE_INFINITY : Number(most) };
  }
}

function longer({ longest }: Runs, open: number): Runs {
  return { longest: Math.max(longest, open), open };
}

function worse(one: Runs, other: Runs): Runs {
  return { longest: Math.min(one.longest, other.longest), open: Math.min(one.open, other.open) };
}
