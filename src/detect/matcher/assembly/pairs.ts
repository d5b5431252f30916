// Tells where two bytes stand in a row, letters in either case: sixty-four positions at a time.

import { CASE_BITS } from './filter';
import { WINDOW } from './layout';

/** Positions that are looked at in one step. */
export const PAIR_STEP: i32 = 64;

/** The two bytes with their case bits, the first one lowest. */
export type Pair = u32;
export const NO_PAIR: Pair = 0;

/** Where it stands in a keyword, which has it. */
export function placeOf(pair: Pair, keyword: usize): i32 {
  let place = 0;
  while (((<u32>load<u16>(keyword + place) | CASE_BITS) & 0xffff) !== pair) place++;
  return place;
}

/** Sixteen times the byte `index` of a pair, to look for. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function splatOf(pair: Pair, index: i32): v128 {
  return i8x16.splat(<u8>(pair >> (index << 3)));
}

/** A bit for each position of a step at which the pair begins. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function pairsFrom(at: i32, first: v128, second: v128): u64 {
  const blocks0 = pairsOf(at, first, second);
  const blocks1 = pairsOf(at + 16, first, second);
  const blocks2 = pairsOf(at + 32, first, second);
  const blocks3 = pairsOf(at + 48, first, second);
  if (!v128.any_true(v128.or(v128.or(blocks0, blocks1), v128.or(blocks2, blocks3)))) return 0;
  const low = <u32>i8x16.bitmask(blocks0) | (<u32>i8x16.bitmask(blocks1) << 16);
  const high = <u32>i8x16.bitmask(blocks2) | (<u32>i8x16.bitmask(blocks3) << 16);
  return <u64>low | (<u64>high << 32);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function pairsOf(at: i32, first: v128, second: v128): v128 {
  const caseBits = i8x16.splat(<u8>CASE_BITS);
  const isFirst = i8x16.eq(v128.or(v128.load(WINDOW + at), caseBits), first);
  return v128.and(isFirst, i8x16.eq(v128.or(v128.load(WINDOW + at, 1), caseBits), second));
}
