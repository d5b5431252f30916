import { PACK, SLACK } from './layout';

// The pack that is being read: tables by place, and a part of the file.

/** Kinds of entries (gitformat-pack(5)). */
export const TAG: u32 = 4;
export const DELTA_BY_OFFSET: u32 = 6;
export const DELTA_BY_NAME: u32 = 7;
/** No object; also what is not made from another one that is here. */
export const NONE: i32 = -1;

let count: i32 = 0;
let hashBytes: usize = 0;
let offsets: usize = 0;
let bases: usize = 0;
let firsts: usize = 0;
let nexts: usize = 0;
let kept: usize = 0;
let kinds: usize = 0;
let quiet: usize = 0;
let window: usize = 0;
let windowSize: usize = 0;
let windowFrom: u32 = 0;
let windowBytes: u32 = 0;
let missingFrom: u32 = 0;
let missingBytes: u32 = 0;

/** Makes room for a pack of so many objects. @returns whether there is that much memory */
export function open(objects: i32, idBytes: i32, largestWindow: i32): bool {
  count = objects;
  hashBytes = idBytes;
  const words = <usize>(objects + 1) * 4;
  offsets = PACK;
  bases = offsets + words;
  firsts = bases + words;
  nexts = firsts + words;
  kept = nexts + words;
  kinds = kept + words;
  quiet = kinds + <usize>objects;
  window = (quiet + <usize>objects + 63) & ~63;
  windowSize = largestWindow;
  windowBytes = 0;
  const pages = <i32>((window + windowSize + SLACK + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) return false;
  memory.fill(kept, 0, words);
  memory.fill(quiet, 0, objects);
  return true;
}

export function objectCount(): i32 {
  return count;
}

export function idSize(): usize {
  return hashBytes;
}

/** Where the tables stand: u32 of each object, and the end of the last one. */
export function offsetsAt(): usize {
  return offsets;
}

/** i32 of each. */
export function basesAt(): usize {
  return bases;
}

export function firstsAt(): usize {
  return firsts;
}

export function nextsAt(): usize {
  return nexts;
}

/** A byte of each. */
export function kindsAt(): usize {
  return kinds;
}

/** A byte of each: how quiet it is, see walk.ts. */
export function quietAt(): usize {
  return quiet;
}

/** Where bytes of the file go. */
export function windowAt(): usize {
  return window;
}

/** Tells what stands there. */
export function setWindow(from: u32, bytes: u32): void {
  windowFrom = from;
  windowBytes = bytes;
}

/** What was not in the window: the caller reads it, and asks again. */
export function missingAt(): u32 {
  return missingFrom;
}

export function missingSize(): u32 {
  return missingBytes;
}

/** Where bytes of the file stand; 0 where they are not in the window. */
export function bytesOf(from: u32, bytes: u32): usize {
  const distance = from - windowFrom;
  if (from >= windowFrom && <u64>distance + bytes <= windowBytes) return window + distance;
  missingFrom = from;
  missingBytes = bytes;
  return 0;
}

export function fitsWindow(bytes: u32): bool {
  return <usize>bytes <= windowSize;
}

// @ts-ignore: decorator
@inline
export function offsetOf(place: i32): u32 {
  return load<u32>(offsets + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function baseOf(place: i32): i32 {
  return load<i32>(bases + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function setBase(place: i32, base: i32): void {
  store<i32>(bases + (<usize>place << 2), base);
}

// @ts-ignore: decorator
@inline
export function firstOf(place: i32): i32 {
  return load<i32>(firsts + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function setFirst(place: i32, child: i32): void {
  store<i32>(firsts + (<usize>place << 2), child);
}

// @ts-ignore: decorator
@inline
export function nextOf(place: i32): i32 {
  return load<i32>(nexts + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function setNext(place: i32, sibling: i32): void {
  store<i32>(nexts + (<usize>place << 2), sibling);
}

// @ts-ignore: decorator
@inline
export function kindOf(place: i32): u32 {
  return load<u8>(kinds + place);
}

// @ts-ignore: decorator
@inline
export function setKind(place: i32, kind: u32): void {
  store<u8>(kinds + place, <u8>kind);
}

/** Where the ring has it (ring.ts); 0 where it has not. */
// @ts-ignore: decorator
@inline
export function keptAt(place: i32): usize {
  return load<u32>(kept + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
export function setKept(place: i32, at: usize): void {
  store<u32>(kept + (<usize>place << 2), <u32>at);
}

// @ts-ignore: decorator
@inline
export function quietOf(place: i32): i32 {
  return load<u8>(quiet + place);
}

// @ts-ignore: decorator
@inline
export function setQuiet(place: i32, how: i32): void {
  store<u8>(quiet + place, <u8>how);
}

/** The place of an entry that begins there; `NONE` where none does. */
export function placeAt(offset: u32): i32 {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = offsetOf(middle);
    if (there === offset) return middle;
    if (there < offset) low = middle + 1;
    else high = middle - 1;
  }
  return NONE;
}
