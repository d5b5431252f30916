import type { Receipt } from '../model/receipt.js';
import { escapeUnsafe } from '../text/escape.js';
import { isUnread } from './unread.js';

/** The one line that every run ends in: what was looked at, and what was not. */
export function receiptLine(receipt: Receipt): string {
  const { counts, skipped } = receipt;
  const looked = [
    ...(receipt.commits === undefined ? [] : [plural(receipt.commits, 'commit')]),
    plural(receipt.files, 'file'),
    sizeText(receipt.bytes),
    `${receipt.milliseconds} ms`,
    `rules ${receipt.rules}`,
  ].join(', ');
  const notes = [
    counts.known > 0
      ? `${plural(counts.known, 'secret')} already in the parent: rotate ${counts.known === 1 ? 'it' : 'them'} (--show-known lists)`
      : '',
    counts.baseline > 0 ? `${counts.baseline} in the baseline` : '',
    counts.suppressed > 0 ? `${counts.suppressed} suppressed` : '',
    counts.public > 0 ? `${plural(counts.public, 'publishable key')} of other vendors (--show-public lists)` : '',
    skippedText(skipped),
  ].filter((note) => note !== '');
  return `pictify-scan: ${verdict(receipt)}${escapeUnsafe(receipt.source)}: ${looked}${notes.length === 0 ? '' : `; ${notes.join('; ')}`}`;
}

/** A clean run says so first; what could not be read makes it none. */
function verdict({ counts, skipped }: Receipt): string {
  if (counts.error + counts.warning + counts.info > 0 || skipped.some(isUnread)) return '';
  const more = counts.known + counts.baseline + counts.suppressed > 0;
  return `no ${more ? 'new ' : ''}secrets found: `;
}

function skippedText(skipped: Receipt['skipped']): string {
  if (skipped.length === 0) return '';
  const byReason = new Map<string, number>();
  for (const { why } of skipped) byReason.set(why, (byReason.get(why) ?? 0) + 1);
  return `not looked into: ${[...byReason].map(([why, number]) => `${number} ${why.replaceAll('-', ' ')}`).join(', ')}`;
}

/** `12.4 MB`, in powers of 1000. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
