import { ObjectBatch } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { ChangedFile, ChangeSet } from '../sources/changes.js';
import type { Engine } from './engine.js';
import {
  addedLines,
  fileIsNew,
  leastRises,
  newOccurrences,
  type FingerprintCounts,
  type Occurrence,
} from './novelty.js';
import { readWhole } from './readBlobs.js';

/** What was found in a change set's new blobs. */
export interface ChangeFindings {
  readonly set: ChangeSet;
  readonly found: ReadonlyMap<ChangedFile, readonly Judged[]>;
}

/**
 * Which of the findings the change brings; the others were there before. Old blobs are read here, that
 * is: only when something was found.
 *
 * @param others what the same index changes against further parents (a merge that is not committed yet)
 */
export async function findNew(
  git: Git,
  engine: Engine,
  change: ChangeFindings,
  others: readonly ChangeSet[] = [],
): Promise<ReadonlySet<Judged>> {
  const { set, found } = change;
  const fresh = new Set<Judged>();
  const text: { judged: Judged; file: ChangedFile }[] = [];
  for (const [file, list] of found) {
    for (const judged of distinct(list)) {
      if (judged.rule.on === 'text') text.push({ judged, file });
      else if (fileIsNew(file, set) && others.every((other) => isChangedIn(other, file))) fresh.add(judged);
    }
  }
  if (text.length === 0) return fresh;
  const counts: { now: FingerprintCounts; before: FingerprintCounts }[] = [];
  const now = tally(text.map(({ judged }) => judged));
  for (let parent = 0; parent < Math.max(1, set.parents); parent += 1) {
    counts.push({ now, before: await countIn(git, engine, oldSide(set, parent)) });
  }
  for (const other of others) {
    counts.push({
      now: await countIn(git, engine, newSide(other)),
      before: await countIn(git, engine, oldSide(other, 0)),
    });
  }
  const occurrences = await placeOnLines(git, text);
  for (const judged of newOccurrences(occurrences, leastRises(counts))) fresh.add(judged);
  return fresh;
}

function isChangedIn(set: ChangeSet, file: ChangedFile): boolean {
  return set.files.some((other) => other.path === file.path && other.oid === file.oid);
}

interface BlobAt {
  readonly path: string;
  readonly oid: string;
}

function oldSide(set: ChangeSet, parent: number): BlobAt[] {
  return set.files.flatMap(({ path, oldOids }) => {
    const oid = oldOids[parent];
    return oid === undefined ? [] : [{ path, oid }];
  });
}

function newSide(set: ChangeSet): BlobAt[] {
  return set.files.flatMap(({ path, oid }) => (oid === undefined ? [] : [{ path, oid }]));
}

/** Counts what the rules find in blobs. A blob at two paths counts twice, as the index does. */
async function countIn(git: Git, engine: Engine, blobs: readonly BlobAt[]): Promise<FingerprintCounts> {
  const paths = new Map<string, string[]>();
  for (const { oid, path } of blobs) {
    const list = paths.get(oid);
    if (list) list.push(path);
    else paths.set(oid, [path]);
  }
  const found: Judged[] = [];
  await readWhole(new ObjectBatch(git), paths.keys(), (oid, bytes, start) => {
    for (const path of paths.get(oid) ?? [])
      found.push(...engine.peek({ path, bytes, origin: { kind: 'object', oid }, ...(start && { start }) }));
  });
  return tally(distinct(found));
}

/** Each place once: what stands where two pieces of a large file overlap is found in both. */
function distinct(found: readonly Judged[]): Judged[] {
  const seen = new Set<string>();
  return found.filter(({ path, start, fingerprint }) => {
    const place = `${path}\0${start.line}:${start.column}\0${fingerprint}`;
    return !seen.has(place) && seen.add(place);
  });
}

function tally(found: readonly Judged[]): FingerprintCounts {
  const counts = new Map<string, number>();
  for (const { fingerprint } of found) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  return counts;
}

/** Tells for each finding whether its line is one that no parent's version of the file has. */
async function placeOnLines(git: Git, text: readonly { judged: Judged; file: ChangedFile }[]): Promise<Occurrence[]> {
  const files = new Set(text.map(({ file }) => file));
  const bytes = new Map<string, Buffer>();
  const oids = [...files].flatMap(({ oid, oldOids }) =>
    oid === undefined ? [] : [oid, ...oldOids.filter((old) => old !== undefined)],
  );
  await readWhole(new ObjectBatch(git), oids, (oid, content) => {
    if (!bytes.has(oid)) bytes.set(oid, content);
  });
  const added = new Map<ChangedFile, ReadonlySet<number>>();
  for (const file of files) {
    const now = file.oid === undefined ? undefined : bytes.get(file.oid);
    if (!now) continue;
    const perParent = (file.oldOids.length === 0 ? [undefined] : file.oldOids).map((oid) =>
      addedLines(oid === undefined ? undefined : bytes.get(oid), now),
    );
    const [first = new Set<number>(), ...rest] = perParent;
    added.set(file, new Set([...first].filter((line) => rest.every((lines) => lines.has(line)))));
  }
  return text.map(({ judged, file }) => ({
    judged,
    file,
    onAddedLine: added.get(file)?.has(judged.start.line - 1) ?? true,
  }));
}
