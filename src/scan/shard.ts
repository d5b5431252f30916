import { Problem } from '../model/errors.js';

/** One of `count` slices of all objects; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const MOST_SHARDS = 10_000;

/** Reads `3/16`. @throws Problem `usage` */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS))
    throw new Problem(
      'usage',
      `--shard ${text} names no slice.`,
      'Write which slice of how many, counted from 1: --shard 3/16',
    );
  return shard;
}

/** Ids are uniform, so the slices are of one size; where an object belongs does not change with the repository. */
export function isInShard(oid: string, { index, count }: Shard): boolean {
  return Number.parseInt(oid.slice(0, 8), 16) % count === index - 1;
}

/** Follows the word `history` in a receipt; `withoutSlice` finds it there. */
export function sliceText({ index, count }: Shard): string {
  return `, slice ${index}/${count}`;
}

/** A receipt's source without its slice, and the slice. */
export function withoutSlice(source: string): { readonly whole: string; readonly shard: Shard | undefined } {
  const [text, index, count] = /, slice (\d+)\/(\d+)/.exec(source) ?? [];
  if (text === undefined) return { whole: source, shard: undefined };
  return { whole: source.replace(text, ''), shard: { index: Number(index), count: Number(count) } };
}
