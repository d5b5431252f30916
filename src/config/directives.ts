/** A comment that switches rules off for a place. */
export interface Directive {
  readonly kind: 'disable-line' | 'disable-next-line' | 'disable' | 'enable';
  /** Rule ids, or `provider/*`; empty for all rules. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** Line that it stands on, from 1. */
  readonly line: number;
  /** The lines that it is about, both included; a `disable` without `enable` reaches to the end. */
  readonly from: number;
  readonly to: number;
}

const MARK = 'pictify-scan-';
const DIRECTIVE = /(?<![\w-])pictify-scan-(disable-next-line|disable-line|disable|enable)(?![\w-])([^\n]{0,500})/g;
/** What closes a comment; what stands behind it is no part of the directive. */
const CLOSER = /\s*(?:\*\/|-->|--%>|%>|#\}|(?:--)?\}\}|\*\)|-\}|\]\]|"""|''').*$/s;
const RULE = /^[a-z0-9-]+\/(?:[a-z0-9._-]+|\*)$/i;

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
  if (!bytes.includes(MARK)) return [];
  const directives: Directive[] = [];
  const open: { rules: readonly string[]; reason: string | undefined; line: number }[] = [];
  const close = (line: number, rules: readonly string[]): void => {
    for (const block of open.splice(0)) {
      if (rules.length === 0 || block.rules.length === 0 || block.rules.some((rule) => rules.includes(rule))) {
        directives.push({ kind: 'disable', ...block, from: block.line, to: line });
      } else open.push(block);
    }
  };
  for (const { kind, line, rules, reason } of occurrences(bytes, firstLine)) {
    if (kind === 'disable-line') directives.push({ kind, rules, reason, line, from: line, to: line });
    else if (kind === 'disable-next-line') directives.push({ kind, rules, reason, line, from: line + 1, to: line + 1 });
    else if (kind === 'disable') open.push({ rules, reason, line });
    else close(line, rules);
  }
  close(Number.MAX_SAFE_INTEGER, []);
  return directives.toSorted((a, b) => a.line - b.line);
}

interface Occurrence {
  readonly kind: Directive['kind'];
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string | undefined;
}

function* occurrences(bytes: Buffer, firstLine: number): Iterable<Occurrence> {
  let line = firstLine + 1;
  let from = 0;
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at + MARK.length)) {
    for (let feed = bytes.indexOf(10, from); feed !== -1 && feed < at; feed = bytes.indexOf(10, feed + 1)) {
      line += 1;
      from = feed + 1;
    }
    const text = bytes.toString('utf8', Math.max(from, at - 1), at + 600);
    DIRECTIVE.lastIndex = 0;
    const match = DIRECTIVE.exec(text);
    if (!match || match.index > 1) continue;
    const [, kind, rest = ''] = match;
    yield { kind: kind as Directive['kind'], line, ...parseRest(rest) };
  }
}

function parseRest(rest: string): { rules: readonly string[]; reason: string | undefined } {
  const text = rest.replace(/\r$/, '').replace(CLOSER, '');
  const dashes = text.search(/(?:^|\s)--\s/);
  const list = dashes === -1 ? text : text.slice(0, dashes);
  const reason =
    dashes === -1
      ? undefined
      : text
          .slice(dashes)
          .replace(/^\s*--\s+/, '')
          .trim();
  const words = list.split(/[\s,]+/).filter((word) => word !== '');
  const end = words.findIndex((word) => !RULE.test(word));
  const rules = end === -1 ? words : words.slice(0, end);
  return { rules, reason: reason === '' ? undefined : reason };
}

/** Whether a directive is about a rule on a line. */
export function coversRule(directive: Directive, rule: string): boolean {
  return (
    directive.rules.length === 0 ||
    directive.rules.some((each) => each === rule || (each.endsWith('/*') && rule.startsWith(each.slice(0, -1))))
  );
}
