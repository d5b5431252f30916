import type { Span } from '../../model/document.js';
import type { Language } from '../../model/language.js';
import type { Syntax } from './syntaxes.js';

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

/** Reads a text literal by literal and comment by comment, as one language writes them. */
export class Lexer {
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
