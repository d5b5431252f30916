import { escapeUnsafe } from '../text/escape.js';
import { maskKeys, maskTokens, redact } from '../text/redact.js';
import { textView } from '../text/textView.js';
import { diffLines } from '../text/lineDiff.js';
import type { FileChange, FixPlan } from './plan.js';

/** How parts of a diff are painted. */
export interface DiffPaint {
  bold(text: string): string;
  red(text: string): string;
  green(text: string): string;
  blue(text: string): string;
}

/** A plan as a unified diff, every secret in it masked. */
export function showPlan(plan: FixPlan, paint: DiffPaint): string {
  const mask = maskerFor(plan.secrets);
  const files = plan.changes
    .filter((change) => !change.before?.equals(change.after))
    .map((change) => showChange(change, mask, paint));
  const leaving = plan.untrack.map(
    (path) => `${paint.bold(`git rm --cached ${escapeUnsafe(path)}`)}   (the file stays on disk)\n`,
  );
  return [...files, ...leaving].join('');
}

function showChange(
  { path, before, after, secret }: FileChange,
  mask: (line: string) => string,
  paint: DiffPaint,
): string {
  const name = escapeUnsafe(maskKeys(path));
  const lines = [paint.bold(before ? `--- a/${name}` : '--- /dev/null'), paint.bold(`+++ b/${name}`)];
  const view = (bytes: Buffer | undefined): string =>
    bytes
      ? textView(bytes)
          .bytes.toString('utf8')
          .replace(/^\ufeff/, '')
      : '';
  for (const hunk of diffLines(view(before), view(after), secret ? 0 : 2)) {
    const count = (sign: string): number => hunk.lines.filter((line) => line.sign === ' ' || line.sign === sign).length;
    // A side without lines is named by the line before it, as diff does.
    const range = (start: number, length: number): string => `${length === 0 ? start - 1 : start},${length}`;
    lines.push(paint.blue(`@@ -${range(hunk.oldStart, count('-'))} +${range(hunk.newStart, count('+'))} @@`));
    for (const { sign, text } of hunk.lines) {
      const bare = text.replace(/\r?\n$/, '');
      // What is added outside of stores is ours; everything else may hold what no rule knows.
      const masked = sign === '+' && !secret ? mask(bare) : maskTokens(mask(bare));
      const shown = `${sign}${masked.split('\t').map(escapeUnsafe).join('\t')}`;
      lines.push(sign === '-' ? paint.red(shown) : sign === '+' ? paint.green(shown) : shown);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Masks secrets that are known; the longest first, so that none is left in parts. */
function maskerFor(secrets: readonly string[]): (line: string) => string {
  const known = secrets.filter((secret) => secret.length >= 4).toSorted((a, b) => b.length - a.length);
  return (line) => maskKeys(known.reduce((text, secret) => text.replaceAll(secret, redact(secret)), line));
}
