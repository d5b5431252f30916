import type { Finding } from '../model/finding.js';
import type { Judged } from '../judge/judgeDocument.js';
import { advise, plainFix, shownExposure, type Situation } from '../remedy/advise.js';
import type { JudgedExposure } from '../remedy/exposure.js';
import { createStoreDetector, type ReadText } from '../remedy/store.js';
import { messageOf } from '../report/messages.js';
import { maskKeys } from '../text/redact.js';
import type { ScanFinding } from './result.js';

export interface WordOptions {
  /** Reads the repository's manifests, to fit the advice to the store that it uses. */
  readonly read: ReadText;
  /** Where the user is, relative to the root. */
  readonly folder: string;
  /** The user is about to commit. */
  readonly staged: boolean;
  /** Looks up how far out secrets are, by fingerprint; asked only when something new was found. */
  readonly exposuresOf?: (judged: readonly Judged[]) => Promise<ReadonlyMap<string, JudgedExposure>>;
}

/**
 * Puts what was found into words.
 *
 * @param lastStep what is to be done about each in the end, where the source has a word on it
 * @returns by place
 */
export async function wordFindings(
  kept: readonly ScanFinding[],
  lastStep: string | undefined,
  options: WordOptions,
): Promise<readonly Finding[]> {
  const storeAt = createStoreDetector(options.read);
  const fresh = kept.filter(
    ({ judged, status }) => status === 'new' && judged.outcome === 'finding' && judged.rule.on === 'text',
  );
  const exposures = fresh.length > 0 ? await options.exposuresOf?.(fresh.map(({ judged }) => judged)) : undefined;
  const findings = await Promise.all(
    kept.map(async (each) => {
      const { judged, status, commit, unpushed } = each;
      if (judged.outcome === 'public') return toFinding(each, publicHints(judged));
      const seen = status === 'new' && judged.rule.on === 'text' ? exposures?.get(judged.fingerprint) : undefined;
      // What is pushed is in a commit, also where the look at the newest ones has not come upon it.
      const exposure = options.staged || seen?.where === 'published' || seen?.where === 'local' ? seen : undefined;
      const situation: Situation = {
        status,
        commit,
        unpushed: status === 'new' ? unpushed : undefined,
        store: await storeAt(judged.path),
        folder: options.folder,
        staged: options.staged,
        exposure: options.staged ? exposures?.get(judged.fingerprint) : exposure,
      };
      const fix = plainFix(judged);
      const shown = exposure && shownExposure(exposure);
      const hints = advise(judged, situation);
      return toFinding(each, lastStep === undefined ? hints : [...hints, lastStep], {
        ...(fix && { fix }),
        ...(shown && { exposure: shown }),
      });
    }),
  );
  return findings.toSorted(byPlace);
}

function toFinding(
  { judged, status, commit }: ScanFinding,
  hints: readonly string[],
  more: Pick<Finding, 'fix' | 'exposure'> = {},
): Finding {
  const { rule, severity, confidence, kind, start, end, match, fingerprint, evidence, via, frame } = judged;
  return {
    rule: rule.id,
    severity,
    confidence,
    kind,
    message: messageOf(judged),
    path: maskKeys(judged.path),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    match,
    fingerprint,
    status,
    evidence,
    hints,
    docs: `docs/rules/${rule.id.replace('/', '-')}.md`,
    via,
    ...(commit && { commit }),
    ...(frame && { frame }),
    ...more,
  };
}

function publicHints(judged: Judged): string[] {
  return [
    `Nothing to do. If it is a Pictify key after all, name it so (${judged.rule.variable ?? 'PICTIFY_API_KEY'}), and it will be reported.`,
  ];
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
