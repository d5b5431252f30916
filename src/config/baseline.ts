import type { Config } from '../model/config.js';
import { Problem } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import type { ReportWarning } from '../model/report.js';
import { escapeUnsafe } from '../text/escape.js';
import {
  formatAcceptance,
  lapseCode,
  lapseOf,
  parseAcceptance,
  type Acceptance,
  type Lapse,
  type Policy,
} from './acceptance.js';

/** One accepted finding. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** Where it stood when it was accepted; for people. */
  readonly path: string;
  readonly note?: string;
}

const HEADER =
  '# Findings that pictify-scan accepts, one a line; the order means nothing. Update it with: pictify-scan baseline';

/**
 * Reads a baseline file.
 *
 * ```
 * 70aa17ea5a2573907c46 pictify/live-key src/old.js # rotated 2026-11-02
 * ```
 *
 * @throws Problem `config` naming file and line
 */
export function parseBaseline(file: string, text: string): BaselineEntry[] {
  const entries: BaselineEntry[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) {
      throw new Problem(
        'config',
        `${file}:${index + 1} has the marks of a merge conflict.`,
        'Take the marks out and keep both sides: each line stands for itself.',
      );
    }
    const [, fingerprint, rule, path, note] =
      /^([0-9a-f]{20}) ([a-z0-9-]+\/[a-z0-9._-]+) (.+?)(?: # (.*))?$/i.exec(line) ?? [];
    if (fingerprint === undefined || rule === undefined || path === undefined) {
      throw new Problem(
        'config',
        `${file}:${index + 1} is no baseline entry: ${escapeUnsafe(line.slice(0, 60))}`,
        'An entry is: FINGERPRINT RULE PATH, perhaps with # and a note behind. Write the file anew with: pictify-scan baseline',
      );
    }
    entries.push({ fingerprint, rule, path, ...(note !== undefined && { note }) });
  }
  return entries;
}

/**
 * Which entries count by the config's policy; those that do not are told, all of one cause in one warning.
 *
 * @param today ISO date
 */
export function judgeBaseline(
  entries: readonly BaselineEntry[],
  config: Policy & Pick<Config, 'baseline'>,
  today: string,
): { readonly accepted: ReadonlySet<string>; readonly warnings: readonly ReportWarning[] } {
  const accepted = new Set<string>();
  const lapsed = new Map<string, Lapse>();
  for (const entry of entries) {
    const lapse = baselineLapse(entry, config, today);
    if (lapse) lapsed.set(entry.fingerprint, lapse);
    else accepted.add(entry.fingerprint);
  }
  // A merge may leave an entry twice; one that counts is enough.
  const causes = [...lapsed].filter(([fingerprint]) => !accepted.has(fingerprint)).map(([, lapse]) => lapse);
  const warnings = [...new Set(causes)].map((lapse): ReportWarning => {
    const number = causes.filter((each) => each === lapse).length;
    return {
      code: lapseCode(lapse),
      path: config.baseline,
      message: `${number === 1 ? 'One entry' : `${number} entries`} of the baseline ${LAPSES[lapse]} Renew them with: pictify-scan baseline`,
    };
  });
  return { accepted, warnings };
}

/** Why an entry does not count. A baseline takes over what is there, so that it needs no reason. */
export function baselineLapse({ note = '' }: BaselineEntry, policy: Policy, today: string): Lapse | undefined {
  return lapseOf(parseAcceptance(note), { ...policy, requireReason: false }, today);
}

const LAPSES: Readonly<Record<Lapse, string>> = {
  expired: 'expired: what they accepted is reported again.',
  'bad-date': 'with an expiry date that is no day of the calendar do not count.',
  'no-reason': 'without a reason do not count.',
  'no-owner': 'without an owner (owner:NAME behind #) do not count.',
  'no-expiry': 'without an expiry date (expires:2027-01-31 behind #) do not count.',
  'too-long': 'with an expiry date farther away than maxIgnoreDays do not count.',
};

/** Entries for findings that have none yet. */
export function entriesFor(
  findings: readonly Pick<Finding, 'fingerprint' | 'rule' | 'path'>[],
  known: readonly BaselineEntry[],
  accepted: Acceptance,
): BaselineEntry[] {
  const there = new Set(known.map(({ fingerprint }) => fingerprint));
  // That it is in the baseline says why already.
  const note = formatAcceptance({ ...accepted, reason: undefined });
  return findings
    .filter(({ fingerprint }) => !there.has(fingerprint))
    .map(({ fingerprint, rule, path }) => ({ fingerprint, rule, path, ...(note !== '' && { note }) }));
}

/** The file's text: one sorted line an entry, no entry twice. */
export function formatBaseline(entries: Iterable<BaselineEntry>): string {
  const lines = new Map<string, string>();
  for (const { fingerprint, rule, path, note } of entries) {
    const line = `${fingerprint} ${rule} ${escapeUnsafe(path)}`;
    if (!lines.has(line) || note !== undefined) lines.set(line, note === undefined ? line : `${line} # ${note}`);
  }
  return `${[HEADER, ...[...lines.values()].toSorted()].join('\n')}\n`;
}

/**
 * `.gitattributes` with a line that lets git merge the baseline by keeping the lines of both sides:
 * two branches that accept something each would conflict wherever their lines are neighbours. What
 * that may leave, a line twice or out of order, means nothing to a reader.
 *
 * @param text `undefined` where there is no such file yet
 * @returns `undefined` where the line stands already, or the path cannot be written in that file
 */
export function withUnionMerge(text: string | undefined, baseline: string): string | undefined {
  if (/[\s"*?[\]\\!#]/.test(baseline)) return undefined;
  const pattern = `/${baseline.replace(/^\.?\//, '')}`;
  const lines = (text ?? '').split(/\r?\n/);
  const names = new Set([pattern, pattern.slice(1)]);
  if (lines.some((line) => names.has(line.trim().split(/\s+/)[0] ?? '') && /\s-?!?merge(?:=|\s|$)/.test(line)))
    return undefined;
  const eol = text?.includes('\r\n') ? '\r\n' : '\n';
  const before = text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}${eol}`;
  return `${before}${pattern} merge=union${eol}`;
}
