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
 * @packageDocumentation
 */
export { defaultConfig } from './config/readConfig.js';
export type { Config, ConfigOverride, IgnoredFinding, Preset, RuleLevel } from './model/config.js';
export { Problem, type ProblemCode } from './model/errors.js';
export type {
  CodeFrame,
  Confidence,
  Evidence,
  Exposure,
  ExposureLevel,
  Finding,
  FindingCommit,
  FindingStatus,
  Rung,
  Severity,
  SuppressedFinding,
} from './model/finding.js';
export type { Receipt, Skipped } from './model/receipt.js';
export { REPORT_VERSION, type Report, type ReportWarning } from './model/report.js';
export { fails } from './scan/assemble.js';
export {
  scanHistory,
  scanMessage,
  scanPush,
  scanRange,
  scanStaged,
  scanText,
  scanTree,
  type RunOptions,
} from './scan/run.js';
