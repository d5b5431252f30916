/** Version of the JSON form; grows with each change that could break a reader. */
export const AUDIT_VERSION = 1;

/** `unknown`: not provable from here. */
export type AuditStatus = 'pass' | 'fail' | 'unknown';

/** The items of the guide's security checklist, in its order, and what its access control section adds. */
export type AuditItemId =
  | 'storage'
  | 'ignored-env'
  | 'separate-keys'
  | 'rotation'
  | 'unused-keys'
  | 'monitoring'
  | 'key-creation'
  | 'incident-plan'
  | 'least-privilege';

/** A place in the repository that an item is about. */
export interface AuditPlace {
  /** Relative to the root. Untrusted text. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What a check says of its item. */
export interface AuditResult {
  readonly status: AuditStatus;
  /** One sentence. */
  readonly says: string;
  /** What that rests on, in sentences. May hold names out of files. */
  readonly evidence: readonly string[];
  /** What fails, where it has a place. */
  readonly places: readonly AuditPlace[];
  /** What to do; empty where nothing is. */
  readonly next: readonly string[];
}

export interface AuditItem extends AuditResult {
  readonly id: AuditItemId;
  /** Number in the checklist, from 1; none for what stands in another section of the guide. */
  readonly number: number | null;
  readonly title: string;
}

/** The checklist of Pictify's guide, held against a repository and what was handed over. No value holds a key. */
export interface AuditReport {
  readonly version: typeof AUDIT_VERSION;
  readonly tool: { readonly name: 'pictify-scan'; readonly version: string };
  /** When it was written, ISO 8601 in UTC. */
  readonly written: string;
  /** The commit that HEAD was; absent where there is none. */
  readonly commit?: string;
  readonly files: number;
  readonly counts: { readonly pass: number; readonly fail: number; readonly unknown: number };
  readonly items: readonly AuditItem[];
  /** What could not be looked at, and other limits of what was seen. */
  readonly limits: readonly string[];
}

export const ITEM_TITLES: Readonly<Record<AuditItemId, string>> = {
  storage: 'Keys are in environment variables or a secret manager',
  'ignored-env': 'Environment files are kept out of git',
  'separate-keys': 'Production and development have keys of their own',
  rotation: 'Keys are changed once a year at least',
  'unused-keys': 'Keys that nobody uses are revoked',
  monitoring: 'Use is watched for what is unusual',
  'key-creation': 'Few people can create keys',
  'incident-plan': 'There is a plan for a leaked key',
  'least-privilege': 'Each service has a key of its own',
};

/** Items of the checklist, in its order. */
export const CHECKLIST: readonly AuditItemId[] = [
  'storage',
  'ignored-env',
  'separate-keys',
  'rotation',
  'unused-keys',
  'monitoring',
  'key-creation',
  'incident-plan',
];
