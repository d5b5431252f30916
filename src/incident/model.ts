import type { FindingCommit, Severity } from '../model/finding.js';

/** Version of the JSON form; grows with each change that could break a reader. */
export const INCIDENT_VERSION = 1;

/** What is known about one key that got out. No value holds the key. */
export interface IncidentReport {
  readonly version: typeof INCIDENT_VERSION;
  readonly tool: { readonly name: 'pictify-scan'; readonly version: string };
  /** When it was written, ISO 8601 in UTC. */
  readonly written: string;
  readonly key: IncidentKey;
  readonly reach: Reach;
  /** What to do at once, in order. */
  readonly actions: readonly Step[];
  readonly scope: Scope;
  /** Set where an audit log was given. */
  readonly usage?: Usage;
  readonly sources: readonly Source[];
  readonly replacement: Replacement;
  /** How the key is taken out of the history; empty where it is in none. */
  readonly rewriting: readonly Step[];
  readonly rotation: Rotation;
  readonly prevention: readonly Prevention[];
}

/** The key, as far as it may be shown. */
export interface IncidentKey {
  /** Redacted: prefix and at most the last 4 characters. */
  readonly match: string;
  /** `pictify-live`, `github-token` …; `unknown` where no rule knows its form. */
  readonly kind: string;
  readonly title: string;
  readonly rule: string;
  readonly fingerprint: string;
  /** Fingerprints under which findings of other rules list the same key. */
  readonly otherFingerprints: readonly string[];
  /** Where its holder revokes it. */
  readonly revoke: string;
  /** Environment variables that carry it here, the likeliest first. */
  readonly variables: readonly string[];
}

/**
 * How far out it is; the worst of the places decides.
 *
 * - `published`: on a remote-tracking branch or a tag, or in a bare repository.
 * - `local`: in commits that no remote-tracking branch has.
 * - `leftover`: in a stash, the reflog or an unreachable object.
 * - `files`: in files of this work tree, or staged, in no commit.
 * - `nowhere`: not found here.
 */
export type Reach = 'published' | 'local' | 'leftover' | 'files' | 'nowhere';

/** One thing to do: words, and commands that can be pasted as they stand. */
export interface Step {
  readonly title: string;
  readonly text?: string;
  readonly commands?: readonly string[];
}

export interface Scope {
  /** What could not be looked at, in sentences. Empty: everything was. */
  readonly limits: readonly string[];
  /** Commits walked. */
  readonly commits: number;
  /** Objects read. */
  readonly objects: number;
  readonly first?: Moment;
  /** Where the last line of work stands: when it went out of the newest files, or that it is still in them. */
  readonly last?: Moment;
  /** Tips of branches, the index or the work tree still hold it. */
  readonly still: boolean;
  /** When it first left this machine, or came from another, as the reflogs of remote-tracking branches tell. */
  readonly published?: Publication;
  /** Commits that bring it, change a file that holds it, or take it away; oldest first. */
  readonly events: readonly KeyEvent[];
  /** Commits whose files hold it: how many, and the ids of at most 1000. `count` is `null` where it was not counted. */
  readonly holding: { readonly count: number | null; readonly ids: readonly string[] };
  readonly authors: readonly { readonly name: string; readonly email: string; readonly events: number }[];
  readonly refs: readonly RefReach[];
  readonly remotes: readonly { readonly name: string; readonly url: string }[];
  readonly copies: readonly Copy[];
  /** Objects that nothing names any more. */
  readonly unreachable: { readonly count: number; readonly ids: readonly string[] };
  readonly packages: readonly PackageReach[];
}

export interface Moment {
  readonly commit: string;
  readonly path: string;
  /** ISO 8601 with the committer's offset. */
  readonly date: string;
}

export interface Publication {
  /** Short name of the remote-tracking branch. */
  readonly ref: string;
  /** ISO 8601 with offset. */
  readonly date: string;
  readonly how: 'push' | 'fetch';
}

/** Where a commit was met. */
export type Line = 'refs' | 'stash' | 'reflog';

export interface KeyEvent {
  readonly change: 'added' | 'changed' | 'removed';
  /** `COMMIT_MESSAGE` for the message of a commit, `TAG_MESSAGE` for that of a tag. */
  readonly path: string;
  /** From 1; `null` where it is gone, or not in a line. */
  readonly line: number | null;
  /** Through what it was seen, outermost first. */
  readonly via: readonly string[];
  readonly at: Line;
  readonly commit: CommitFacts;
}

export interface CommitFacts extends FindingCommit {
  readonly committer: string;
  readonly committerEmail: string;
  /** ISO 8601 with the committer's offset. */
  readonly committed: string;
  readonly parents: readonly string[];
  /** Lines such as `Co-authored-by: A <a@b.c>` at the end of the message. */
  readonly trailers: readonly string[];
}

/** A ref whose history holds the key. */
export interface RefReach {
  readonly name: string;
  readonly kind: 'branch' | 'remote-branch' | 'tag' | 'stash' | 'other';
  /** The files at its tip hold it; `null` where that was not looked up. */
  readonly atTip: boolean | null;
}

/** A copy outside of the commits. */
export interface Copy {
  readonly where: 'tracked' | 'untracked' | 'ignored' | 'staged' | 'git-directory';
  readonly path: string;
  readonly line: number;
  readonly via: readonly string[];
}

export interface PackageReach {
  /** Path of its package.json. */
  readonly manifest: string;
  readonly name: string;
  /** It cannot be published. */
  readonly private: boolean;
  /** Files with the key that `npm pack` would ship. */
  readonly files: readonly string[];
  /** Why npm could not tell. */
  readonly problem?: string;
}

/** How a commit brought the key in. */
export interface Source {
  readonly commit: CommitFacts;
  readonly path: string;
  readonly line: number | null;
  /** What the rules would have said of it, with the config of that commit. */
  readonly finding?: { readonly rule: string; readonly severity: Severity; readonly silencedBy?: string };
  /** Files of that commit that put pictify-scan on a hook. */
  readonly guards: readonly string[];
  /** The guard was there and would have refused it. */
  readonly bypassed: boolean;
  /** Signs of a tool or a special way in, in sentences. */
  readonly signs: readonly string[];
}

/** Where the new key has to go. */
export interface Replacement {
  /** Reads the new key without showing or recording it; the commands of the stores use it. */
  readonly prompt: string;
  readonly stores: readonly StoreGroup[];
  /** Places that read the variable from their environment, wherever that is set. */
  readonly readers: readonly Reader[];
}

export interface StoreGroup {
  readonly store: string;
  readonly title: string;
  readonly commands: readonly string[];
  readonly note?: string;
  readonly places: readonly Reader[];
}

export interface Reader {
  readonly path: string;
  readonly line: number;
  readonly variable: string;
  /** How: `process.env`, `os.environ`, `secretKeyRef` … */
  readonly how: string;
}

export interface Rotation {
  readonly text: readonly string[];
  readonly files: readonly string[];
  readonly variable: string;
  readonly examples: readonly { readonly language: string; readonly path: string; readonly code: readonly string[] }[];
}

export interface Prevention {
  readonly id: string;
  readonly status: 'ok' | 'warning' | 'problem' | 'unknown';
  readonly what: string;
  readonly mend?: string;
}

/** What the audit log says of the key before and after it got out. */
export interface Usage {
  readonly file: string;
  /** Only requests of this key were counted; `null`: of all keys in the log. */
  readonly keyId: string | null;
  /** Ids of the keys in the log, those with most requests first. */
  readonly keyIds: readonly { readonly id: string; readonly requests: number }[];
  readonly lines: number;
  /** Lines that are no record: how many, and the numbers of the first ones. */
  readonly bad: { readonly count: number; readonly lines: readonly number[] };
  /** Records of other keys. */
  readonly otherKeys: number;
  /** From when on requests count as "after", ISO 8601; `null` where nothing says when the key got out. */
  readonly since: string | null;
  readonly sinceWhy: string;
  readonly timeZone: string;
  readonly businessHours: string;
  readonly before: Period;
  readonly after: Period;
  readonly signals: readonly Signal[];
  readonly addresses: readonly Actor[];
  readonly agents: readonly Actor[];
  readonly endpoints: readonly Actor[];
  /** Requests and errors over time, for a plot: at most 120 slices. */
  readonly slices: readonly Slice[];
  readonly sliceHours: number;
}

export interface Period {
  readonly requests: number;
  readonly errors: number;
  readonly outsideHours: number;
  readonly addresses: number;
  readonly agents: number;
  /** First and last record, ISO 8601 in UTC; `null` where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly perDay: number;
  /** Requests in the busiest hour. */
  readonly busiestHour: number;
}

export interface Signal {
  readonly code: 'spike' | 'new-address' | 'errors' | 'outside-hours' | 'new-agent' | 'after-only';
  readonly text: string;
}

export interface Actor {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly errors: number;
  readonly first: string;
  readonly last: string;
}

export interface Slice {
  /** Start, ISO 8601 in UTC. */
  readonly at: string;
  readonly requests: number;
  readonly errors: number;
}
