/** What `fix` would do. Holds the secrets, in `before` and `after`; nothing prints these unmasked. */
export interface FixPlan {
  readonly tasks: readonly FixTask[];
  /** Ignore files first, then the stores, then the files that the secrets leave: nothing is ever nowhere. */
  readonly changes: readonly FileChange[];
  /** Paths that leave git; the files stay. */
  readonly untrack: readonly string[];
  /** What the user has to do. */
  readonly left: readonly LeftOver[];
  /** What the user should know. */
  readonly notes: readonly string[];
  /** All secrets that were met, for masking what is shown. */
  readonly secrets: readonly string[];
}

/** One thing to fix, which can be taken or left. */
export interface FixTask {
  readonly id: string;
  readonly kind: 'literal' | 'rename' | 'env-file' | 'ignore';
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** What is done, in a few words. */
  readonly title: string;
}

export interface FileChange {
  /** Relative to the root. */
  readonly path: string;
  /** `undefined` where the file is made. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** For its owner's eyes: it holds values. */
  readonly secret: boolean;
  /** Belongs in git, so a file that is not there yet is staged. */
  readonly shared: boolean;
}

export interface LeftOver {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly why: string;
}

/** What to fix: the findings of a scan, by file. */
export interface Wanted {
  readonly path: string;
  readonly tracked: boolean;
  readonly findings: readonly { readonly rule: string; readonly fingerprint: string; readonly line: number }[];
}
