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

/** Applies comments, the config's list and the baseline to findings, and notes which of them were of use. */
export class Suppressor {
  readonly #config: Config;
  /** `path:rule:line` and `commit:path:rule:line`, also with `*` for the rule. */
  readonly #foreign: ReadonlySet<string>;
  readonly #today: string;
  readonly #usedIgnores = new Set<string>();
  readonly #usedBaseline = new Set<string>();

  /** @param today ISO date: comments that expired before it do not count */
  constructor(config: Config, today: string) {
    this.#config = config;
    this.#today = today;
    this.#foreign = new Set(config.foreignIgnores.flatMap((each) => [each, each.replace(/:[^:]*(:\d+)$/, ':*$1')]));
  }

  /**
   * Marks the findings that a comment in the document silences. Comments that silence nothing are told.
   *
   * @param mayHaveDirectives as detection saw it: looking for them once more would take longer than all the rest
   */
  apply(
    document: Document,
    view: TextView,
    judged: readonly Judged[],
    tally: Tally,
    mayHaveDirectives: boolean,
  ): readonly Judged[] {
    const ours = mayHaveDirectives ? this.#applyOwn(document, view, judged, tally) : judged;
    return this.#config.compat.length === 0 || ours.every((each) => each.suppressed)
      ? ours
      : this.#applyForeign(view, ours);
  }

  /** Comments of other scanners; whether they are of use is those scanners' business. */
  #applyForeign(view: TextView, judged: readonly Judged[]): readonly Judged[] {
    const directives = parseForeign(view.bytes, this.#config.compat, view.start.line);
    if (directives.length === 0) return judged;
    const index = new DirectiveIndex(directives, coversForeign);
    return judged.map((each) => {
      if (each.suppressed || each.rule.on !== 'text') return each;
      const directive = index.find(each.rule.id, each.start.line, each.end.line);
      return directive ? { ...each, suppressed: { by: 'foreign', reason: directive.mark } } : each;
    });
  }

  #applyOwn(document: Document, view: TextView, judged: readonly Judged[], tally: Tally): readonly Judged[] {
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
      const lapse = lapseOf(directive, this.#config, this.#today);
      if (lapse) {
        tally.warnings.push(
          warning(
            lapseCode(lapse),
            document,
            directive,
            `This comment ${lapseText(lapse, directive, this.#config)}${HINTS[lapse] ?? ''}`,
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

  /**
   * What the config's list or the baseline says about a finding.
   *
   * @param today ISO date: entries that expired before it do not count
   * @param commit id of the commit that brought it in, where that is known
   */
  find(judged: Judged, baseline: ReadonlySet<string>, today: string, commit?: string): Suppression | undefined {
    if (judged.suppressed) return judged.suppressed;
    if (commit !== undefined && judged.allowedIn?.includes(commit))
      return { by: 'foreign', reason: `an imported allowlist accepts it in ${commit.slice(0, 12)}` };
    const foreign = this.#findForeign(judged, commit);
    if (foreign) return foreign;
    const ignored = this.#config.ignore.find(
      (each) => each.fingerprint === judged.fingerprint && lapseOf(each, this.#config, today) === undefined,
    );
    if (ignored) {
      this.#usedIgnores.add(ignored.fingerprint);
      return { by: 'config', ...(ignored.reason !== undefined && { reason: ignored.reason }) };
    }
    if (!baseline.has(judged.fingerprint)) return undefined;
    this.#usedBaseline.add(judged.fingerprint);
    return { by: 'baseline' };
  }

  /**
   * Another scanner's ignore file names place and rule of its own. Where one of our providers' rules
   * stands in for it, the place is enough; it never speaks of a Pictify key.
   */
  #findForeign({ rule, path, start }: Judged, commit: string | undefined): Suppression | undefined {
    if (this.#foreign.size === 0 || rule.id.startsWith('pictify/')) return undefined;
    const name = rule.id.startsWith('gitleaks/') ? rule.id.slice('gitleaks/'.length) : '*';
    const place = `${path}:${name}:${start.line}`;
    const accepted = this.#foreign.has(place) || (commit !== undefined && this.#foreign.has(`${commit}:${place}`));
    return accepted ? { by: 'foreign', reason: 'an ignore file of gitleaks' } : undefined;
  }

  /**
   * What is to be tidied up in the config and the baseline.
   *
   * @param whole everything was looked at, so that what was of no use is of no use
   */
  warnings(baseline: ReadonlySet<string>, today: string, whole: boolean): ReportWarning[] {
    const warnings: ReportWarning[] = [...(this.#config.warnings ?? [])];
    const path = this.#config.file === undefined ? {} : { path: this.#config.file };
    for (const entry of this.#config.ignore) {
      const lapse = lapseOf(entry, this.#config, today);
      if (lapse)
        warnings.push({
          code: lapseCode(lapse),
          message: `The entry for ${entry.fingerprint} ${lapseText(lapse, entry, this.#config)}`,
          ...path,
        });
      else if (whole && !this.#usedIgnores.has(entry.fingerprint))
        warnings.push({
          code: 'unused-suppression',
          message: `The entry for ${entry.fingerprint} silences nothing: take it out.`,
          ...path,
        });
    }
    if (whole) {
      const unused = [...baseline].filter((fingerprint) => !this.#usedBaseline.has(fingerprint));
      if (unused.length > 0) {
        warnings.push({
          code: 'unused-suppression',
          message: `${unused.length === 1 ? 'One entry' : `${unused.length} entries`} of the baseline match nothing any more. Tidy up with: pictify-scan baseline --prune`,
          path: this.#config.baseline,
        });
      }
    }
    return warnings;
  }
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
