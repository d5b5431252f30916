/** Every second byte is looked at, together with those behind it. */
export const STRIDE = 2;
/** How many bytes from such a position on `skip` reads. */
export const SKIP_READS = 6;

const FACTOR = 0x9e3779b1;
/** The first bits of a hash of the middle bytes, with five bits of the first byte, name a byte of the table. */
const PLACE_SHIFT = 16;
const FIRST_BITS = 0x1f;

/** The middle bytes without case: what all fingerprints have. They are listed by them as well. */
const MIDDLE = 0x00dfdf00;
const LIST_SHIFT = 20;

/** Of a fingerprint: where in `#links` the next of its list is, which bits it has, what they are, its keyword, and its place in that. */
const LINK_SIZE = 5;
const FOLDED = 0xdfdfdfdf | 0;
const FIRST_THREE = 0x00dfdfdf;
const LAST_THREE = 0xdfdfdf00 | 0;

/**
 * Tells at which of every second position a keyword may have to be compared. Each keyword has two fingerprints of
 * four bytes or three, for its two ways to stand to these positions: wherever it stands, one of them is met.
 */
export class TableSieve {
  /** How far a position can be past the start of the keyword that is found there. */
  readonly reach: number;
  /** A byte for each hash of three bytes: which of eight sorts of a fourth may stand behind them. */
  readonly #table = new Uint8Array(1 << (32 - PLACE_SHIFT));
  readonly #lists = new Uint16Array(1 << (32 - LIST_SHIFT));
  readonly #links: Int32Array;

  constructor(keywords: readonly Uint8Array[]) {
    const table = this.#table;
    const fours = new Uint32Array(table.buffer);
    const lists = this.#lists;
    // None begins at 0, which ends a list.
    const links = new Int32Array((keywords.length * STRIDE + 1) * LINK_SIZE);
    let link = LINK_SIZE;
    let reach = 0;
    // Gone through at every start, where each call counts.
    for (let index = 0; index < keywords.length; index += 1) {
      const keyword = keywords[index] as Uint8Array;
      for (let phase = 0; phase < STRIDE; phase += 1) {
        const offset = placeOf(keyword.length, phase);
        if (offset > reach) reach = offset;
        const word = wordAt(keyword, offset);
        const hash = Math.imul(word & MIDDLE, FACTOR);
        const place = (hash >>> PLACE_SHIFT) ^ (word & FIRST_BITS);
        let bits = FOLDED;
        if (offset < 0) {
          bits = LAST_THREE;
          // Any byte may come first: these places stand side by side.
          const sorts = bitOf(word) * 0x01010101;
          for (let four = (place & ~FIRST_BITS) >> 2, end = four + 8; four < end; four += 1)
            fours[four] = (fours[four] as number) | sorts;
        } else if (offset + 3 < keyword.length) {
          table[place] = (table[place] as number) | bitOf(word);
        } else {
          bits = FIRST_THREE;
          table[place] = 0xff;
        }
        const list = hash >>> LIST_SHIFT;
        links[link] = lists[list] as number;
        links[link + 1] = bits;
        links[link + 2] = word & bits;
        links[link + 3] = index;
        links[link + 4] = offset;
        lists[list] = link;
        link += LINK_SIZE;
      }
    }
    this.reach = reach;
    this.#links = links;
  }

  /** The first sampled position before `end`, from one of them on, at which some keyword may be met; or one behind `end`. */
  skip(view: DataView, from: number, end: number): number {
    const table = this.#table;
    // What a module declares is read anew each time, and is known to be a number of 32 bits only here.
    const middle = MIDDLE | 0;
    const factor = FACTOR | 0;
    const firstBits = FIRST_BITS | 0;
    const shift = PLACE_SHIFT | 0;
    let at = from;
    for (; at < end; at += 4) {
      const one = view.getInt32(at, true);
      const two = view.getInt32(at + 2, true);
      const bitsOfOne = table[(Math.imul(one & middle, factor) >>> shift) ^ (one & firstBits)] as number;
      const bitsOfTwo = table[(Math.imul(two & middle, factor) >>> shift) ^ (two & firstBits)] as number;
      if ((bitsOfOne | bitsOfTwo) === 0) continue;
      if ((bitsOfOne & bitOf(one)) !== 0) return at;
      if ((bitsOfTwo & bitOf(two)) !== 0) return at + 2;
    }
    return at;
  }

  /** Names each keyword that may be met where these four bytes stand, and where it would begin. */
  candidates(word: number, at: number, onCandidate: (keyword: number, start: number) => void): void {
    const links = this.#links;
    for (
      let link = this.#lists[Math.imul(word & MIDDLE, FACTOR) >>> LIST_SHIFT] as number;
      link !== 0;
      link = links[link] as number
    )
      if ((word & (links[link + 1] as number)) === links[link + 2])
        onCandidate(links[link + 3] as number, at - (links[link + 4] as number));
  }
}

function bitOf(word: number): number {
  return 1 << ((word >>> 24) & 7);
}

/** Four bytes as one number; 0 for what is before the first or behind the last. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

/**
 * Where in a keyword its fingerprint begins, for a way to stand: as near to the end as can be, since beginnings are
 * what words have in common. -1 for one byte before the keyword, where four bytes are too many.
 */
function placeOf(length: number, phase: number): number {
  const last = length - 4;
  const place = (last - phase) % STRIDE === 0 ? last : last - 1;
  return place >= 0 ? place : -phase;
}
