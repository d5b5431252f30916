import { parseAcceptance } from './acceptance.js';
import { OpenBlocks } from './openBlocks.js';

/** A comment that switches rules off for a place. */
export interface Directive {
  readonly kind: 'disable-line' | 'disable-next-line' | 'disable' | 'enable';
  /** Rule ids, or `provider/*`; empty for all rules. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** `owner:NAME` and `expires:DATE` among the words of the reason; the date as it is written. */
  readonly owner: string | undefined;
  readonly expires: string | undefined;
  /**
   * The words from the first one on that is no rule, as far as the `--`. Where there are only such, it is
   * not known what is meant (`stripe`, `live-key`, a reason without dashes), and the comment silences nothing.
   */
  readonly unread: readonly string[];
  /** It stands in a string or in documentation: it is an example of such a comment, and may silence nothing. */
  readonly isExample: boolean;
  /** Line that it stands on, from 1. */
  readonly line: number;
  /** The lines that it is about, both included; a `disable` without `enable` reaches to the end. */
  readonly from: number;
  readonly to: number;
}

/** What every directive begins with. */
export const DIRECTIVE_MARK = 'pictify-scan-';
const DIRECTIVE = /(?<![\w-])pictify-scan-(disable-next-line|disable-line|disable|enable)(?![\w-])([^\n]{0,500})/g;

/**
 * Directives in any comment syntax: what stands before them on the line does not matter.
 *
 * ```
 * const key = '…'; // pictify-scan-disable-line pictify/live-key -- sample of the docs
 * # pictify-scan-disable-next-line
 * <!-- pictify-scan-disable pictify/*, stripe/secret-key -- fixtures --> … <!-- pictify-scan-enable -->
 * ```
 *
 * @param firstLine lines before the text, for a file that is read in pieces
 */
export function parseDirectives(bytes: Buffer, firstLine = 0): readonly Directive[] {
  if (!bytes.includes(DIRECTIVE_MARK)) return [];
  const directives: Directive[] = [];
  const open = new OpenBlocks<Omit<Directive, 'from' | 'to'>>();
  for (const { kind, line, ...rest } of occurrences(bytes, firstLine)) {
    if (kind === 'disable-line') directives.push({ kind, ...rest, line, from: line, to: line });
    else if (kind === 'disable-next-line') directives.push({ kind, ...rest, line, from: line + 1, to: line + 1 });
    else if (kind === 'disable') open.add({ kind, ...rest, line }, keysOf(rest.rules));
    else for (const block of open.close(endedBy(rest.rules))) directives.push({ ...block, from: block.line, to: line });
  }
  for (const block of open.close()) directives.push({ ...block, from: block.line, to: Number.MAX_SAFE_INTEGER });
  return directives.toSorted((a, b) => a.line - b.line);
}

/** What people write who mean a directive. */
const MISTAKEN = /(?<![\w-])pictify-scan-(?:dis|ignore|allow|skip|suppress|off\b|enable)[\w-]*/g;

/** Words that look like a directive and are none, with the line that they stand on. */
export function mistakenDirectives(
  bytes: Buffer,
  firstLine = 0,
): readonly { readonly line: number; readonly words: string }[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(MISTAKEN)]
        .filter(([words]) => words.search(DIRECTIVE) === -1)
        .map(([words]) => ({ line: firstLine + index + 1, words })),
    );
}

/** `''` for a block that is about all rules; `stripe/secret-key` and `stripe/` for one that is about a rule. */
function keysOf(rules: readonly string[]): readonly string[] {
  return rules.length === 0 ? [''] : rules.flatMap((rule) => [rule, providerOf(rule)]);
}

/**
 * The blocks that an `enable` ends: those that are about one of its rules. Where it cannot be told which
 * ones are meant, all are: rather too much is reported than too little.
 */
function endedBy(rules: readonly string[]): readonly string[] | undefined {
  if (rules.length === 0) return undefined;
  return ['', ...rules.flatMap((rule) => (rule.endsWith('/*') ? [providerOf(rule)] : [rule, `${providerOf(rule)}*`]))];
}

/** `stripe/` */
function providerOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/') + 1);
}

/** As much of a line is read to tell what a directive stands in. */
const MOST_BEFORE = 500;
/** What begins a comment or a string. `#` and `--` are other things too, unless blanks are round them. */
const OPENER = /\/\/|\/\*|<!--|(?<!\S)(?:#+|--)(?=\s)|["'`]/y;

/** @param before the line up to the directive */
function isExample(before: string): boolean {
  // A line of a documentation comment, a regular expression.
  if (/^\s*\*(?!\/)|(?<!\/)\/$/.test(before)) return true;
  for (let at = 0; at < before.length; at += 1) {
    OPENER.lastIndex = at;
    const opener = OPENER.exec(before)?.[0];
    if (opener === undefined) continue;
    if (!/["'`]/.test(opener)) return false;
    const end = endOfString(before, at + 1, opener);
    if (end === -1) return true;
    at = end;
  }
  return false;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

interface Occurrence extends Comment {
  readonly isExample: boolean;
  readonly kind: Directive['kind'];
  readonly line: number;
}

function* occurrences(bytes: Buffer, firstLine: number): Iterable<Occurrence> {
  let line = firstLine + 1;
  let from = 0;
  let feed = bytes.indexOf(10);
  for (
    let at = bytes.indexOf(DIRECTIVE_MARK);
    at !== -1;
    at = bytes.indexOf(DIRECTIVE_MARK, at + DIRECTIVE_MARK.length)
  ) {
    for (; feed !== -1 && feed < at; feed = bytes.indexOf(10, from)) {
      line += 1;
      from = feed + 1;
    }
    const text = bytes.toString('utf8', Math.max(from, at - 1), at + 600);
    DIRECTIVE.lastIndex = 0;
    const match = DIRECTIVE.exec(text);
    if (!match || match.index > 1) continue;
    const [, kind, rest = ''] = match;
    const before = bytes.toString('latin1', Math.max(from, at - MOST_BEFORE), at);
    yield { kind: kind as Directive['kind'], line, isExample: isExample(before), ...parseComment(rest) };
  }
}

type Comment = Pick<Directive, 'rules' | 'reason' | 'owner' | 'expires' | 'unread'>;

/** What closes a comment; what stands behind it is no part of the directive. */
const CLOSER = /\*\/|--%?>|%>|#\}|(?:--)?\}\}|\*\)|-\}|\]\]|"""|'''/;
const RULE = /^[a-z0-9-]+\/(?:[a-z0-9._-]+|\*)$/i;

/** What stands behind the word: `pictify/live-key, stripe/* -- a sample *\/ const next = 1;` */
function parseComment(rest: string): Comment {
  const [line = ''] = rest.split(DIRECTIVE_MARK, 1);
  const closer = line.search(CLOSER);
  const comment = closer === -1 ? line : line.slice(0, closer);
  const dashes = comment.search(/(?<!\S)--(?!\S)/);
  const { reason, owner, expires } = parseAcceptance(dashes === -1 ? '' : comment.slice(dashes + 2).trim());
  // Words without a letter or digit are the decoration of a comment.
  const words = (dashes === -1 ? comment : comment.slice(0, dashes))
    .split(/[\s,]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const end = words.findIndex((word) => !RULE.test(word));
  return {
    rules: end === -1 ? words : words.slice(0, end),
    unread: end === -1 ? [] : words.slice(end),
    reason,
    owner,
    expires,
  };
}

/** Whether a directive is about a rule on a line. */
export function coversRule({ rules, unread }: Directive, rule: string): boolean {
  if (rules.length === 0) return unread.length === 0;
  return rules.some((each) => each === rule || (each.endsWith('/*') && rule.startsWith(each.slice(0, -1))));
}
