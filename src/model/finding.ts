/** How much a finding matters: `error` blocks by default, `warning` is shown, `info` is shown on request. */
export type Severity = 'error' | 'warning' | 'info';

export type Confidence = 'high' | 'medium' | 'low';

/**
 * - `new`: this change adds it.
 * - `known`: it already stands in the parent.
 * - `baseline`: it was accepted in the baseline file.
 */
export type FindingStatus = 'new' | 'known' | 'baseline';

/** The rungs of evidence, nearest to the key first. */
export type Rung = 'structure' | 'content' | 'statement' | 'block' | 'sibling' | 'file' | 'path' | 'default';

/**
 * One reason for a verdict, as data. Sentences are made in `report/`.
 *
 * `what` is the word, name or shape that was seen; it never holds the secret.
 * `weight` is positive where it speaks for `says` (1 = a hint, 10 = proof).
 */
export interface Evidence {
  readonly rung: Rung;
  /** What it speaks for: `pictify`, `stripe`, `placeholder`, `secret`, `development` … */
  readonly says: string;
  readonly what: string;
  readonly weight: number;
  /** Line in the document, from 1, where there is one. */
  readonly line?: number;
}

/** The commit that brought a finding in. */
export interface FindingCommit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  /** ISO 8601 with the author's offset. */
  readonly date: string;
  /** First line of the message, secrets masked. */
  readonly subject: string;
}

/** The lines round a finding, every secret in them masked. */
export interface CodeFrame {
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Line under which the caret goes, and the columns it covers (UTF-16 units from 1, in the masked line). */
  readonly caret: { readonly line: number; readonly column: number; readonly length: number };
}

/**
 * A replacement within the finding's line that takes the secret out. The value itself has to go where the
 * hints say. Lines and columns as in `Finding`.
 */
export interface FindingFix {
  readonly column: number;
  readonly endColumn: number;
  readonly text: string;
}

/**
 * How far out a secret is; the worst of the places decides.
 *
 * - `staged`: in no commit that was looked at.
 * - `leftover`: in a stash, or in a commit that was amended or rebased away.
 * - `local`: in commits that no remote-tracking branch has.
 * - `published`: on a remote-tracking branch or a tag.
 */
export type ExposureLevel = 'staged' | 'leftover' | 'local' | 'published';

/** Where else a secret stands, as far as a look at the newest refs and commits tells. Lists are newest first. */
export interface Exposure {
  readonly where: ExposureLevel;
  /** Commits that no remote-tracking branch has: how many, and the short ids of at most ten. */
  readonly commits: { readonly count: number; readonly ids: readonly string[] };
  /** Remote-tracking branches and tags, by their short names. */
  readonly refs: readonly string[];
  /** Remotes that those branches are of. */
  readonly remotes: readonly string[];
  /** `stash@{0}` … */
  readonly stash: readonly string[];
  /** Short ids of commits that only the reflog reaches. */
  readonly reflog: readonly string[];
  /** Not all files of those branches, tags and commits were looked into, and it may be out already. */
  readonly isCut?: true;
}

/**
 * What Pictify says of a key.
 *
 * - `works`: it is accepted; whoever has it can use it.
 * - `revoked`: Pictify itself rejects it.
 * - `unknown`: nobody was asked, or nobody answered in words that say something about the key.
 */
export interface Verification {
  readonly state: 'works' | 'revoked' | 'unknown';
  readonly why:
    | 'accepted'
    | 'no-permission'
    | 'rejected'
    | 'rate-limited'
    | 'server-error'
    | 'timeout'
    | 'network'
    | 'redirect'
    | 'no-key-arrived'
    | 'unexpected-answer'
    | 'unproven'
    | 'no-pictify-form'
    | 'not-at-hand';
  /** Of the answer, where there was one. */
  readonly status?: number;
}

/**
 * What is wrong, where, and what to do. Holds no secret: `match` is redacted and
 * `fingerprint` is a keyed hash.
 */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What the thing is: `pictify-live`, `stripe-publishable`, `github-token`, `env-file` … */
  readonly kind: string;
  /** One sentence for people. */
  readonly message: string;
  /** Relative to the repository's root, `/` between parts. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly endLine: number;
  /** Exclusive: the column after the last character. */
  readonly endColumn: number;
  /** The secret, redacted: prefix and at most the last 4 characters, never more than a third of it. */
  readonly match: string;
  /** Keyed hash of rule and secret: the same wherever the secret stands. */
  readonly fingerprint: string;
  readonly status: FindingStatus;
  readonly evidence: readonly Evidence[];
  /** What to do next, in order; plain sentences. */
  readonly hints: readonly string[];
  /** Address of the rule's page. */
  readonly docs: string;
  readonly commit?: FindingCommit;
  /** Through what it was seen, outermost first: `['base64']`; empty where the secret stands in plain text. */
  readonly via: readonly string[];
  readonly frame?: CodeFrame;
  /** Where replacing a stretch of the line by other text is the whole change. */
  readonly fix?: FindingFix;
  /** Set where it was looked up: for what a commit that is being made, or a push of new commits, would add. */
  readonly exposure?: Exposure;
  /** Set where Pictify was to be asked whether the key works. */
  readonly verification?: Verification;
}

/** A finding that a directive, the config or the baseline silences. */
export interface SuppressedFinding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly fingerprint: string;
  readonly by: 'inline' | 'config' | 'baseline' | 'foreign';
  readonly reason?: string;
}
