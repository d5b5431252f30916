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
  /** The opening quote: `'`, `"""`, `` ` ``. */
  readonly quote: string;
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
  ruby: { ...hashes, quotes: ['"', "'", '`'], multiline: /./, interpolation: /#\{/y },
  go: { ...slashes, quotes: ['"', '`', "'"], multiline: /^`$/ },
  php: { ...slashes, lineComments: /\/\/|#(?!\[)/y, multiline: /./ },
  java: jvm,
  kotlin: { ...jvm, interpolation: /\$\{/y },
  scala: { ...jvm, prefix: /[a-z]{1,3}$/ },
  csharp: { ...jvm, prefix: /[@$]{1,2}$/ },
  rust: { ...slashes, quotes: ['"'], multiline: /./, prefix: /(?:br?|r)#{0,3}$/ },
  swift: { ...jvm, quotes: ['"""', '"'], prefix: /@$/ },
  dart: {
    ...slashes,
    quotes: ['"""', "'''", '"', "'"],
    multiline: /^(?:"""|''')$/,
    interpolation: /\$\{/y,
    prefix: /r$/,
  },
  elixir: { ...hashes, quotes: ['"""', '"', "'"], multiline: /./, interpolation: /#\{/y },
  c: slashes,
  shell: { ...hashes, lineComments: /(?<=^|[\s;&|()])#/my, multiline: /./ },
  powershell: { ...hashes, blockComments: [['<#', '#>']], multiline: /./, escape: '`' },
  terraform: { ...slashes, lineComments: /\/\/|#/y, quotes: ['"'], interpolation: /\$\{/y },
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
  const syntax = SYNTAXES[language];
  if (!syntax) return undefined;
  const whole = lexerOf(text, syntax, language);
  let best: Token | undefined;
  for (const token of whole.tokensUpTo(span.end)) {
    const holds = token.inner.start <= span.start && token.inner.end >= span.end;
    // A literal inside an interpolation is told before the one round it.
    if (holds && (!best || token.inner.start >= best.inner.start)) best = token;
  }
  return best;
}

/** The text that was asked about last: many places of it are asked about in a row, and it is read once for all. */
let last: { readonly text: string; readonly language: Language; readonly lexer: Lexer } | undefined;

function lexerOf(text: string, syntax: Syntax, language: Language): Lexer {
  if (last?.language === language && last.text === text) return last.lexer;
  const lexer = new Lexer(text, syntax, language);
  // It holds secrets: it is dropped as soon as whoever asks makes a pause.
  if (!last) queueMicrotask(() => (last = undefined));
  // A line of its own is asked about in between.
  if (!last || text.length >= last.text.length) last = { text, language, lexer };
  return lexer;
}

class Lexer {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #language: Language;
  readonly #tokens: Token[] = [];
  /** Where there is code, and how far it was read. */
  readonly #parts: { at: number; readonly end: number }[];

  constructor(text: string, syntax: Syntax, language: Language) {
    this.#text = text;
    this.#syntax = syntax;
    this.#language = language;
    this.#parts = language === 'php' ? phpBlocks(text) : [{ at: 0, end: text.length }];
  }

  /** All tokens that begin up to an offset, and perhaps more. */
  tokensUpTo(offset: number): readonly Token[] {
    for (const part of this.#parts)
      while (part.at < Math.min(part.end, offset + 1)) part.at = this.#step(part.at, part.end);
    return this.#tokens;
  }

  #step(at: number, end: number): number {
    return this.#comment(at, end) ?? this.#regex(at) ?? this.#string(at, end) ?? at + 1;
  }

  /** Reads an interpolation up to its closing brace. Gives the offset behind it. */
  #interpolation(start: number, end: number): number {
    let braces = 0;
    for (let at = start; at < end;) {
      const character = this.#text[at] ?? '';
      if (character === '{') braces += 1;
      else if (character === '}') {
        if (braces === 0) return at + 1;
        braces -= 1;
      }
      at = this.#step(at, end);
    }
    return end;
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
    const quote = this.#syntax.quotes.find((each) => this.#text.startsWith(each, at));
    if (quote === undefined) return undefined;
    const { prefix: prefixPattern, interpolation, multiline, escape } = this.#syntax;
    const before = this.#text.slice(Math.max(0, at - 8), at);
    const prefix = prefixPattern?.exec(before)?.[0] ?? '';
    const attached = /[\w$]$/.test(before.slice(0, before.length - prefix.length)) ? '' : prefix;
    const fences = /#+$/.exec(attached)?.[0] ?? '';
    const raw = /[rR]/.test(attached) || (attached.includes('@') && this.#language === 'csharp') || this.#isRaw(quote);
    const close = quote + fences;
    let index = at + quote.length;
    while (index < end) {
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
      if (character === '\n' && !multiline.test(quote)) return undefined;
      if (!raw && character === escape) index += 2;
      else if (interpolation && !raw && matchesAt(interpolation, this.#text, index))
        index = this.#interpolation(index + 2, end);
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

function phpBlocks(text: string): { at: number; readonly end: number }[] {
  return [...text.matchAll(/<\?(?:php|=)?/g)].map(({ index, 0: open }) => {
    const close = text.indexOf('?>', index);
    return { at: index + open.length, end: close === -1 ? text.length : close };
  });
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
