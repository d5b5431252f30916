import { base, headerLength, headerOf, kind, readHeader } from './entry';
import {
  baseOf,
  DELTA_BY_NAME,
  DELTA_BY_OFFSET,
  firstOf,
  kindOf,
  NONE,
  objectCount,
  setBase,
  setFirst,
  setKind,
  setNext,
  TAG,
} from './pack';

// Who is made from whom.

/**
 * Reads kinds and bases of the entries from one on, in their order.
 *
 * @returns the place of the first one that is not in the window; the number of objects where all was read; -1 where
 * one names its base, or is broken: these tables are made elsewhere then
 */
export function readKinds(from: i32): i32 {
  const count = objectCount();
  for (let place = from; place < count; place++) {
    const at = headerOf(place);
    if (at === 0) return place;
    if (!readHeader(place, at, headerLength(place)) || kind === DELTA_BY_NAME) return -1;
    setKind(place, kind);
    setBase(place, base);
  }
  return count;
}

/**
 * Finds the first of those that are made from each, and of each the next one that is made from the same.
 *
 * @returns whether each is whole, or made from one before it that is here
 */
export function link(): bool {
  const count = objectCount();
  let isComplete = true;
  for (let place = 0; place < count; place++) {
    setFirst(place, NONE);
    setNext(place, NONE);
    const kind = kindOf(place);
    const from = baseOf(place);
    const isMade = kind === DELTA_BY_OFFSET ? from !== NONE && from < place : kind !== 0 && kind <= TAG;
    if (!isMade) isComplete = false;
  }
  for (let place = count - 1; place >= 0; place--) {
    const from = baseOf(place);
    if (from === NONE) continue;
    setNext(place, firstOf(from));
    setFirst(from, place);
  }
  return isComplete;
}
