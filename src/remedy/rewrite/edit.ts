import type { Language } from '../../model/language.js';
import type { Span } from '../../model/document.js';

/** Bytes `start` to `end` (exclusive) of the text become `text` (ASCII). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What has to go from a file, and by what name its value will be found. Holds no secret. */
export interface Target {
  /** Byte offsets in the text view. */
  readonly span: Span;
  readonly path: string;
  readonly language: Language;
  readonly via: readonly string[];
  readonly variable: string;
  /** What stands in the place of the value where nothing can read a variable. */
  readonly placeholder: string;
}

/** How the secret leaves the file, or why this must be done by hand. */
export type Rewrite = Rewritten | { readonly refusal: string };

export interface Rewritten {
  readonly edits: readonly Edit[];
  /** What the user should know or do besides. */
  readonly notes: readonly string[];
  /** The name that the store must give it, where it differs from the target's (`TF_VAR_…`). */
  readonly variable?: string;
  /** Nothing reads the value from here any more: it need not be stored. */
  readonly documentation?: boolean;
}

export function refuse(refusal: string): Rewrite {
  return { refusal };
}

/** @throws RangeError where two overlap */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  // Of insertions at one place the last one comes first.
  for (const edit of edits.toReversed().toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end < edit.start) throw new RangeError('edits overlap');
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

export function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

/** The text's own line end. */
export function lineEndOf(text: string): string {
  const at = text.indexOf('\n');
  if (at === -1) return text.includes('\r') ? '\r' : '\n';
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The line that holds an offset: `end` is before its terminator, `next` behind it. */
export function lineAt(
  text: string,
  offset: number,
): { readonly start: number; readonly end: number; readonly next: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const next = feed === -1 ? text.length : feed + 1;
  const end = feed === -1 ? text.length : text[feed - 1] === '\r' && feed - 1 >= start ? feed - 1 : feed;
  return { start, end, next };
}
