import type { ObjectType } from '../../git/batchParser.js';
import type { PackFile } from '../../git/pack/packFile.js';
import type { PackHelp, PackSink } from '../../git/readObjects.js';
import type { RuleNames } from './nameRules.js';
import { ANSWERS, type PackAnswer, type PackBatch } from './packMessages.js';
import { isWorthThreads, type PackThreads } from './packThreads.js';

/** An object that was looked at. */
export interface LookedObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
  readonly answer: PackAnswer;
  /** Of one that is left to be looked at; good until the next one. */
  readonly bytes?: Buffer;
}

/** Threads that look at objects of packs that are worth it. */
export function packHelp(
  threads: PackThreads,
  rules: RuleNames | undefined,
  types: readonly ObjectType[],
  onLooked: (object: LookedObject) => void,
): (pack: PackFile) => PackHelp | undefined {
  return (pack) => {
    if (!rules || !isWorthThreads(pack.size)) return undefined;
    return {
      begin: (share, sink) =>
        threads.read({ pack: pack.share(), share, types, rules }, (batch) => hand(batch, types, sink, onLooked)),
      end: () => threads.endReading(),
    };
  };
}

function hand(
  { objects, left, odd, listed }: PackBatch,
  types: readonly ObjectType[],
  sink: PackSink,
  onLooked: (object: LookedObject) => void,
): void {
  sink.onListed(listed);
  let start = 0;
  for (let at = 0; at < objects.length; at += FIELDS) {
    const type = types[objects[at + 1] as number] as ObjectType;
    const size = objects[at + 2] as number;
    const answer = ANSWERS[objects[at + 3] as number] as PackAnswer;
    const oid = sink.onObject(objects[at] as number, type);
    const bytes = answer === 'left' ? Buffer.from(left, start, size) : undefined;
    start += bytes ? size : 0;
    if (oid !== undefined) onLooked({ oid, type, size, answer, ...(bytes && { bytes }) });
  }
  for (const place of odd) sink.onOdd(place);
}

/** Numbers of an object. */
const FIELDS = 4;
