import { RING, RING_END, SLACK } from './layout';
import { keptAt, setKept } from './pack';

// Keeps the objects that were made last, a new one in the place of the oldest. Before the bytes of each stand its place,
// its size, where the one that came after it stands, and nothing (u32 each).

export const HEADER: usize = 16;

let oldest: usize = 0;
let newest: usize = 0;
let next: usize = RING;
let end: usize = 0;

export function clearRing(): void {
  oldest = 0;
  newest = 0;
  next = RING;
}

/** Makes room for an object, which has to be smaller than the ring. What was there can still be read. */
export function makeRoom(size: usize): usize {
  const length = (HEADER + size + SLACK + 15) & ~15;
  const isWrapped = next + length > RING_END;
  const start = isWrapped ? RING : next;
  end = start + length;
  while (oldest !== 0) {
    const isInTheWay = oldest >= start && oldest < end;
    // Those up to the end of the ring are older than those at its beginning.
    if (!isInTheWay && !(isWrapped && oldest >= next)) break;
    const place = load<i32>(oldest);
    if (keptAt(place) === oldest) setKept(place, 0);
    if (oldest === newest) {
      oldest = 0;
      newest = 0;
    } else oldest = load<u32>(oldest, 8);
  }
  return start;
}

/** Keeps what was made in the room that was asked for last. */
export function keep(place: i32, at: usize, size: usize): void {
  store<i32>(at, place);
  store<u32>(at, <u32>size, 4);
  if (newest !== 0) store<u32>(newest, <u32>at, 8);
  else oldest = at;
  newest = at;
  next = end;
  setKept(place, at);
}

export function sizeAt(at: usize): usize {
  return load<u32>(at, 4);
}
