import type { Judged } from '../judge/judgeDocument.js';
import type { FindingCommit, FindingStatus } from '../model/finding.js';
import type { ReportWarning } from '../model/report.js';
import type { UnpushedCommit } from '../remedy/unpushed.js';
import type { Engine } from './engine.js';

/** What one scan found, before it is put into words. */
export interface ScanResult {
  /** For the receipt. */
  readonly source: string;
  readonly findings: readonly ScanFinding[];
  /** Commits looked at. */
  readonly commits?: number;
  readonly engine: Engine;
  readonly warnings?: readonly ReportWarning[];
  /** What is left to do where a finding is mended. */
  readonly lastStep?: string | undefined;
  /** The whole work tree was looked at: what silences nothing there silences nothing. */
  readonly whole?: boolean;
  /** The config of a commit judged, not that of the work tree. */
  readonly isJudgedByCommit?: boolean;
}

export interface ScanFinding {
  readonly judged: Judged;
  readonly status: FindingStatus;
  readonly commit?: FindingCommit;
  /** Set where the commit is known to be on no remote. */
  readonly unpushed?: UnpushedCommit | undefined;
}
