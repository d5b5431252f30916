import { lapseCode, lapseOf, lapseText } from '../config/acceptance.js';
import type { Judged, Suppression } from '../judge/judgeDocument.js';
import type { Config } from '../model/config.js';
import type { Document } from '../model/document.js';
import type { ReportWarning } from '../model/report.js';
import type { TextView } from '../text/textView.js';
import { applyComments, applyForeignComments } from './comments.js';
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
    const ours = mayHaveDirectives ? applyComments(document, view, judged, tally, this.#config, this.#today) : judged;
    return this.#config.compat.length === 0 || ours.every((each) => each.suppressed)
      ? ours
      : applyForeignComments(view, ours, this.#config.compat);
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
