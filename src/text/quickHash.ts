/**
 * A 48-bit hash of text as 12 hex digits, to tell versions of something of our own apart (FNV-1a in two
 * lanes). No protection against anybody who looks for a collision; for that, `node:crypto`, which
 * takes more time to load than a hook's whole work.
 */
export function quickHash(parts: Iterable<string>): string {
  let first = 0x811c9dc5;
  let second = 0x1b873593;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) {
      const unit = part.charCodeAt(index);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ (unit + index), 0x5bd1e995);
      second ^= second >>> 15;
    }
    first = Math.imul(first ^ part.length, 0x01000193);
  }
  first ^= first >>> 16;
  const digits = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  return `${digits(first)}${digits(second)}`.slice(0, 12);
}
