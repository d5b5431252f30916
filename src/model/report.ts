import type { Finding, SuppressedFinding } from './finding.js';
import type { Receipt } from './receipt.js';

/** Version of the JSON report; grows with each change that could break a reader. */
export const REPORT_VERSION = 1;

/** The whole result of a run: what every reporter is given. */
export interface Report {
  readonly version: typeof REPORT_VERSION;
  readonly tool: { readonly name: 'pictify-scan'; readonly version: string };
  readonly receipt: Receipt;
  /** Sorted by path, line, column, rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Things the user should mend that are no findings: unused suppressions, a baseline entry that matches nothing. */
  readonly warnings: readonly ReportWarning[];
}

export interface ReportWarning {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** Which state of which repository a report is about. */
export interface VersionControl {
  /** Address of the repository, without the name and password that it may hold. */
  readonly repository: string;
  /** Id of the commit that is checked out. */
  readonly revision?: string;
  /** Where HEAD is on one. */
  readonly branch?: string;
}

export interface ReportOptions {
  /** Escape sequences for colour are welcome. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Findings with status `known` are listed. */
  readonly showKnown: boolean;
  /** When the report is written, ISO 8601 in UTC, for formats that tell. */
  readonly now: string;
  /** What a failing run stops, to be said at the end. */
  readonly blocks?: 'commit' | 'push';
  /** What has to be typed to start the program; its bare name where that is not told. */
  readonly program?: string;
  /** Where the report's files come from, for formats that tell. */
  readonly versionControl?: VersionControl;
  /** Rules by id, for formats that describe them. */
  readonly rules: ReadonlyMap<string, RuleSummary>;
}

export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly docs: string;
  /** Where what the rule looks for is documented: an address. */
  readonly source?: string;
}

/** Turns a report into text. Pure: no clock, no console, no process. */
export interface Reporter {
  /** The word after `--format`. */
  readonly name: string;
  /** For `--help`: what it is for. */
  readonly description: string;
  render(report: Report, options: ReportOptions): string;
}
