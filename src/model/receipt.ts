import type { Severity } from './finding.js';

/** Something that was not looked at, and why. */
export interface Skipped {
  readonly path: string;
  /** A code such as `submodule`, `lfs-pointer`, `too-large`, `ignored-by-config`. */
  readonly why: string;
  /** Bytes not looked at, where known. */
  readonly bytes?: number;
}

/** What a run looked at, so that "clean" can be believed. */
export interface Receipt {
  /** For people: `index 4f2a… against HEAD 91bc…`. */
  readonly source: string;
  readonly files: number;
  readonly bytes: number;
  /** Commits looked at, for a range or history. */
  readonly commits?: number;
  readonly milliseconds: number;
  /** First 12 hex digits of the hash over the active rules. */
  readonly rules: string;
  /** Lowest severity of a new finding that fails the run, by the config. */
  readonly failOn: Severity;
  /** The config of a commit judged: what the work tree's accepts counts only when that commit has it. */
  readonly isJudgedByCommit?: true;
  readonly counts: {
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    /** Secrets that the parent already holds. */
    readonly known: number;
    readonly baseline: number;
    readonly suppressed: number;
    /** Other vendors' publishable keys. */
    readonly public: number;
    readonly placeholder: number;
  };
  readonly skipped: readonly Skipped[];
}
