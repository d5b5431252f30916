import type { FindingCommit } from '../model/finding.js';
import { maskKeys, maskTokens } from '../text/redact.js';

/** A commit or tag object taken apart. */
export interface CommitText {
  readonly message: Buffer;
  /** What stands above the message, line for line, without the ids of other objects. */
  readonly header: Buffer;
  readonly commit: FindingCommit;
}

/**
 * Parses a commit object (gitformat-commit).
 *
 * ```
 * tree 4b825dc…\nparent 91bc01e…\nauthor A <a@b.c> 1700000000 +0100\ncommitter …\n\nmessage
 * ```
 */
export function parseCommit(id: string, bytes: Buffer): CommitText {
  const split = bytes.indexOf('\n\n');
  const head = bytes.subarray(0, split === -1 ? bytes.length : split);
  const message = split === -1 ? Buffer.alloc(0) : bytes.subarray(split + 2);
  const [, author = '', email = '', seconds = '0', zone = '+0000'] =
    /^(?:author|tagger) (.*?) ?<([^>\n]*)> (\d+) ([+-]\d{4})$/m.exec(head.toString('utf8')) ?? [];
  return {
    message,
    header: Buffer.from(head.toString('latin1').replace(IDS, ''), 'latin1'),
    commit: {
      id,
      author: maskTokens(maskKeys(author)),
      email: maskKeys(email),
      date: isoDate(Number(seconds), zone),
      subject: subjectOf(message),
    },
  };
}

const IDS = /^(?:tree|parent|(?:mergetag )?object) [0-9a-f]{40,64}$/gm;
const LONGEST_SUBJECT = 200;

/** The first line of a message as it may be shown. */
export function subjectOf(message: Buffer): string {
  const line = message.toString('utf8', 0, 1000).split('\n')[0] ?? '';
  return maskTokens(maskKeys(line)).slice(0, LONGEST_SUBJECT);
}

/** ISO 8601 in the author's own time zone. */
export function isoDate(seconds: number, zone: string): string {
  const minutes = (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
  const local = new Date((seconds + minutes * 60) * 1000);
  if (Number.isNaN(local.getTime())) return new Date(0).toISOString();
  return `${local.toISOString().slice(0, 19)}${zone.slice(0, 3)}:${zone.slice(3)}`;
}
