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
