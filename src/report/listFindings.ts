import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.js';
import type { Report, ReportOptions } from '../model/report.js';

/** The findings that a person is asked to act on: new ones, and on request those that the parent holds. */
export function listFindings(report: Report, options: ReportOptions): readonly Finding[] {
  return report.findings.filter(
    (finding) => finding.status === 'new' || (finding.status === 'known' && options.showKnown),
  );
}

/** Numbers what is the same secret in the same file, from 1: tells its places apart without line numbers. */
export function ordinalCounter(): (place: { readonly path: string; readonly fingerprint: string }) => number {
  const counts = new Map<string, number>();
  return ({ path, fingerprint }) => {
    const key = `${path}\0${fingerprint}`;
    const ordinal = (counts.get(key) ?? 0) + 1;
    counts.set(key, ordinal);
    return ordinal;
  };
}

/** Names each place in a report, the same from run to run although lines move: 64 hex digits. */
export function placeHasher(): (place: { readonly path: string; readonly fingerprint: string }) => string {
  const ordinal = ordinalCounter();
  return (place) =>
    createHash('sha256')
      .update(`${place.fingerprint}\0${place.path}\0${ordinal(place)}`)
      .digest('hex');
}

/** Findings by a key, in the order in which the keys are met. */
export function groupFindings(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}
