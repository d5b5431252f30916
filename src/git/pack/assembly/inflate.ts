import { TABLES } from './layout';

// Inflates small zlib streams (RFC 1950, RFC 1951). Calling Node's zlib costs ten times the inflating where streams are
// as short as those of a pack.
//
// Codes of up to LITERAL_ROOT (DISTANCE_ROOT) bits are looked up in one step, longer ones are counted out bit by
// bit. Nothing is repaired: for whatever is not as it should be the answer is "no".

const LITERAL_ROOT: u32 = 9;
const DISTANCE_ROOT: u32 = 6;
/** The longest code of the lengths of codes. */
const LENGTH_ROOT: u32 = 7;
const LONGEST_CODE: u32 = 15;
const LITERALS: u32 = 288;
const DISTANCES: u32 = 32;
const END_OF_BLOCK: u32 = 256;

const LITERAL_TABLE: usize = TABLES;
const DISTANCE_TABLE: usize = LITERAL_TABLE + (1 << LITERAL_ROOT) * 4;
const FIXED_LITERAL_TABLE: usize = DISTANCE_TABLE + (1 << DISTANCE_ROOT) * 4;
const FIXED_DISTANCE_TABLE: usize = FIXED_LITERAL_TABLE + (1 << LITERAL_ROOT) * 4;
/** u16: how many codes there are of each length. */
const LITERAL_COUNTS: usize = FIXED_DISTANCE_TABLE + (1 << DISTANCE_ROOT) * 4;
const DISTANCE_COUNTS: usize = LITERAL_COUNTS + 16 * 2;
/** u16: symbols in the order of their codes. */
const LITERAL_SYMBOLS: usize = DISTANCE_COUNTS + 16 * 2;
const DISTANCE_SYMBOLS: usize = LITERAL_SYMBOLS + LITERALS * 2;
/** u8: length of the code of each symbol. */
const LENGTHS: usize = DISTANCE_SYMBOLS + DISTANCES * 2;
const NEXT_CODES: usize = LENGTHS + LITERALS + DISTANCES;
const PLACES: usize = NEXT_CODES + 17 * 2;

const CODE_LENGTH_ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTH_BASE: StaticArray<u16> = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA: StaticArray<u8> = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASE: StaticArray<u16> = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA: StaticArray<u8> = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

// Entries of a table: length of the code in the lowest byte, then how many bits follow it, then a value: the literal
// (where the highest bit is set), what a length or distance begins at, 0 for the end of the block. An entry of 0 stands
// for a longer code, or none.
const EXTRA_SHIFT: u32 = 8;
const VALUE_SHIFT: u32 = 16;
const LITERAL: u32 = 0x8000_0000;
const NOTHING: u32 = 0x7fff;

/** What the symbols of a table stand for. */
const AS_THEY_ARE: i32 = 0;
const AS_LITERALS: i32 = 1;
const AS_DISTANCES: i32 = 2;

let bits: u64 = 0;
let bitCount: u32 = 0;
let from: usize = 0;
let outputStart: usize = 0;
let hasFixedTables: bool = false;

/** What `inflateUpTo` gives for a stream that is broken, or holds more. */
const REFUSED: i32 = -1;

/** Whether a stream is whole and holds `size` bytes; see `inflateUpTo`. */
export function inflate(input: usize, length: usize, output: usize, size: usize): bool {
  return inflateUpTo(input, length, output, size) === <i32>size;
}

/**
 * Inflates a stream. May write, and reads, up to `SLACK` bytes behind the ends.
 *
 * @returns how many bytes it holds: -1 for more than `most`, and where it is not whole
 */
export function inflateUpTo(input: usize, length: usize, output: usize, most: usize): i32 {
  const inputEnd = input + length;
  const outputEnd = output + most;
  if (length < 8) return REFUSED;
  const first: u32 = load<u8>(input);
  const second: u32 = load<u8>(input + 1);
  if ((first & 15) !== 8 || first >> 4 > 7 || (second & 32) !== 0 || ((first << 8) | second) % 31 !== 0) return REFUSED;
  from = input + 2;
  outputStart = output;
  bits = 0;
  bitCount = 0;
  let to = output;
  for (let isLast = false; !isLast;) {
    refill();
    isLast = take(1) === 1;
    const kind = take(2);
    if (kind === 0) {
      to = stored(inputEnd, to, outputEnd);
    } else if (kind === 1) {
      if (!hasFixedTables) buildFixedTables();
      to = compressed(FIXED_LITERAL_TABLE, FIXED_DISTANCE_TABLE, inputEnd, to, outputEnd);
    } else if (kind === 2) {
      if (!readCodes(inputEnd)) return REFUSED;
      to = compressed(LITERAL_TABLE, DISTANCE_TABLE, inputEnd, to, outputEnd);
    } else return REFUSED;
    if (to === 0) return REFUSED;
  }
  const trailer = from - (bitCount >> 3);
  const isWhole = trailer + 4 <= inputEnd && bswap<u32>(load<u32>(trailer)) === adler32(output, to);
  return isWhole ? <i32>(to - output) : REFUSED;
}

/** At least 56 bits are there after this; behind the end of the stream they mean nothing. */
// @ts-ignore: decorator
@inline
function refill(): void {
  bits |= load<u64>(from) << bitCount;
  from += (63 - bitCount) >> 3;
  bitCount |= 56;
}

// @ts-ignore: decorator
@inline
function take(count: u32): u32 {
  const value = <u32>(bits & ((<u64>1 << count) - 1));
  bits >>= count;
  bitCount -= count;
  return value;
}

/** Each of these gives the end of the output then; 0 where the stream is broken. */
function stored(inputEnd: usize, to: usize, outputEnd: usize): usize {
  const start = from - (bitCount >> 3);
  bits = 0;
  bitCount = 0;
  if (start + 4 > inputEnd) return 0;
  const length: usize = load<u16>(start);
  if ((<u32>length ^ load<u16>(start + 2)) !== 0xffff) return 0;
  from = start + 4 + length;
  if (from > inputEnd) return 0;
  const fits = min(length, outputEnd - to);
  memory.copy(to, start + 4, fits);
  return fits < length ? 0 : to + length;
}

function compressed(literals: usize, distances: usize, inputEnd: usize, start: usize, outputEnd: usize): usize {
  let to = start;
  // The same as `refill` and `take`, on locals: this is where the time goes.
  let ahead = bits;
  let count = bitCount;
  let next = from;
  for (;;) {
    ahead |= load<u64>(next) << count;
    next += (63 - count) >> 3;
    count |= 56;
    if (next - (count >> 3) > inputEnd) return 0;
    let entry = load<u32>(literals + (<usize>(ahead & ((1 << LITERAL_ROOT) - 1)) << 2));
    if (entry === 0) entry = longCode(ahead, LITERAL_COUNTS, LITERAL_SYMBOLS, AS_LITERALS);
    if (entry === 0) return 0;
    ahead >>= entry & 0xff;
    count -= entry & 0xff;
    if (entry & LITERAL) {
      if (to >= outputEnd) return 0;
      store<u8>(to, <u8>(entry >> VALUE_SHIFT));
      to++;
      continue;
    }
    let value = entry >> VALUE_SHIFT;
    if (value === 0) break;
    let extra = (entry >> EXTRA_SHIFT) & 0xff;
    const length: usize = value + <u32>(ahead & ((1 << extra) - 1));
    ahead >>= extra;
    count -= extra;
    entry = load<u32>(distances + (<usize>(ahead & ((1 << DISTANCE_ROOT) - 1)) << 2));
    if (entry === 0) entry = longCode(ahead, DISTANCE_COUNTS, DISTANCE_SYMBOLS, AS_DISTANCES);
    if (entry === 0 || value === NOTHING) return 0;
    ahead >>= entry & 0xff;
    count -= entry & 0xff;
    value = entry >> VALUE_SHIFT;
    if (value === NOTHING) return 0;
    extra = (entry >> EXTRA_SHIFT) & 0xff;
    const distance: usize = value + <u32>(ahead & ((1 << extra) - 1));
    ahead >>= extra;
    count -= extra;
    if (distance > to - outputStart || to + length > outputEnd) return 0;
    repeat(to, distance, length);
    to += length;
  }
  bits = ahead;
  bitCount = count;
  from = next;
  return to;
}

/** Copies bytes that were put out `distance` ago; those it puts out itself as well. */
// @ts-ignore: decorator
@inline
function repeat(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 8) {
    for (let at = to; at < end; at += 8) store<u64>(at, load<u64>(at - distance));
  } else {
    for (let at = to; at < end; at++) store<u8>(at, load<u8>(at - distance));
  }
}

/** A code that is not in the table, bit by bit, as an entry; 0 where there is none. */
function longCode(ahead: u64, counts: usize, symbols: usize, kind: i32): u32 {
  let code: u32 = 0;
  let first: u32 = 0;
  let index: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    code |= <u32>((ahead >> (length - 1)) & 1);
    const count: u32 = load<u16>(counts + (<usize>length << 1));
    if (code < first + count) return entryOf(load<u16>(symbols + (<usize>(index + code - first) << 1)), kind) | length;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return 0;
}

/** What a symbol stands for, without the length of its code. */
function entryOf(symbol: u32, kind: i32): u32 {
  if (kind === AS_DISTANCES) {
    if (symbol > 29) return NOTHING << VALUE_SHIFT;
    return (<u32>unchecked(DISTANCE_BASE[symbol]) << VALUE_SHIFT) | (<u32>unchecked(DISTANCE_EXTRA[symbol]) << EXTRA_SHIFT);
  }
  if (kind === AS_THEY_ARE) return symbol << VALUE_SHIFT;
  if (symbol < END_OF_BLOCK) return LITERAL | (symbol << VALUE_SHIFT);
  if (symbol === END_OF_BLOCK) return 0;
  const index = symbol - END_OF_BLOCK - 1;
  if (index > 28) return NOTHING << VALUE_SHIFT;
  return (<u32>unchecked(LENGTH_BASE[index]) << VALUE_SHIFT) | (<u32>unchecked(LENGTH_EXTRA[index]) << EXTRA_SHIFT);
}

/** Reads the codes that a block brings along. */
function readCodes(inputEnd: usize): bool {
  refill();
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const lengths = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(LENGTHS, 0, 19);
  for (let index: u32 = 0; index < lengths; index++) {
    refill();
    store<u8>(LENGTHS + unchecked(CODE_LENGTH_ORDER[index]), <u8>take(3));
  }
  if (!buildTable(19, LITERAL_TABLE, LENGTH_ROOT, LITERAL_COUNTS, LITERAL_SYMBOLS, AS_THEY_ARE)) return false;
  const total = literals + distances;
  for (let index: u32 = 0; index < total;) {
    refill();
    if (from - (bitCount >> 3) > inputEnd) return false;
    const entry = load<u32>(LITERAL_TABLE + (<usize>(bits & ((1 << LENGTH_ROOT) - 1)) << 2));
    if (entry === 0) return false;
    take(entry & 0xff);
    const symbol = entry >> VALUE_SHIFT;
    if (symbol < 16) {
      store<u8>(LENGTHS + index, <u8>symbol);
      index++;
      continue;
    }
    if (symbol === 16 && index === 0) return false;
    const value: u8 = symbol === 16 ? load<u8>(LENGTHS + index - 1) : 0;
    const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (index + times > total) return false;
    memory.fill(LENGTHS + index, value, times);
    index += times;
  }
  if (load<u8>(LENGTHS + END_OF_BLOCK) === 0) return false;
  // The lengths of the distance codes stand behind those of the literals: building overwrites neither.
  return (
    buildTable(literals, LITERAL_TABLE, LITERAL_ROOT, LITERAL_COUNTS, LITERAL_SYMBOLS, AS_LITERALS) &&
    buildTableAt(LENGTHS + literals, distances, DISTANCE_TABLE, DISTANCE_ROOT, DISTANCE_COUNTS, DISTANCE_SYMBOLS, AS_DISTANCES)
  );
}

function buildFixedTables(): void {
  memory.fill(LENGTHS, 8, 144);
  memory.fill(LENGTHS + 144, 9, 112);
  memory.fill(LENGTHS + 256, 7, 24);
  memory.fill(LENGTHS + 280, 8, 8);
  buildTable(LITERALS, FIXED_LITERAL_TABLE, LITERAL_ROOT, LITERAL_COUNTS, LITERAL_SYMBOLS, AS_LITERALS);
  memory.fill(LENGTHS, 5, DISTANCES);
  buildTable(DISTANCES, FIXED_DISTANCE_TABLE, DISTANCE_ROOT, DISTANCE_COUNTS, DISTANCE_SYMBOLS, AS_DISTANCES);
  hasFixedTables = true;
}

// @ts-ignore: decorator
@inline
function buildTable(count: u32, table: usize, root: u32, counts: usize, symbols: usize, kind: i32): bool {
  return buildTableAt(LENGTHS, count, table, root, counts, symbols, kind);
}

/**
 * Fills a table for codes of the lengths that stand at `lengths`.
 *
 * @returns whether the lengths fit: all codes in use; or, but for the lengths of codes, one of a single bit, or none
 */
function buildTableAt(
  lengths: usize,
  count: u32,
  table: usize,
  root: u32,
  counts: usize,
  symbols: usize,
  kind: i32,
): bool {
  memory.fill(counts, 0, 16 * 2);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const at = counts + (<usize>load<u8>(lengths + symbol) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  const used = count - load<u16>(counts);
  store<u16>(counts, 0);
  let code: u32 = 0;
  let place: u32 = 0;
  let left: i32 = 1;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const here: u32 = load<u16>(counts + (<usize>length << 1));
    left = (left << 1) - here;
    if (left < 0) return false;
    store<u16>(NEXT_CODES + (<usize>length << 1), <u16>code);
    store<u16>(PLACES + (<usize>length << 1), <u16>place);
    code = (code + here) << 1;
    place += here;
  }
  if (left > 0 && !(kind !== AS_THEY_ARE && (used === 0 || (used === 1 && load<u16>(counts + 2) === 1)))) return false;
  memory.fill(table, 0, <usize>4 << root);
  const tableEnd = table + (<usize>4 << root);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const length: u32 = load<u8>(lengths + symbol);
    if (length === 0) continue;
    const next = NEXT_CODES + (<usize>length << 1);
    const own: u32 = load<u16>(next);
    store<u16>(next, <u16>(own + 1));
    const slot = PLACES + (<usize>length << 1);
    store<u16>(symbols + (<usize>load<u16>(slot) << 1), <u16>symbol);
    store<u16>(slot, load<u16>(slot) + 1);
    if (length > root) continue;
    const entry = entryOf(symbol, kind) | length;
    const step = <usize>4 << length;
    for (let at = table + (<usize>reversed(own, length) << 2); at < tableEnd; at += step) store<u32>(at, entry);
  }
  return true;
}

/** Codes stand in the stream with their first bit lowest. */
// @ts-ignore: decorator
@inline
function reversed(code: u32, length: u32): u32 {
  let value = ((code >> 1) & 0x5555) | ((code & 0x5555) << 1);
  value = ((value >> 2) & 0x3333) | ((value & 0x3333) << 2);
  value = ((value >> 4) & 0x0f0f) | ((value & 0x0f0f) << 4);
  value = ((value >> 8) & 0x00ff) | ((value & 0x00ff) << 8);
  return value >> (16 - length);
}

/** The check sum at the end of the stream, sixteen bytes at a time. */
function adler32(start: usize, end: usize): u32 {
  const weights = i8x16(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  let a: u32 = 1;
  let b: u32 = 0;
  let at = start;
  while (at + 16 <= end) {
    // So many bytes cannot overflow 32 bits.
    const stop = min(at + 5536, at + ((end - at) & ~15));
    let sums = i32x4(0, 0, 0, 0);
    // What `a` was before each step, sixteen of which go into `b`.
    let before = i32x4(0, 0, 0, 0);
    let weighted = i32x4(0, 0, 0, 0);
    b += a * <u32>(stop - at);
    for (; at < stop; at += 16) {
      const bytes = v128.load(at);
      before = i32x4.add(before, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      weighted = i32x4.add(weighted, i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_low_i8x16_u(bytes, weights)));
      weighted = i32x4.add(weighted, i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_high_i8x16_u(bytes, weights)));
    }
    a += total(sums);
    b += (total(before) << 4) + total(weighted);
    a %= 65521;
    b %= 65521;
  }
  for (; at < end; at++) {
    a += load<u8>(at);
    b += a;
  }
  return ((b % 65521) << 16) | a % 65521;
}

// @ts-ignore: decorator
@inline
function total(lanes: v128): u32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}
