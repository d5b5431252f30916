// Tells at which sampled positions some fingerprint may stand, in two sieves. The first has one bit for each hash of
// four bytes, and takes few steps a position in whatever of them WebAssembly can do for four words at a time. The
// second is asked about what is left, and takes more.

import { hash, HEADS_BITS, lateHeadOf } from './chains';
import { built, FOURTHS, SIEVE, SIEVE_BITS } from './layout';

/** Sets the case bit of each byte, letter or not: what that merges wrongly, the whole comparison tells apart. */
export const CASE_BITS: u32 = 0x20202020;

/**
 * The bits of four bytes that make their hash. Of the outer two only some: a fingerprint of three bytes, behind or
 * before which any may stand, takes few bits of the sieve.
 */
const HASHED: u32 = 0x0fdfdf1f;

/** What the first two bytes are multiplied by, and the last two. The middle bits of the sum are well mixed. */
const FIRST_FACTOR: i32 = 0x51f5;
const LAST_FACTOR: i32 = 0x7e89;
const PLACE_SHIFT: i32 = 8;
const PLACES: u32 = (1 << SIEVE_BITS) - 1;
const BIT_SHIFT: i32 = PLACE_SHIFT + SIEVE_BITS;

/** So few hashes are let through that looking at bytes instead of bits lets hardly more through. */
export function isSparse(): bool {
  return built.sieveUsed < 1 << (SIEVE_BITS - 6);
}

/** Of four words. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function hashesOf(words: v128): v128 {
  const factors = i32x4.splat((LAST_FACTOR << 16) | FIRST_FACTOR);
  return i32x4.dot_i16x8_s(v128.and(words, i32x4.splat(HASHED)), factors);
}

/** Which bytes of the sieve four hashes name. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function placesOf(hashes: v128): v128 {
  return v128.and(i32x4.shr_u(hashes, PLACE_SHIFT), i32x4.splat(PLACES));
}

/** Which bits of these bytes: a byte each, those of the other four hashes next to them, two bytes of zeros between. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function bitsOf(hashes: v128, others: v128): v128 {
  const numbers = v128.and(i32x4.shr_u(hashes, BIT_SHIFT), i32x4.splat(7));
  const otherNumbers = v128.and(i32x4.shr_u(others, BIT_SHIFT - 8), i32x4.splat(0x700));
  const indexes = v128.or(v128.or(numbers, otherNumbers), i32x4.splat(0x80800000));
  return i8x16.swizzle(i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0), indexes);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function byteAt(place: u64): u64 {
  return load<u8>(<usize>(<u32>place), SIEVE);
}

/** The second sieve, of four folded bytes: 0 where no fingerprint can be. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function mayBe(word: u32): u32 {
  // The shift takes its distance modulo 32: the low five bits of the fourth byte.
  const isNow = load<u32>(FOURTHS + <usize>(hash(word, HEADS_BITS) << 2)) >> (word >> 24);
  return (isNow & 1) | lateHeadOf(word >> 8);
}

/** Lets four folded bytes through. */
export function admit(word: u32): void {
  admitFourths(word, 1 << (word >> 24));
  admitHash(word);
}

/** Lets three folded bytes through, whatever comes behind them. */
export function admitAnyLast(word: u32): void {
  admitFourths(word, -1);
  for (let last: u32 = 0; last < 16; last++) admitHash((word & 0xffffff) | (last << 24));
}

/** Lets three folded bytes through, whatever comes before them. */
export function admitAnyFirst(word: u32): void {
  for (let first: u32 = 0; first < 32; first++) admitHash((word << 8) | first);
}

function admitFourths(word: u32, fourths: u32): void {
  const at = FOURTHS + <usize>(hash(word, HEADS_BITS) << 2);
  store<u32>(at, load<u32>(at) | fourths);
}

function admitHash(word: u32): void {
  const hashed = word & HASHED;
  const sum = <u32>(<i32>(<i16>hashed) * FIRST_FACTOR + (<i32>hashed >> 16) * LAST_FACTOR);
  const at = SIEVE + <usize>((sum >> PLACE_SHIFT) & PLACES);
  const before = load<u8>(at);
  if (before === 0) built.sieveUsed++;
  store<u8>(at, before | (<u8>1 << <u8>((sum >> BIT_SHIFT) & 7)));
}
