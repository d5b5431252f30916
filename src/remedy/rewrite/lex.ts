import type { Language } from '../../model/language.js';
import type { Span } from '../../model/document.js';

/** A string literal or a comment. Offsets are byte offsets of a text in latin1. */
export interface Token {
  readonly kind: 'string' | 'comment';
  /** With prefix and quotes. */
  readonly start: number;
  readonly end: number;
  /** Without them. */
  readonly inner: Span;
  /** What stands before the opening quote: `b`, `f`, `@`, `r`. */
  readonly prefix: string;
  /** The opening quote: `'`, `"""`, `` ` ``; `<<` for a here-document, `<<'` for one that expands nothing. */
  readonly quote: string;
}

/** A bracket that is open at a place. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  readonly at: number;
}

interface Syntax {
  readonly lineComments: RegExp | undefined;
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Longest first. */
  readonly quotes: readonly string[];
  /** Quotes whose literals may go over lines. */
  readonly multiline: RegExp;
  /** Opens an expression inside a literal. */
  readonly interpolation: RegExp | undefined;
  /** What a literal's quote may have before it. */
  readonly prefix: RegExp | undefined;
  readonly escape: string;
  /** Opens a here-document, whose text begins on the next line. */
  readonly hereDocument?: RegExp;
}

const NEVER = /(?!)/;
const slashes: Syntax = {
  lineComments: /\/\//y,
  blockComments: [['/*', '*/']],
  quotes: ['"', "'"],
  multiline: NEVER,
  interpolation: undefined,
  prefix: undefined,
  escape: '\\',
};
const hashes: Syntax = { ...slashes, lineComments: /#/y, blockComments: [] };
const jvm: Syntax = { ...slashes, quotes: ['"""', '"', "'"], multiline: /^"""$/ };

const SYNTAXES: Partial<Record<Language, Syntax>> = {
  javascript: { ...slashes, quotes: ['"', "'", '`'], multiline: /^`$/, interpolation: /\$\{/y },
  typescript: { ...slashes, quotes: ['"', "'", '`'], multiline: /^`$/, interpolation: /\$\{/y },
  python: {
    ...hashes,
    quotes: ['"""', "'''", '"', "'"],
    multiline: /^(?:"""|''')$/,
    prefix: /(?:[rbuf]|rb|br|rf|fr)$/i,
  },
  ruby: {
    ...hashes,
    quotes: ['"', "'", '`'],
    multiline: /./,
    interpolation: /#\{/y,
    hereDocument: /<<[~-]?(?<quote>["'`]?)(?<end>[A-Z_]\w*)\k<quote>/y,
  },
  go: { ...slashes, quotes: ['"', '`', "'"], multiline: /^`$/ },
  php: {
    ...slashes,
    lineComments: /\/\/|#(?!\[)/y,
    multiline: /./,
    hereDocument: /<<<[ \t]*(?<quote>["']?)(?<end>[A-Za-z_]\w*)\k<quote>/y,
  },
  java: jvm,
  kotlin: { ...jvm, interpolation: /\$\{/y },
  scala: { ...jvm, prefix: /[a-z]{1,3}$/ },
  csharp: { ...jvm, prefix: /[@$]{1,2}$/ },
  rust: { ...slashes, quotes: ['"'], multiline: /./, prefix: /(?:br?|r)#{0,3}$/ },
  swift: { ...jvm, quotes: ['"""', '"'], prefix: /@$|#{1,3}$/, interpolation: /\\\(/y },
  dart: {
    ...slashes,
    quotes: ['"""', "'''", '"', "'"],
    multiline: /^(?:"""|''')$/,
    interpolation: /\$\{/y,
    prefix: /r$/,
  },
  elixir: { ...hashes, quotes: ['"""', '"', "'"], multiline: /./, interpolation: /#\{/y },
  c: { ...slashes, prefix: /(?:u8|[uUL])?R?$/ },
  shell: {
    ...hashes,
    lineComments: /(?<=^|[\s;&|()])#/my,
    multiline: /./,
    prefix: /\$$/,
    hereDocument: /(?<!<)<<-?[ \t]*(?<quote>["'\\]?)(?<end>[A-Za-z_]\w*)["']?/y,
  },
  powershell: { ...hashes, blockComments: [['<#', '#>']], multiline: /./, escape: '`' },
  terraform: {
    ...slashes,
    lineComments: /\/\/|#/y,
    quotes: ['"'],
    interpolation: /\$\{/y,
    hereDocument: /<<-?(?<quote>)(?<end>[A-Za-z_]\w*)/y,
  },
};

/** The innermost string literal or comment that holds a span; `undefined` where it stands bare. */
export function tokenAt(text: string, language: Language, span: Span): Token | undefined {
  const token = tokenIn(text, language, span);
  if (!token || !/^["']$/.test(token.quote) || !text.slice(token.start, span.start).includes('\n')) return token;
  // A stray apostrophe further up (in a here-document, say) opened what looks like a literal of many lines.
  const start = text.lastIndexOf('\n', span.start) + 1;
  const feed = text.indexOf('\n', span.end);
  const local = tokenIn(text.slice(start, feed === -1 ? text.length : feed), language, {
    start: span.start - start,
    end: span.end - start,
  });
  if (!local) return token;
  const { inner } = local;
  return {
    ...local,
    start: local.start + start,
    end: local.end + start,
    inner: { start: inner.start + start, end: inner.end + start },
  };
}

function tokenIn(text: string, language: Language, span: Span): Token | undefined {
  let best: Token | undefined;
  for (const reading of readingsOf(text, language).code)
    for (const token of reading.tokensAt(span)) {
      const holds = token.inner.start <= span.start && token.inner.end >= span.end;
      // A literal inside an interpolation is told before the one round it.
      if (holds && (!best || token.inner.start >= best.inner.start)) best = token;
    }
  return best;
}

/** The brackets that are open at a place, the outermost first; those in literals and comments do not count. */
export function openBrackets(text: string, language: Language, at: number): readonly OpenBracket[] {
  return readingsOf(text, language).whole.openAt(at);
}

/** What was read of a text, as far as somebody asked. */
interface Readings {
  readonly text: string;
  readonly language: Language;
  /** The stretches that are code. */
  readonly code: readonly Reading[];
  /** All of it as if it were code. */
  readonly whole: Reading;
}

/** Of the text that was asked about last: many places of it are asked about in a row, and it is read once for all. */
let last: Readings | undefined;

function readingsOf(text: string, language: Language): Readings {
  if (last?.language === language && last.text === text) return last;
  const whole = new Reading(text, language, 0, text.length);
  const readings = { text, language, whole, code: language === 'php' ? phpBlocks(text) : [whole] };
  // It may hold secrets: it is let go of as soon as whoever asks makes a pause.
  if (!last) setImmediate(() => (last = undefined));
  // Lines by themselves are asked about in between.
  if (!last || text.length >= last.text.length) last = readings;
  return readings;
}

function phpBlocks(text: string): Reading[] {
  return [...text.matchAll(/<\?(?:php|=)?/g)].map(({ index, 0: open }) => {
    const close = text.indexOf('?>', index);
    return new Reading(text, 'php', index + open.length, close === -1 ? text.length : close);
  });
}

/** A stretch of the text that was read in one go: a literal, a comment, or a character of neither. */
interface Step {
  readonly start: number;
  readonly end: number;
  /** What it consists of, with what is nested in that: nested ones come first. */
  readonly tokens: readonly Token[];
}

/** Brackets that are open at a place, from the innermost outwards. */
interface Open extends OpenBracket {
  readonly outer: Open | undefined;
}

/** What was read of a stretch of text, from its beginning on: each part of it is read once. */
class Reading {
  readonly #lexer: Lexer | undefined;
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  #at: number;
  /** Those that have tokens, in order. */
  readonly #steps: Step[] = [];
  /** Where another bracket became the innermost one, in order, and which. */
  readonly #changes: { readonly at: number; readonly open: Open | undefined }[] = [];

  constructor(text: string, language: Language, start: number, end: number) {
    const syntax = SYNTAXES[language];
    this.#lexer = syntax && new Lexer(text, syntax, language);
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#at = start;
  }

  /** The tokens that may hold a span. */
  tokensAt({ start, end }: Span): readonly Token[] {
    if (start < this.#start || start > this.#end) return [];
    this.#readTo(end + 1);
    return this.#stepAt(start)?.tokens ?? [];
  }

  openAt(at: number): readonly OpenBracket[] {
    this.#readTo(at + 1);
    const step = this.#stepAt(at);
    // Of what is not at its end there, all brackets count.
    const from = step && step.start < at && at < step.end ? step.start : at;
    const before = this.#changes[lastIndex(this.#changes, (change) => change.at < from)]?.open;
    const tokens = from === at || !step ? [] : step.tokens.filter((token) => token.end <= at);
    let innermost = before;
    scanBrackets(this.#text, from, at, tokens, before, (_at, open) => (innermost = open));
    const open: OpenBracket[] = [];
    for (let each = innermost; each; each = each.outer) open.push({ bracket: each.bracket, at: each.at });
    return open.toReversed();
  }

  #readTo(offset: number): void {
    const until = Math.min(this.#end, offset);
    while (this.#at < until) {
      const start = this.#at;
      const tokens: Token[] = [];
      this.#at = this.#lexer?.step(start, this.#end, tokens) ?? start + 1;
      if (tokens.length > 0) this.#steps.push({ start, end: this.#at, tokens });
      scanBrackets(this.#text, start, this.#at, tokens, this.#changes.at(-1)?.open, (at, open) =>
        this.#changes.push({ at, open }),
      );
    }
  }

  /** The step with tokens in which an offset is, or at whose end it is. */
  #stepAt(offset: number): Step | undefined {
    const index = lastIndex(this.#steps, (step) => step.start <= offset);
    const step = this.#steps[index];
    return step && offset <= step.end ? step : undefined;
  }
}

/** Index of the last item for which something is true that is true for all before it; -1 for none. */
function lastIndex<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param tokens are passed over */
function scanBrackets(
  text: string,
  start: number,
  end: number,
  tokens: readonly Token[],
  before: Open | undefined,
  onChange: (at: number, open: Open | undefined) => void,
): void {
  const sorted = tokens.length < 2 ? tokens : tokens.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let open = before;
  let next = 0;
  for (let index = start; index < end; index += 1) {
    while ((sorted[next]?.end ?? end) <= index) next += 1;
    const token = sorted[next];
    // Of a literal with a prefix the stretch begins behind that.
    if (token && token.start <= index) {
      index = token.end - 1;
      continue;
    }
    const bracket = text[index];
    if (bracket === '(' || bracket === '[' || bracket === '{')
      onChange(index, (open = { bracket, at: index, outer: open }));
    else if (bracket === ')' || bracket === ']' || bracket === '}') onChange(index, (open = open?.outer));
  }
}

class Lexer {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #language: Language;
  /** Where what is read is told. */
  #tokens: Token[] = [];
  /** Here-documents whose text begins on the next line. */
  #waiting: { readonly end: string; readonly raw: boolean }[] = [];

  constructor(text: string, syntax: Syntax, language: Language) {
    this.#text = text;
    this.#syntax = syntax;
    this.#language = language;
  }

  /** Reads what begins at a place; gives the offset behind it. */
  step(at: number, end: number, tokens: Token[]): number {
    this.#tokens = tokens;
    return this.#step(at, end);
  }

  #step(at: number, end: number): number {
    return (
      this.#comment(at, end) ??
      this.#regex(at) ??
      this.#hereDocument(at, end) ??
      this.#string(at, end) ??
      (this.#language === 'shell' && this.#text[at] === '\\' ? at + 2 : at + 1)
    );
  }

  /** Reads an interpolation up to what closes it outside of nested brackets. Gives the offset behind it. */
  #interpolation(start: number, end: number, closer: string): number {
    let nested = 0;
    const opener = closer === ')' ? '(' : '{';
    for (let at = start; at < end;) {
      const character = this.#text[at] ?? '';
      if (character === opener) nested += 1;
      else if (character === closer) {
        if (nested === 0) return at + 1;
        nested -= 1;
      }
      at = this.#step(at, end);
    }
    return end;
  }

  /** `<<EOT` is remembered; at the end of its line comes its text. */
  #hereDocument(at: number, end: number): number | undefined {
    const opens = this.#syntax.hereDocument;
    if (!opens) return undefined;
    if (this.#text[at] === '\n' && this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      let start = at + 1;
      for (const { end: word, raw } of waiting) {
        const close = new RegExp(String.raw`^[ \t]*${word}\b`, 'm').exec(this.#text.slice(start, end));
        if (!close) continue;
        const stop = start + close.index;
        this.#emit('string', start, stop, { start, end: stop }, '', raw ? "<<'" : '<<');
        start = stop + close[0].length;
      }
      return start;
    }
    if (this.#text[at] !== '<') return undefined;
    opens.lastIndex = at;
    const match = opens.exec(this.#text);
    if (!match) return undefined;
    const { quote = '', end: word = '' } = match.groups ?? {};
    const bare = this.#language === 'php' || this.#language === 'ruby' ? quote !== "'" : quote === '';
    this.#waiting.push({ end: word, raw: !bare });
    return at + match[0].length;
  }

  #comment(at: number, end: number): number | undefined {
    const { lineComments, blockComments } = this.#syntax;
    for (const [open, close] of blockComments) {
      if (!this.#text.startsWith(open, at)) continue;
      const found = this.#text.indexOf(close, at + open.length);
      const stop = found === -1 ? end : found;
      this.#emit('comment', at, Math.min(end, stop + close.length), { start: at + open.length, end: stop }, '', open);
      return Math.min(end, stop + close.length);
    }
    if (!lineComments || !matchesAt(lineComments, this.#text, at)) return undefined;
    const feed = this.#text.indexOf('\n', at);
    const stop = feed === -1 ? end : Math.min(feed, end);
    this.#emit('comment', at, stop, { start: at, end: stop }, '', '');
    return stop;
  }

  /** JavaScript's regular expressions, and Rust's characters, hold quotes that open nothing. */
  #regex(at: number): number | undefined {
    if (this.#language === 'rust' && this.#text.startsWith(`'"'`, at)) return at + 3;
    if (this.#text[at] !== '/' || (this.#language !== 'javascript' && this.#language !== 'typescript'))
      return undefined;
    if (!/(?:^|[=(,:;!&|?{}[\n]|\breturn)\s*$/.test(this.#text.slice(Math.max(0, at - 40), at))) return undefined;
    const match = /\/(?:[^/\\\n[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/y;
    match.lastIndex = at;
    return match.exec(this.#text) ? match.lastIndex : undefined;
  }

  #string(at: number, end: number): number | undefined {
    const found = this.#syntax.quotes.find((each) => this.#text.startsWith(each, at));
    if (found === undefined) return undefined;
    // `@"""…` is a verbatim literal that begins with a quote.
    const quote = this.#language === 'csharp' && /@\$?$/.test(this.#text.slice(Math.max(0, at - 2), at)) ? '"' : found;
    const { prefix: prefixPattern, interpolation, multiline, escape } = this.#syntax;
    const before = this.#text.slice(Math.max(0, at - 8), at);
    const prefix = prefixPattern?.exec(before)?.[0] ?? '';
    const attached = /[\w$]$/.test(before.slice(0, before.length - prefix.length)) ? '' : prefix;
    const fences = /#+$/.exec(attached)?.[0] ?? '';
    const verbatim = attached.includes('@') && this.#language === 'csharp' && quote === '"';
    const raw =
      /[rR#]/.test(attached) ||
      (attached.includes('@') && this.#language === 'csharp') ||
      (this.#isRaw(quote) && attached !== '$');
    const close = quote + fences;
    let index = at + quote.length;
    while (index < end) {
      if (verbatim && this.#text.startsWith('""', index)) {
        index += 2;
        continue;
      }
      if (this.#text.startsWith(close, index)) {
        this.#emit(
          'string',
          at - attached.length,
          index + close.length,
          { start: at + quote.length, end: index },
          attached,
          quote,
        );
        return index + close.length;
      }
      const character = this.#text[index] ?? '';
      if (character === '\n' && !multiline.test(quote) && !verbatim) return undefined;
      if (interpolation && !raw && matchesAt(interpolation, this.#text, index))
        index = this.#interpolation(index + 2, end, this.#language === 'swift' ? ')' : '}');
      else if (!raw && character === escape) index += 2;
      else index += 1;
    }
    return undefined;
  }

  #isRaw(quote: string): boolean {
    if (this.#language === 'go') return quote === '`';
    if (this.#language === 'shell' || this.#language === 'powershell') return quote === "'";
    return this.#language === 'kotlin' || this.#language === 'scala' ? quote === '"""' : false;
  }

  #emit(kind: Token['kind'], start: number, end: number, inner: Span, prefix: string, quote: string): void {
    this.#tokens.push({ kind, start, end, inner, prefix, quote });
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
