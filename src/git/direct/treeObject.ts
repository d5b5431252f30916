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

/** Old trees have other rights in their modes; git takes each for one of five. */
function plainMode(text: string): string {
  const mode = Number.parseInt(text, 8);
  const kind = mode & 0o170000;
  if (kind === 0o100000) return mode & 0o100 ? '100755' : '100644';
  if (kind === 0o120000) return '120000';
  return kind === 0o040000 ? FOLDER : '160000';
}
