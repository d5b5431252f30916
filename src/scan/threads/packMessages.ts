import type { ObjectType } from '../../git/batchParser.js';
import type { PackPaths } from '../../git/pack/packFile.js';
import type { PackClaims } from '../../git/pack/readPack.js';
import type { RuleNames } from './nameRules.js';

/** What a thread is given that reads a pack. */
export interface PackThreadData {
  readonly paths: PackPaths;
  readonly claims: PackClaims;
  readonly types: readonly ObjectType[];
  readonly rules: RuleNames;
}

/** Objects that were looked at, in answer to any message. */
export interface PackBatch {
  /** Of each: place, index in `types`, bytes, index in `ANSWERS`. */
  readonly objects: Int32Array<ArrayBuffer>;
  /** The bytes of those that were `left`, one after the other. */
  readonly left: ArrayBuffer;
  /** Places of what git has to be asked for. */
  readonly odd: readonly number[];
  /** Objects of all kinds that were passed since the last batch. */
  readonly listed: number;
  /** Nothing comes after this. */
  readonly isLast: boolean;
}

/** What a look gave; `left` is what cannot be told here. */
export const ANSWERS = ['quiet', 'far', 'candidates', 'left'] as const;
export type PackAnswer = (typeof ANSWERS)[number];
