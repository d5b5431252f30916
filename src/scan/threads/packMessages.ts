import type { ObjectType } from '../../git/batchParser.js';
import type { SharedPack } from '../../git/pack/packFile.js';
import type { PackShare } from '../../git/pack/readPack.js';
import type { RuleNames } from './nameRules.js';

/** A pack that a thread is to read. */
export interface PackOrder {
  readonly pack: SharedPack;
  readonly share: PackShare;
  readonly types: readonly ObjectType[];
  /** The same for all packs that one thread reads. */
  readonly rules: RuleNames;
}

/** Asks for the next objects. */
export const MORE = 'more';

/** Objects that were looked at, in answer to `MORE`. */
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
