import { bytesOf, DELTA_BY_NAME, DELTA_BY_OFFSET, idSize, NONE, offsetOf, placeAt } from './pack';

// Reads what stands before the zlib stream of an entry (gitformat-pack(5)).

/** Kind and size, then a distance or an id. */
const LONGEST_HEADER: u32 = 10 + 32;

/** The last header that was read. */
export let kind: u32 = 0;
/** Of what is compressed. */
export let size: u64 = 0;
/** Place of what a delta by offset is made from; `NONE` for everything else. */
export let base: i32 = NONE;
/** Where the stream begins. */
export let start: usize = 0;

/** Reads the header of the entry of which `length` bytes stand at `from`. @returns whether all of it is there */
export function readHeader(place: i32, from: usize, length: u32): bool {
  const end = from + length;
  let at = from;
  if (at >= end) return false;
  let byte: u32 = load<u8>(at++);
  kind = (byte >> 4) & 7;
  size = byte & 15;
  for (let shift: u64 = 4; byte >= 0x80; shift += 7) {
    if (at >= end || shift > 56) return false;
    byte = load<u8>(at++);
    size |= <u64>(byte & 0x7f) << shift;
  }
  base = NONE;
  if (kind === DELTA_BY_OFFSET) {
    if (at >= end) return false;
    byte = load<u8>(at++);
    let distance: u64 = byte & 0x7f;
    while (byte >= 0x80) {
      if (at >= end || distance > 0xffff_ffff) return false;
      byte = load<u8>(at++);
      distance = ((distance + 1) << 7) | (byte & 0x7f);
    }
    const offset = offsetOf(place);
    if (distance < offset) base = placeAt(offset - <u32>distance);
  } else if (kind === DELTA_BY_NAME) {
    at += idSize();
  }
  start = at;
  return at <= end;
}

/** Bytes of an entry. */
export function lengthOf(place: i32): u32 {
  return offsetOf(place + 1) - offsetOf(place);
}

/** Where the header of an entry stands; 0 where that is not in the window. */
export function headerOf(place: i32): usize {
  return bytesOf(offsetOf(place), headerLength(place));
}

export function headerLength(place: i32): u32 {
  return min(lengthOf(place), LONGEST_HEADER);
}
