import type { Compat } from '../model/config.js';
import { OpenBlocks } from './openBlocks.js';

/** A stretch of lines that a comment of another scanner accepts. */
export interface ForeignDirective {
  /** The words of the comment: `gitleaks:allow`. */
  readonly mark: string;
  /** Lines from 1, both included. */
  readonly from: number;
  readonly to: number;
  /** Our providers that it is about; empty for all. */
  readonly providers: readonly string[];
}

type Effect = 'line' | 'next-line' | 'begin' | 'end';

interface Mark {
  readonly by: readonly Compat[];
  readonly pattern: RegExp;
  readonly effect: Effect;
  /** Behind the mark stand the rules that it is about. */
  readonly rules?: true;
}

/**
 * What the scanners' own documentation says that they look for, in any comment syntax.
 *
 * ```
 * token = "…" # gitleaks:allow
 * # pragma: allowlist nextline secret
 * // secretlint-disable-next-line @secretlint/secretlint-rule-aws -- a sample
 * ```
 */
const MARKS: readonly Mark[] = [
  { by: ['gitleaks', 'betterleaks'], pattern: /gitleaks:allow/, effect: 'line' },
  { by: ['betterleaks'], pattern: /betterleaks:allow/, effect: 'line' },
  { by: ['trufflehog'], pattern: /trufflehog:ignore/i, effect: 'line' },
  { by: ['ggshield'], pattern: /(?<![\w-])ggignore(?![\w-])/, effect: 'line' },
  { by: ['ggshield'], pattern: /(?<![\w-])ggignore-start(?![\w-])/, effect: 'begin' },
  { by: ['ggshield'], pattern: /(?<![\w-])ggignore-end(?![\w-])/, effect: 'end' },
  { by: ['detect-secrets'], pattern: /pragma: ?(?:allow|white)list[ -]secret/i, effect: 'line' },
  { by: ['detect-secrets'], pattern: /pragma: ?(?:allow|white)list[ -]nextline[ -]secret/i, effect: 'next-line' },
  { by: ['secretlint'], pattern: /(?<![\w-])secretlint-disable-line(?![\w-])/, effect: 'line', rules: true },
  { by: ['secretlint'], pattern: /(?<![\w-])secretlint-disable-next-line(?![\w-])/, effect: 'next-line', rules: true },
  { by: ['secretlint'], pattern: /(?<![\w-])secretlint-disable(?![\w-])/, effect: 'begin', rules: true },
  { by: ['secretlint'], pattern: /(?<![\w-])secretlint-enable(?![\w-])/, effect: 'end', rules: true },
];

const TO_THE_END = Number.MAX_SAFE_INTEGER;

/**
 * The comments of other scanners in a text.
 *
 * @param compat the scanners whose comments count
 * @param firstLine lines before the text, for a file that is read in pieces
 */
export function parseForeign(bytes: Buffer, compat: readonly Compat[], firstLine = 0): readonly ForeignDirective[] {
  const marks = MARKS.filter(({ by }) => by.some((each) => compat.includes(each)));
  if (marks.length === 0) return [];
  const text = bytes.toString('latin1');
  const found = marks
    .flatMap((mark) =>
      [...text.matchAll(new RegExp(mark.pattern.source, `${mark.pattern.flags}g`))].map((match) => ({ mark, match })),
    )
    .toSorted((a, b) => a.match.index - b.match.index);
  const directives: ForeignDirective[] = [];
  const open = new OpenBlocks<ForeignDirective>();
  let line = firstLine + 1;
  let end = lineEnd(text, 0);
  for (const { mark, match } of found) {
    for (; end < match.index; end = lineEnd(text, end + 1)) line += 1;
    const providers = mark.rules ? providersIn(text.slice(match.index + match[0].length, end)) : [];
    const place = { mark: match[0].toLowerCase(), providers };
    if (mark.effect === 'line') directives.push({ ...place, from: line, to: line });
    else if (mark.effect === 'next-line') directives.push({ ...place, from: line + 1, to: line + 1 });
    else if (mark.effect === 'begin')
      open.add({ ...place, from: line, to: TO_THE_END }, providers.length === 0 ? [''] : providers);
    else {
      const closed = open.close(providers.length === 0 ? undefined : ['', ...providers]);
      for (const block of closed) directives.push({ ...block, to: line });
    }
  }
  return [...directives, ...open.close()];
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed;
}

/** Whether a comment is about a rule of ours. */
export function coversForeign({ providers }: ForeignDirective, rule: string): boolean {
  return providers.length === 0 || providers.includes(rule.slice(0, rule.indexOf('/')));
}

/** Secretlint's rules whose names are not those of our providers. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  gcp: ['google'],
  privatekey: ['private-key'],
  basicauth: ['connection'],
  'database-connection-string': ['connection'],
  '1password': ['onepassword'],
};

/** `@secretlint/secretlint-rule-aws, @secretlint/secretlint-rule-npm -- reason` */
function providersIn(text: string): readonly string[] {
  const [list = ''] = text.slice(0, 500).split(/\s--\s/);
  return [...list.matchAll(/secretlint-rule-([a-z0-9-]+)/g)].flatMap(([, name = '']) =>
    Object.hasOwn(PROVIDERS, name) ? (PROVIDERS[name] ?? []) : [name],
  );
}
