import { applyDelta, changes, readSize, size as deltaSize } from './delta';
import { kind, lengthOf, readHeader, size, start } from './entry';
import { inflate } from './inflate';
import { DELTA, LEAF, MOST_BYTES, MOST_CHANGES, MOVED_BASE } from './layout';
import { baseOf, bytesOf, DELTA_BY_OFFSET, firstOf, fitsWindow, keptAt, kindOf, NONE, offsetOf, TAG } from './pack';
import { HEADER, keep, makeRoom, sizeAt } from './ring';

// Puts objects together.

export const MADE: i32 = 0;
/** Something of the file has to be read: see `missingAt`. */
export const MISSING: i32 = 1;
/** It is too large to be made here, or not as it should be. */
export const LEFT: i32 = 2;

const LONGEST_CHAIN: i32 = 4096;

let object: usize = 0;
let objectBytes: usize = 0;
let isPatched: bool = false;

/** The object that was made last; good until the next one is. */
export function objectAt(): usize {
  return object;
}

export function objectSize(): usize {
  return objectBytes;
}

/** How many stretches differ from the base; -1 where there is no base, or they are too many to be told. */
export function changeCount(): i32 {
  return isPatched && changes <= MOST_CHANGES ? changes : -1;
}

/** Makes an object, with all that it is made from where that is not at hand. */
export function make(place: i32): i32 {
  while (isDelta(place) && !isAtHand(baseOf(place))) {
    let nearest = baseOf(place);
    for (let depth = 0; nearest !== NONE && isDelta(nearest) && !isAtHand(baseOf(nearest)); depth++) {
      if (depth > LONGEST_CHAIN) return LEFT;
      nearest = baseOf(nearest);
    }
    if (nearest === NONE) return LEFT;
    const answer = makeNext(nearest, true);
    if (answer !== MADE) return answer;
  }
  return makeNext(place, firstOf(place) !== NONE);
}

function isDelta(place: i32): bool {
  return kindOf(place) >= DELTA_BY_OFFSET;
}

function isAtHand(base: i32): bool {
  return base !== NONE && keptAt(base) !== 0;
}

/** Makes an object whose base is kept. */
function makeNext(place: i32, isKept: bool): i32 {
  const length = lengthOf(place);
  if (!fitsWindow(length)) return LEFT;
  const from = bytesOf(offsetOf(place), length);
  if (from === 0) return MISSING;
  if (!readHeader(place, from, length) || kind !== kindOf(place) || size > MOST_BYTES) return LEFT;
  const streamLength = from + length - start;
  isPatched = kind >= DELTA_BY_OFFSET;
  if (isPatched) return patch(place, streamLength, isKept);
  if (kind === 0 || kind > TAG) return LEFT;
  const room = isKept ? makeRoom(<usize>size) : 0;
  object = isKept ? room + HEADER : LEAF;
  objectBytes = <usize>size;
  if (!inflate(start, streamLength, object, objectBytes)) return LEFT;
  if (isKept) keep(place, room, objectBytes);
  return MADE;
}

function patch(place: i32, streamLength: usize, isKept: bool): i32 {
  const deltaEnd = DELTA + <usize>size;
  if (!inflate(start, streamLength, DELTA, <usize>size)) return LEFT;
  const kept = keptAt(baseOf(place));
  let base = kept + HEADER;
  const baseSize = sizeAt(kept);
  let at = readSize(DELTA, deltaEnd);
  if (at === 0 || deltaSize !== baseSize) return LEFT;
  at = readSize(at, deltaEnd);
  if (at === 0 || deltaSize > MOST_BYTES) return LEFT;
  objectBytes = <usize>deltaSize;
  const room = isKept ? makeRoom(objectBytes) : 0;
  object = isKept ? room + HEADER : LEAF;
  if (isKept && keptAt(baseOf(place)) === 0) {
    memory.copy(MOVED_BASE, base, baseSize);
    base = MOVED_BASE;
  }
  if (!applyDelta(base, baseSize, at, deltaEnd, object, objectBytes)) return LEFT;
  if (isKept) keep(place, room, objectBytes);
  return MADE;
}
