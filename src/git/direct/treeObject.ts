/** An entry of a tree. */
export interface TreeObjectEntry {
  /** Six octal digits, as git prints them. */
  readonly mode: string;
  readonly oid: string;
  /** latin1 */
  readonly name: string;
}

export const FOLDER = '040000';

/** A tree of a SHA-1 repository: of each entry the mode, a space, the name, NUL, 20 bytes. @throws where it is broken */
export function readTree(bytes: Buffer): TreeObjectEntry[] {
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', at, space);
    if (space === -1 || end === -1 || end + 21 > bytes.length || !/^[0-7]{5,6}$/.test(mode))
      throw new Error('a broken tree');
    entries.push({
      mode: plainMode(mode),
      oid: bytes.toString('hex', end + 1, end + 21),
      name: bytes.toString('latin1', space + 1, end),
    });
    at = end + 21;
  }
  return entries;
}

/** Old trees have modes with other rights; git takes them for one of two. */
function plainMode(mode: string): string {
  const padded = mode.padStart(6, '0');
  if (!padded.startsWith('100')) return padded;
  return Number.parseInt(padded, 8) & 0o100 ? '100755' : '100644';
}
