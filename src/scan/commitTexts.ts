import type { Judged } from '../judge/judgeDocument.js';
import type { Document } from '../model/document.js';
import type { FindingCommit } from '../model/finding.js';
import { HEADER_PATH, MESSAGE_PATH } from '../model/textPlaces.js';
import { parseCommit, subjectOf } from '../sources/commitText.js';
import { textView } from '../text/textView.js';

/** What somebody wrote in a commit or tag object beside its files. */
export interface JudgedText {
  readonly judged: readonly Judged[];
  /** As it may be shown. */
  readonly commit: FindingCommit;
}

/** Looks at all of a commit or tag object: everything in it goes along with a push. */
export function judgeCommitText(
  look: (document: Document) => readonly Judged[],
  of: 'commit' | 'tag',
  id: string,
  bytes: Buffer,
): JudgedText {
  const { message, header, commit } = parseCommit(id, bytes);
  const origin = { kind: 'message', of, commit: id } as const;
  const inMessage = look({ path: MESSAGE_PATH, bytes: message, origin });
  const inHeader = look({ path: HEADER_PATH, bytes: header, origin });
  return {
    judged: [...inMessage, ...inHeader],
    commit: inMessage.length === 0 ? commit : { ...commit, subject: subjectOf(maskFound(message, inMessage)) },
  };
}

/** A text with what was found in it as findings show it. */
export function maskFound(text: Buffer, found: readonly Judged[]): Buffer {
  const { bytes } = textView(text);
  const parts: Buffer[] = [];
  let at = 0;
  for (const { span, match } of found.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) continue;
    parts.push(bytes.subarray(at, span.start), Buffer.from(match));
    at = span.end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
