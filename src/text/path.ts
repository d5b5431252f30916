/** A path's bytes as text: UTF-8 where it is, other bytes as `\xNN`. For people and patterns, not for opening. */
export function pathText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || Buffer.from(text, 'utf8').equals(bytes)) return text;
  let shown = '';
  let rest = bytes;
  while (rest.length > 0) {
    const length = validLength(rest);
    if (length > 0) {
      shown += rest.toString('utf8', 0, length);
      rest = rest.subarray(length);
    } else {
      shown += `\\x${(rest[0] ?? 0).toString(16).padStart(2, '0')}`;
      rest = rest.subarray(1);
    }
  }
  return shown;
}

/** Length of the character at the beginning, 0 where the bytes are no UTF-8. */
function validLength(bytes: Buffer): number {
  for (const length of [1, 2, 3, 4]) {
    if (length > bytes.length) break;
    const text = bytes.toString('utf8', 0, length);
    if (!text.includes('\ufffd')) return length;
  }
  return 0;
}

/** The folders that a path is in, the deepest first; the last one is `''`, the root. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

/** Printable ASCII is the same as bytes and as text. */
const PLAIN = /^[ -~]*$/;

export function isPlainPath(raw: string): boolean {
  return PLAIN.test(raw);
}

/** The same of a path as latin1, one character a byte. */
export function rawPathText(raw: string): string {
  return isPlainPath(raw) ? raw : pathText(Buffer.from(raw, 'latin1'));
}
