import type { Compat } from '../model/config.js';

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
  const open: ForeignDirective[] = [];
  let line = firstLine + 1;
  let counted = 0;
  for (const { mark, match } of found) {
    for (
      let feed = text.indexOf('\n', counted);
      feed !== -1 && feed < match.index;
      feed = text.indexOf('\n', counted)
    ) {
      line += 1;
      counted = feed + 1;
    }
    const providers = mark.rules ? providersBehind(text, match.index + match[0].length) : [];
    const place = { mark: match[0].toLowerCase(), providers };
    if (mark.effect === 'line') directives.push({ ...place, from: line, to: line });
    else if (mark.effect === 'next-line') directives.push({ ...place, from: line + 1, to: line + 1 });
    else if (mark.effect === 'begin') open.push({ ...place, from: line, to: TO_THE_END });
    else closeAll(open, directives, line, providers);
  }
  closeAll(open, directives, TO_THE_END, []);
  return directives;
}

function closeAll(
  open: ForeignDirective[],
  directives: ForeignDirective[],
  to: number,
  providers: readonly string[],
): void {
  for (const each of open.splice(0)) {
    const ends =
      providers.length === 0 || each.providers.length === 0 || each.providers.some((one) => providers.includes(one));
    if (ends) directives.push({ ...each, to });
    else open.push(each);
  }
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
function providersBehind(text: string, from: number): readonly string[] {
  const end = text.indexOf('\n', from);
  const rest = text.slice(from, Math.min(end === -1 ? text.length : end, from + 500));
  const list = rest.split(/\s--\s/)[0] ?? '';
  return [...list.matchAll(/secretlint-rule-([a-z0-9-]+)/g)].flatMap(([, name = '']) =>
    Object.hasOwn(PROVIDERS, name) ? (PROVIDERS[name] ?? []) : [name],
  );
}
