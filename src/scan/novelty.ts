import type { Judged } from '../judge/judgeDocument.js';
import type { ChangedFile, ChangeSet } from '../sources/changes.js';

/** How often each fingerprint stands in something. */
export type FingerprintCounts = ReadonlyMap<string, number>;

/** A judged finding with what decides whether the change brought it. */
export interface Occurrence {
  readonly judged: Judged;
  readonly file: ChangedFile;
  /** The line it is on does not stand in any parent's version of the file. */
  readonly onAddedLine: boolean;
}

/**
 * Which occurrences a change set brings. A secret is new if it stands more often in the new blobs than
 * in the blobs they replace, for every parent; moved, re-indented and renamed ones cancel out, a
 * second copy does not. The ones on added lines, in files where the count rose, are taken for new first.
 *
 * @param rises per fingerprint, by how much its count rises against the parent where it rises least
 */
export function newOccurrences(occurrences: readonly Occurrence[], rises: FingerprintCounts): ReadonlySet<Judged> {
  const fresh = new Set<Judged>();
  const byFingerprint = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const { fingerprint } = occurrence.judged;
    const list = byFingerprint.get(fingerprint);
    if (list) list.push(occurrence);
    else byFingerprint.set(fingerprint, [occurrence]);
  }
  for (const [fingerprint, list] of byFingerprint) {
    const rise = rises.get(fingerprint) ?? 0;
    const ranked = list.toSorted(
      (a, b) => Number(b.onAddedLine) - Number(a.onAddedLine) || Number(isAdded(b)) - Number(isAdded(a)),
    );
    for (const { judged } of ranked.slice(0, Math.max(0, rise))) fresh.add(judged);
  }
  return fresh;
}

function isAdded({ file }: Occurrence): boolean {
  return file.change === 'added';
}

/** By how much each fingerprint's count rises, against the parent where it rises least. */
export function leastRises(
  counts: readonly { readonly now: FingerprintCounts; readonly before: FingerprintCounts }[],
): FingerprintCounts {
  const rises = new Map<string, number>();
  for (const [index, { now, before }] of counts.entries()) {
    const all = new Set([...now.keys(), ...rises.keys()]);
    for (const fingerprint of all) {
      const rise = (now.get(fingerprint) ?? 0) - (before.get(fingerprint) ?? 0);
      rises.set(fingerprint, index === 0 ? rise : Math.min(rises.get(fingerprint) ?? rise, rise));
    }
  }
  return rises;
}

/** Whether a rule about a file counts: the file is not the same in any parent. */
export function fileIsNew(file: ChangedFile, set: ChangeSet): boolean {
  return set.parents === 0 || file.oldOids.every((oid) => oid !== file.oid);
}

/**
 * Indexes (from 0) of lines whose text, white space at the ends aside, does not stand in the old
 * version as often: the lines that were written, not moved or re-indented.
 */
export function addedLines(old: Buffer | undefined, now: Buffer): ReadonlySet<number> {
  const left = new Map<string, number>();
  if (old) for (const line of lines(old)) left.set(line, (left.get(line) ?? 0) + 1);
  const added = new Set<number>();
  for (const [index, line] of lines(now).entries()) {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    else added.add(index);
  }
  return added;
}

function lines(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => line.trim());
}
