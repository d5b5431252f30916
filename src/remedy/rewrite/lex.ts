import type { Language } from '../../model/language.js';
import type { Span } from '../../model/document.js';
import { Lexer, type Token } from './lexer.js';
import { SYNTAXES } from './syntaxes.js';

/** A bracket that is open at a place. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  readonly at: number;
}

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
