import { CHANGES, LOOKED, LOOKED_SIZE, MOST_LOOKED } from './layout';
import { changeCount, LEFT, make, MISSING, objectAt, objectSize } from './make';
import { baseOf, firstOf, kindOf, nextOf, NONE, quietOf, setQuiet, TAG } from './pack';

// Walks over objects, each one and then all that is made from it, and looks at them.

/** Nothing of what the walk was sent over is left. */
const ENDED: i32 = 3;
/** An object was made in which something may be. */
const FOUND: i32 = 4;
/** There is no room for more objects that were looked at. */
const FULL: i32 = 5;

/**
 * How quiet an object is, by the module that memory is of; 0 where somebody has to look.
 *
 * @param changes how many stretches differ from another object
 * @param other how quiet that one is; 0 where there is none
 */
// @ts-ignore: decorator
@external("look", "looksQuiet")
declare function looksQuiet(at: usize, size: usize, changesAt: usize, changes: i32, other: i32): i32;

let kinds: u32 = 0;
let root: i32 = 0;
let end: i32 = 0;
let place: i32 = NONE;
let told: i32 = NONE;
let looked: i32 = 0;
let passed: i32 = 0;

/** What the walk stopped at. */
export function placeOfWalk(): i32 {
  return told;
}

/** What it is, or is made from in the end. */
export function kindOfWalk(): u32 {
  return kindOf(root);
}

/** How many objects, of all kinds, were passed since the last step. */
export function passedCount(): i32 {
  return passed;
}

/** Where those stand that were found quiet since the last step: place, kind, size (u32 each). */
export function lookedAt(): usize {
  return LOOKED;
}

export function lookedCount(): i32 {
  return looked;
}

/** Sends the walk over those that are whole in a stretch of places, and what is made from them. @param mask 1 << kind */
export function walkOver(from: i32, to: i32, mask: u32): void {
  kinds = mask;
  root = from - 1;
  end = to;
  place = NONE;
}

/** Goes on to the next object that has to be looked at elsewhere. */
export function step(): i32 {
  looked = 0;
  passed = 0;
  while (findPlace()) {
    const answer = make(place);
    if (answer === MISSING) return MISSING;
    told = place;
    advance();
    if (answer === LEFT) return LEFT;
    const changes = changeCount();
    const other = changes < 0 ? 0 : quietOf(baseOf(told));
    const own = looksQuiet(objectAt(), objectSize(), CHANGES, changes, other);
    if (own === 0) return FOUND;
    setQuiet(told, own);
    const at = LOOKED + <usize>looked * LOOKED_SIZE;
    store<i32>(at, told);
    store<u32>(at, kindOf(root), 4);
    store<u32>(at, <u32>objectSize(), 8);
    if (++looked === MOST_LOOKED) return FULL;
  }
  return ENDED;
}

/** Goes on to the next object of a kind that is asked for. */
function findPlace(): bool {
  for (; root < end; advance()) {
    if (place === NONE) {
      do root++;
      while (root < end && !isWhole(kindOf(root)));
      if (root >= end) break;
      place = root;
    }
    if ((kinds >> kindOf(root)) & 1) return true;
  }
  return false;
}

function isWhole(kind: u32): bool {
  return kind !== 0 && kind <= TAG;
}

function advance(): void {
  passed++;
  let to = firstOf(place);
  if (to === NONE) {
    while (place !== root && nextOf(place) === NONE) place = baseOf(place);
    to = place === root ? NONE : nextOf(place);
  }
  place = to;
}
