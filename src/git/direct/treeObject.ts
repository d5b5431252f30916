import { rawId } from './rawId.js';

/** An entry of a tree. */
export interface TreeObjectEntry {
  /** Six octal digits, as git prints them. */
  readonly mode: string;
  /** See `rawId`. */
  readonly id: string;
  /** latin1 */
  readonly name: string;
}

export const FOLDER = '040000';

/** As git writes them. */
const USUAL_MODES: ReadonlyMap<string, string> = new Map([
  ['100644', '100644'],
  ['40000', FOLDER],
  ['100755', '100755'],
  ['120000', '120000'],
  ['160000', '160000'],
]);

/** A tree of a SHA-1 repository: of each entry the mode, a space, the name, NUL, 20 bytes. @throws where it is broken */
export function readTree(bytes: Buffer): TreeObjectEntry[] {
  const text = bytes.toString('latin1');
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < text.length;) {
    const space = text.indexOf(' ', at);
    const end = text.indexOf('\0', space);
    if (space === -1 || end === -1 || end + 21 > text.length) throw broken();
    const mode = text.slice(at, space);
    entries.push({
      mode: USUAL_MODES.get(mode) ?? plainMode(mode),
      id: rawId(text, end + 1),
      name: text.slice(space + 1, end),
    });
    at = end + 21;
  }
  return entries;
}

/** Old trees have other rights in their modes; git takes each for one of five. */
function plainMode(text: string): string {
  if (!/^[0-7]{5,6}$/.test(text)) throw broken();
  const mode = Number.parseInt(text, 8);
  const kind = mode & 0o170000;
  if (kind === 0o100000) return mode & 0o100 ? '100755' : '100644';
  if (kind === 0o120000) return '120000';
  return kind === 0o040000 ? FOLDER : '160000';
}

function broken(): Error {
  return new Error('a broken tree');
}
