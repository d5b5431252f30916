// Reads a pack: the engine of packEngine.ts, which says how it is used. WebAssembly is fast from the first object on;
// a pack of some megabytes has been read before a JavaScript compiler has done its work.

export { clearRing } from './ring';
export { changesAt } from './layout';
export { link, readKinds } from './families';
export { changeCount, make, objectAt, objectSize } from './make';
export {
  basesAt,
  firstsAt,
  kindsAt,
  missingAt,
  missingSize,
  nextsAt,
  offsetsAt,
  open,
  quietAt,
  setWindow,
  windowAt,
} from './pack';
export { kindOfWalk, lookedAt, lookedCount, passedCount, placeOfWalk, step, walkOver } from './walk';
