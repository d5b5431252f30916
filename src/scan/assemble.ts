import type { Finding, Severity, SuppressedFinding } from '../model/finding.js';
import { isPublic } from '../model/isPublic.js';
import type { Receipt } from '../model/receipt.js';
import { REPORT_VERSION, type Report, type ReportWarning } from '../model/report.js';
import type { Preset } from '../model/config.js';
import { ruleSetHash } from './ruleSetHash.js';
import { isAsShipped } from './shippedRules.js';
import { maskAll, maskKeys } from '../text/redact.js';
import { VERSION } from '../version.js';
import type { Engine } from './engine.js';
import type { ScanFinding, ScanResult } from './result.js';
import type { WordOptions } from './wordFindings.js';

export interface AssembleOptions extends WordOptions {
  /** Since the run began. */
  readonly milliseconds: number;
  /** Other vendors' publishable keys are listed; they are counted in any case. */
  readonly showPublic: boolean;
  /** ISO date; entries of the config that expired before it do not count. */
  readonly today: string;
}

/** Puts what a scan found into words, and counts it. */
export async function assembleReport(result: ScanResult, options: AssembleOptions): Promise<Report> {
  const { engine } = result;
  const { accepted: baseline, warnings: lapsed } = await readBaseline(engine, result, options.today);
  const kept: ScanFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of unique(result.findings)) {
    const by = engine.suppressor.find(finding.judged, baseline, options.today, finding.commit?.id);
    if (by?.by === 'baseline') kept.push({ ...finding, status: 'baseline' });
    else if (by)
      suppressed.push({
        rule: finding.judged.rule.id,
        path: maskKeys(finding.judged.path),
        line: finding.judged.start.line,
        fingerprint: finding.judged.fingerprint,
        ...by,
      });
    else kept.push(finding);
  }
  // Words are loaded when there is something to say: the clean run of a hook waits for nothing.
  let findings: readonly Finding[] = [];
  if (kept.length > 0) {
    const { wordFindings } = await import('./wordFindings.js');
    findings = await wordFindings(kept, result.lastStep, options);
  }
  const receipt: Receipt = {
    source: result.source,
    files: engine.tally.files,
    bytes: engine.tally.bytes,
    ...(result.commits !== undefined && { commits: result.commits }),
    milliseconds: Math.round(options.milliseconds),
    rules: rulesOf(engine),
    failOn: engine.config.failOn,
    ...(result.isJudgedByCommit && { isJudgedByCommit: true }),
    counts: {
      error: count(findings, 'error'),
      warning: count(findings, 'warning'),
      info: findings.filter((each) => each.severity === 'info' && !isPublic(each) && each.status === 'new').length,
      known: new Set(
        findings.filter((each) => each.status === 'known' && !isPublic(each)).map((each) => each.fingerprint),
      ).size,
      baseline: findings.filter((each) => each.status === 'baseline').length,
      suppressed: suppressed.length,
      public: findings.filter(isPublic).length,
      placeholder: engine.tally.placeholders,
    },
    skipped: engine.tally.listSkipped(),
  };
  const warnings = uniqueWarnings([
    ...(result.warnings ?? []),
    ...engine.tally.warnings,
    ...lapsed,
    ...engine.suppressor.warnings(baseline, options.today, result.whole ?? false),
  ]);
  // Names of paths, refs and people go into many sentences. They are masked here, whatever they are in:
  // what a format has escaped is no longer known for a key.
  return maskAll<Report>({
    version: REPORT_VERSION,
    tool: { name: 'pictify-scan', version: VERSION },
    receipt,
    findings: options.showPublic ? findings : findings.filter((each) => !isPublic(each)),
    suppressed,
    warnings,
  });
}

interface ReadBaseline {
  /** Fingerprints of the entries that count. */
  readonly accepted: ReadonlySet<string>;
  readonly warnings: readonly ReportWarning[];
}

/** The baseline is read where there is something to hold against it. */
export async function readBaseline(
  engine: Engine,
  { findings, whole }: Pick<ScanResult, 'findings' | 'whole'>,
  today: string,
): Promise<ReadBaseline> {
  if (findings.length === 0 && !whole) return { accepted: new Set(), warnings: [] };
  const bytes = await engine.read(engine.config.baseline);
  if (!bytes) return { accepted: new Set(), warnings: [] };
  const { judgeBaseline, parseBaseline } = await import('../config/baseline.js');
  return judgeBaseline(parseBaseline(engine.config.baseline, bytes.toString('utf8')), engine.config, today);
}

function uniqueWarnings(warnings: readonly ReportWarning[]): ReportWarning[] {
  const seen = new Set<string>();
  return warnings.filter(({ code, path, line, message }) => {
    const key = `${code}\0${path ?? ''}\0${line ?? ''}\0${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A large file is read in overlapping pieces: what stands in the overlap is found twice. */
function unique(findings: readonly ScanFinding[]): ScanFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ judged, commit }) => {
    const key = `${judged.rule.id}\0${judged.path}\0${judged.start.line}:${judged.start.column}\0${judged.fingerprint}\0${commit?.id ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function count(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((each) => each.severity === severity && each.status === 'new').length;
}

/** JSON: hashes of the presets, by `ruleSetHash`; the build puts them in, since making one takes as long as a small commit's scan. */
declare const PRESET_HASHES: string | undefined;

/** Says which rules a "clean" is about. */
export function rulesOf({ config, rules }: Engine): string {
  if (!isAsShipped(config) || typeof PRESET_HASHES !== 'string') return ruleSetHash(rules);
  return (JSON.parse(PRESET_HASHES) as Readonly<Record<Preset, string>>)[config.preset];
}

/**
 * Whether a run fails: something new at or above the level.
 *
 * @param failOn stronger than the config's
 */
export function fails(report: Report, failOn: Severity = report.receipt.failOn): boolean {
  const levels: readonly Severity[] = ['info', 'warning', 'error'];
  return report.findings.some(
    (each) => each.status === 'new' && !isPublic(each) && levels.indexOf(each.severity) >= levels.indexOf(failOn),
  );
}
