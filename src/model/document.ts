/**
 * Where a document's bytes were read.
 *
 * - `index`: a staged blob (`git diff-index --cached`).
 * - `commit`: a blob as one commit added it.
 * - `object`: a blob of the object database, its commit not known yet.
 * - `worktree`: a file on disk; `shipped` where it was looked at because it would be published.
 * - `buffer`: bytes handed over by a caller (standard input, an editor, the library).
 * - `message`: the text of a commit, a tag or a ref name.
 */
export type Origin =
  | { readonly kind: 'index'; readonly oid: string; readonly change: Change }
  | { readonly kind: 'commit'; readonly oid: string; readonly change: Change; readonly commit: string }
  | { readonly kind: 'object'; readonly oid: string }
  | { readonly kind: 'worktree'; readonly tracked: boolean; readonly shipped?: readonly Shipment[] }
  | { readonly kind: 'buffer' }
  | { readonly kind: 'message'; readonly of: 'commit' | 'tag' | 'ref' | 'file'; readonly commit?: string };

/** What a file on disk would be published in. */
export interface Shipment {
  readonly in: 'npm package' | 'Docker build context';
  /** The file's path as the package or the context has it. */
  readonly path: string;
  /** Those that let it into a context, relative to the repository's root. */
  readonly ignoreFiles?: readonly string[];
}

/** What happened to a path in a change set: added, modified or changed in type. */
export type Change = 'added' | 'modified' | 'type-changed';

/**
 * Something to look at: bytes with a name.
 *
 * `path` is relative to the repository's root with `/` (bytes that are no UTF-8 are shown as `\xNN`);
 * it is for matching and for people, never for opening files.
 */
export interface Document {
  readonly path: string;
  readonly bytes: Buffer;
  readonly origin: Origin;
  /** Where `bytes` begins in the whole file, for a file that is read in pieces. */
  readonly start?: DocumentStart;
}

/** The place of a piece in its file: lines before it, and UTF-16 units before it on its first line. */
export interface DocumentStart {
  readonly line: number;
  readonly column: number;
}

/** Byte offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
