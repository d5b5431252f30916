import { lapseCode, lapseOf, lapseText, type Lapse } from '../config/acceptance.js';
import {
  coversRule,
  DIRECTIVE_MARK,
  mistakenDirectives,
  parseDirectives,
  type Directive,
} from '../config/directives.js';
import { coversForeign, parseForeign } from '../config/foreign.js';
import type { Judged, Suppression } from '../judge/judgeDocument.js';
import type { Config } from '../model/config.js';
import type { Document } from '../model/document.js';
import type { ReportWarning } from '../model/report.js';
import { languageOf } from '../text/language.js';
import { maskKeys } from '../text/redact.js';
import type { TextView } from '../text/textView.js';
import { DirectiveIndex } from './directiveIndex.js';
import { firstFrom } from './firstFrom.js';
import type { Tally } from './tally.js';

/**
 * Marks the findings that a comment in the document silences. Comments that silence nothing are told.
 *
 * @param today ISO date: comments that expired before it do not count
 */
export function applyComments(
  document: Document,
  view: TextView,
  judged: readonly Judged[],
  tally: Tally,
  config: Config,
  today: string,
): readonly Judged[] {
  const directives = parseDirectives(view.bytes, view.start.line);
  if (directives.length === 0) {
    tellMistaken(document, view, judged, tally);
    return judged;
  }
  const used = new Set<Directive>();
  const index = new DirectiveIndex(directives, coversRule);
  const marked = judged.map((each) => {
    const directive = index.find(each.rule.id, each.start.line, each.start.line);
    if (!directive) return each;
    used.add(directive);
    const lapse = lapseOf(directive, config, today);
    if (lapse) {
      tally.warnings.push(
        warning(
          lapseCode(lapse),
          document,
          directive,
          `This comment ${lapseText(lapse, directive, config)}${HINTS[lapse] ?? ''}`,
        ),
      );
      return each;
    }
    const suppressed: Suppression = {
      by: 'inline',
      ...(directive.reason !== undefined && { reason: directive.reason }),
    };
    return { ...each, suppressed };
  });
  tellMistaken(document, view, marked, tally);
  // Documentation shows such comments without meaning them.
  if (document.origin.kind !== 'message' && languageOf(document.path, '') !== 'markdown') {
    const open = openOf(marked);
    for (const directive of directives) {
      if (!used.has(directive) && !directive.isExample)
        tally.warnings.push(warning('unused-suppression', document, directive, uselessText(directive, open)));
    }
  }
  return marked;
}

/** Comments of other scanners; whether they are of use is those scanners' business. */
export function applyForeignComments(
  view: TextView,
  judged: readonly Judged[],
  compat: Config['compat'],
): readonly Judged[] {
  const directives = parseForeign(view.bytes, compat, view.start.line);
  if (directives.length === 0) return judged;
  const index = new DirectiveIndex(directives, coversForeign);
  return judged.map((each) => {
    if (each.suppressed || each.rule.on !== 'text') return each;
    const directive = index.find(each.rule.id, each.start.line, each.end.line);
    return directive ? { ...each, suppressed: { by: 'foreign', reason: directive.mark } } : each;
  });
}

/** What is found and not silenced, in its order. */
function openOf(judged: readonly Judged[]): readonly Judged[] {
  return judged.filter(({ outcome, suppressed }) => outcome === 'finding' && !suppressed);
}

/** Comments at a finding, or on the line before one, that are meant to silence it and do not. */
function tellMistaken(document: Document, view: TextView, judged: readonly Judged[], tally: Tally): void {
  const open = openOf(judged);
  if (open.length === 0) return;
  for (const { line, words } of mistakenDirectives(view.bytes, view.start.line)) {
    const found = firstFrom(open, line);
    if (!found || found.start.line > line + 1) continue;
    const directive = found.start.line === line ? 'disable-line' : 'disable-next-line';
    tally.warnings.push(
      warning(
        'unused-suppression',
        document,
        { line },
        `"${words}" silences nothing. Write: ${DIRECTIVE_MARK}${directive} ${found.rule.id} -- and why`,
      ),
    );
  }
}

/** A comment that silences nothing is a mistake in its words where something is found on its lines. */
function uselessText({ from, to }: Directive, open: readonly Judged[]): string {
  const found = firstFrom(open, from);
  return found === undefined || found.start.line > to
    ? 'This comment silences nothing: take it out.'
    : `This comment silences nothing: what is found there is ${found.rule.id}. Name that rule, or take the comment out.`;
}

/** Where a comment takes what it misses. */
const HINTS: Partial<Readonly<Record<Lapse, string>>> = {
  'no-reason': ' Add one behind --',
  'no-owner': ' Add owner:NAME behind --',
  'no-expiry': ' Add expires:2027-01-31 behind --',
};

function warning(code: string, document: Document, { line }: Pick<Directive, 'line'>, message: string): ReportWarning {
  return { code, message, path: maskKeys(document.path), line };
}
