/**
 * pictify-scan as a library: the scans of the command line, typed, without global state; nothing here
 * ends the process or prints.
 *
 * ```ts
 * import { scanText } from 'pictify-scan';
 *
 * const report = await scanText(source, { path: 'src/api.js' });
 * for (const finding of report.findings) console.log(finding.line, finding.message);
 * ```
 *
 * What cannot be done is a `Problem`, never an empty report:
 *
 * ```ts
 * import { fails, Problem, scanTree } from 'pictify-scan';
 *
 * try {
 *   const report = await scanTree({ cwd: 'path/to/repository', paths: ['src'] });
 *   if (fails(report)) console.log(report.receipt.counts.error, 'errors');
 * } catch (error) {
 *   if (!(error instanceof Problem)) throw error;
 *   console.log(error.code, error.message, error.next);
 * }
 * ```
 *
 * Lines and columns count from 1, columns in UTF-16 units; paths are relative to the root of the repository,
 * with `/` between their parts. No secret is in a report: `match` is masked, `fingerprint` is a keyed hash.
 *
 * @packageDocumentation
 */
export { defaultConfig } from './config/defaultConfig.js';
export type { Compat, Config, ConfigOverride, IgnoredFinding, Preset, RuleLevel } from './model/config.js';
export { Problem, type ProblemCode } from './model/errors.js';
export type {
  CodeFrame,
  Confidence,
  Evidence,
  Exposure,
  ExposureLevel,
  Finding,
  FindingCommit,
  FindingFix,
  FindingStatus,
  Rung,
  Severity,
  SuppressedFinding,
  Verification,
} from './model/finding.js';
export type { Receipt, Skipped } from './model/receipt.js';
export { REPORT_VERSION, type Report, type ReportWarning } from './model/report.js';
export { fails } from './scan/assemble.js';
export type { CommitRange } from './scan/range.js';
export { scanHistory, scanMessage, scanPush, scanRange, scanStaged, scanText, type RunOptions } from './scan/run.js';
export { scanTree } from './scan/runTree.js';
