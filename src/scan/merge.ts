import { Problem } from '../model/errors.js';
import type { Finding, SuppressedFinding } from '../model/finding.js';
import type { Receipt } from '../model/receipt.js';
import { REPORT_VERSION, type Report, type ReportWarning } from '../model/report.js';
import { HEADER_PATH, MESSAGE_PATH } from '../model/textPlaces.js';
import { withoutSlice } from './shard.js';

/** A report and the name of the file that it was read from. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** Reads a JSON report. @throws Problem `read` where it is none, or one of another version */
export function parseReport(name: string, text: string): NamedReport {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw notAReport(name);
  }
  if (!isReport(value)) throw notAReport(name);
  return { name, report: value };
}

function notAReport(name: string): Problem {
  return new Problem(
    'read',
    `${name} is no report of this version of pictify-scan.`,
    'Make reports with: --format json --output FILE',
  );
}

function isReport(value: unknown): value is Report {
  if (typeof value !== 'object' || value === null) return false;
  const { version, receipt, findings, suppressed, warnings } = value as Partial<Report>;
  return (
    version === REPORT_VERSION &&
    typeof receipt?.source === 'string' &&
    typeof receipt.counts?.error === 'number' &&
    Array.isArray(receipt.skipped) &&
    [suppressed, warnings].every(Array.isArray) &&
    Array.isArray(findings) &&
    findings.every(isFinding)
  );
}

/** What is no finding would count as nothing, and a run with findings pass for a clean one. */
function isFinding(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, severity, status, path, line, column, match, message, fingerprint, evidence, hints } =
    value as Partial<Finding>;
  return (
    [rule, path, match, message, fingerprint, status].every((each) => typeof each === 'string') &&
    (severity === 'error' || severity === 'warning' || severity === 'info') &&
    [line, column].every((each) => typeof each === 'number') &&
    Array.isArray(evidence) &&
    Array.isArray(hints)
  );
}

/**
 * Joins reports: what is told twice is told once, receipts are added up. Slices of one history become
 * that history.
 *
 * @throws Problem `usage` where a slice is missing, told twice, or was judged by other rules
 */
export function mergeReports(reports: readonly NamedReport[]): Report {
  const [first] = reports;
  if (!first) throw new Problem('usage', 'There is nothing to merge.', 'Give the JSON reports as arguments.');
  const bySource = new Map<string, NamedReport[]>();
  for (const each of reports) {
    const { whole, shard } = withoutSlice(each.report.receipt.source);
    // Reports that are no slices stay apart: two repositories may well say the same of themselves.
    const key = shard ? `${whole}\0${shard.count}` : `${each.name}\0`;
    bySource.set(key, [...(bySource.get(key) ?? []), each]);
  }
  const wholes = [...bySource.values()].map(joinSlices);
  const receipts = wholes.map(({ receipt }) => receipt);
  const [only] = wholes;
  if (wholes.length === 1 && only) return only;
  return {
    version: REPORT_VERSION,
    tool: first.report.tool,
    receipt: addUp(receipts, `${receipts.length} reports: ${receipts.map(({ source }) => source).join('; ')}`),
    findings: wholes.flatMap(({ findings }) => findings),
    suppressed: wholes.flatMap(({ suppressed }) => suppressed),
    warnings: uniqueBy(
      wholes.flatMap(({ warnings }) => warnings),
      warningKey,
    ),
  };
}

function joinSlices(slices: readonly NamedReport[]): Report {
  const [first] = slices;
  if (!first) throw new Error('no slices');
  const { whole, shard } = withoutSlice(first.report.receipt.source);
  if (!shard) return first.report;
  const here = new Map<number, string>();
  for (const { name, report } of slices) {
    const index = withoutSlice(report.receipt.source).shard?.index ?? 0;
    const other = here.get(index);
    if (other !== undefined)
      throw new Problem(
        'usage',
        `${other} and ${name} are both slice ${index} of ${shard.count}.`,
        'Give each slice once.',
      );
    here.set(index, name);
    if (report.receipt.rules !== first.report.receipt.rules)
      throw new Problem(
        'usage',
        `${first.name} and ${name} were made by different rules.`,
        'Make all slices with one version and one config.',
      );
  }
  const missing = Array.from({ length: shard.count }, (_, at) => at + 1).filter((index) => !here.has(index));
  if (missing.length > 0)
    throw new Problem(
      'usage',
      `Of the ${shard.count} slices of ${whole}, ${missing.slice(0, 10).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'A history is looked at when all of its slices are. Give every report.',
    );
  const findings = earliest(slices.flatMap(({ report }) => report.findings)).toSorted(byPlace);
  const joined = addUp(
    slices.map(({ report }) => report.receipt),
    whole,
  );
  return {
    version: REPORT_VERSION,
    tool: first.report.tool,
    receipt: {
      ...joined,
      ...(first.report.receipt.commits !== undefined && { commits: first.report.receipt.commits }),
      counts: { ...joined.counts, ...countsOf(findings) },
    },
    findings,
    suppressed: uniqueBy(
      slices.flatMap(({ report }) => report.suppressed),
      suppressedKey,
    ),
    warnings: uniqueBy(
      slices.flatMap(({ report }) => report.warnings),
      warningKey,
    ),
  };
}

/** The same secret at the same path in blobs of several slices is one finding: the oldest. */
function earliest(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    // Messages have no path of their own.
    const isText = finding.path === MESSAGE_PATH || finding.path === HEADER_PATH;
    const place = isText ? (finding.commit?.id ?? '') : finding.path;
    const key = `${finding.rule}\0${finding.fingerprint}\0${place}`;
    const known = first.get(key);
    if (!known || instant(finding) < instant(known)) first.set(key, finding);
  }
  return [...first.values()];
}

function instant({ commit }: Finding): number {
  return commit ? Date.parse(commit.date) : Number.POSITIVE_INFINITY;
}

function countsOf(findings: readonly Finding[]): Pick<Receipt['counts'], 'error' | 'warning'> {
  const fresh = (severity: Finding['severity']): number =>
    findings.filter((each) => each.status === 'new' && each.severity === severity).length;
  return { error: fresh('error'), warning: fresh('warning') };
}

const LEVELS = ['info', 'warning', 'error'] as const;

function addUp(receipts: readonly Receipt[], source: string): Receipt {
  const sum = (of: (receipt: Receipt) => number): number => receipts.reduce((total, each) => total + of(each), 0);
  const counted = (name: keyof Receipt['counts']): number => sum(({ counts }) => counts[name]);
  const rules = new Set(receipts.map((each) => each.rules));
  const strictest = receipts.map(({ failOn }) => LEVELS.indexOf(failOn)).toSorted((a, b) => a - b)[0] ?? 2;
  return {
    source,
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    ...(receipts.some(({ commits }) => commits !== undefined) && { commits: sum(({ commits }) => commits ?? 0) }),
    milliseconds: sum(({ milliseconds }) => milliseconds),
    rules: rules.size === 1 ? (receipts[0]?.rules ?? '') : [...rules].join('+'),
    failOn: LEVELS[strictest] ?? 'error',
    counts: {
      error: counted('error'),
      warning: counted('warning'),
      info: counted('info'),
      known: counted('known'),
      baseline: counted('baseline'),
      suppressed: counted('suppressed'),
      public: counted('public'),
      placeholder: counted('placeholder'),
    },
    skipped: receipts.flatMap(({ skipped }) => skipped),
  };
}

function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function warningKey({ code, path, line, message }: ReportWarning): string {
  return `${code}\0${path ?? ''}\0${line ?? ''}\0${message}`;
}

function suppressedKey({ rule, path, line, fingerprint }: SuppressedFinding): string {
  return `${rule}\0${path}\0${line}\0${fingerprint}`;
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
