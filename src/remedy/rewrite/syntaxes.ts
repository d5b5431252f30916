import type { Language } from '../../model/language.js';

/** How a language writes comments and literals. */
export interface Syntax {
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

export const SYNTAXES: Partial<Record<Language, Syntax>> = {
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
