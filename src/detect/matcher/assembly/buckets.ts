import { FINGERPRINT_LENGTH } from './fingerprint';
import { FREQUENCY } from './frequency';
import { MASKS, MASKS_OF_BYTE, MASKS_OF_GROUP, WINDOW } from './layout';

// The vectors see a byte as two nibbles and a bucket as the set of low and the set of high nibbles
// that its fingerprints have at each of their bytes. So a bucket takes every cross product of them,
// and a keyword should join the bucket where it adds the fewest: each bucket keeps what share of
// source text its sets let through, and a keyword tries them all.

const BUCKETS: i32 = 16;

/** A bucket's set at one byte of its fingerprints; eight lanes for the eight high nibbles of ASCII. */
@unmanaged
class NibbleSet {
  /** Frequency of the set's low nibbles under each high nibble (u16x8). */
  rows: v128;
  /** 1 for each high nibble in the set (u16x8). */
  high: v128;
  /** Bit for each low nibble in the set. */
  low: u32;
}

const SIZE_OF_SET: usize = 48;
const SIZE_OF_BUCKET: usize = SIZE_OF_SET * FINGERPRINT_LENGTH;

/** Scratch: the sets of every bucket, then their shares (f64). */
const SETS: usize = WINDOW;
const SHARES: usize = SETS + SIZE_OF_BUCKET * BUCKETS;

export function clearBuckets(): void {
  memory.fill(SETS, 0, SIZE_OF_BUCKET * BUCKETS + sizeof<f64>() * BUCKETS);
}

/** Puts a keyword of folded bytes into a bucket; returns where in it the best fingerprint begins. */
export function assignBucket(keyword: usize, length: i32): i32 {
  let bestBucket = 0;
  let bestOffset = 0;
  let leastCost = Infinity;
  for (let offset = 0; offset <= length - FINGERPRINT_LENGTH; offset++) {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const cost = shareWith(bucket, keyword + offset) - load<f64>(SHARES + ((<usize>bucket) << 3));
      if (cost < leastCost) {
        leastCost = cost;
        bestBucket = bucket;
        bestOffset = offset;
      }
    }
  }
  store<f64>(SHARES + ((<usize>bestBucket) << 3), shareWith(bestBucket, keyword + bestOffset));
  join(bestBucket, keyword + bestOffset);
  return bestOffset;
}

/** The share of all text, in 10,000^3, that the bucket would let through with this fingerprint in it. */
function shareWith(bucket: i32, fingerprint: usize): f64 {
  let share: f64 = 1;
  for (let index = 0; index < FINGERPRINT_LENGTH; index++) {
    const byte = <u32>load<u8>(fingerprint + index);
    const set = nibbleSet(bucket, index);
    const high = v128.or(set.high, highNibbles(byte));
    const sums = i32x4.dot_i16x8_s(rowsWith(set, byte), high);
    const pairs = i32x4.add(sums, i64x2.shr_u(sums, 32));
    share *= <f64>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 2));
  }
  return share;
}

function join(bucket: i32, fingerprint: usize): void {
  const masks = MASKS + <usize>(bucket >> 3) * MASKS_OF_GROUP;
  const bit = <u8>((<u32>1) << (bucket & 7));
  for (let index = 0; index < FINGERPRINT_LENGTH; index++) {
    const byte = <u32>load<u8>(fingerprint + index);
    const set = nibbleSet(bucket, index);
    set.rows = rowsWith(set, byte);
    set.high = v128.or(set.high, highNibbles(byte));
    set.low |= 1 << (byte & 15);

    const low = masks + <usize>index * MASKS_OF_BYTE;
    const high = low + 16;
    setBit(low + (byte & 15), bit);
    setBit(high + (byte >> 4), bit);
    if (isLetter(byte)) setBit(high + ((byte ^ 0x20) >> 4), bit);
  }
}

function nibbleSet(bucket: i32, index: i32): NibbleSet {
  return changetype<NibbleSet>(SETS + <usize>bucket * SIZE_OF_BUCKET + <usize>index * SIZE_OF_SET);
}

function rowsWith(set: NibbleSet, byte: u32): v128 {
  const isNew = <i16>(((set.low >> (byte & 15)) & 1) - 1);
  return i16x8.add(set.rows, v128.and(v128.load(FREQUENCY + ((byte & 15) << 4)), i16x8.splat(isNew)));
}

/** 1 in the lanes of the high nibbles that the byte has in either case. */
function highNibbles(byte: u32): v128 {
  const lanes = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  const own = i16x8.eq(lanes, i16x8.splat(<i16>(byte >> 4)));
  const other = i16x8.eq(lanes, i16x8.splat(isLetter(byte) ? <i16>((byte ^ 0x20) >> 4) : -1));
  return i16x8.shr_u(v128.or(own, other), 15);
}

/** Of folded bytes. */
export function isLetter(byte: u32): bool {
  return byte - 0x61 < 26;
}

function setBit(at: usize, bit: u8): void {
  store<u8>(at, load<u8>(at) | bit);
}
