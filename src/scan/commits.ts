import { ObjectBatch } from '../git/objectBatch.js';
import { whole } from '../git/wholeObject.js';
import type { Git } from '../git/run.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { FindingCommit } from '../model/finding.js';
import { REFS_PATH } from '../model/textPlaces.js';
import type { ChangedFile } from '../sources/changes.js';
import { readCommitChanges } from '../sources/readChanges.js';
import { followRefs } from '../sources/followRefs.js';
import { listRefs } from '../sources/refs.js';
import { judgeCommitText, maskFound, type JudgedText } from './commitTexts.js';
import type { Engine } from './engine.js';
import { findNew } from './judgeChange.js';
import { PieceTracker } from '../git/pieceTracker.js';
import type { ScanFinding } from './result.js';

/**
 * Looks at every commit on its own: what each adds against its parents, also what a later one takes
 * away again, and its message. Each blob is read and looked at once for each path it stands at.
 *
 * @param commits ids, oldest first
 */
export async function scanCommits(git: Git, engine: Engine, commits: readonly string[]): Promise<ScanFinding[]> {
  const filesOf = new Map<string, ChangedFile[]>(commits.map((commit) => [commit, []]));
  await readCommitChanges(git, commits, (commit, file) => filesOf.get(commit)?.push(file));
  const texts = new Map<string, JudgedText>();
  const blobs = await scanBlobs(git, engine, filesOf, texts);
  const findings: ScanFinding[] = [];
  for (const commit of commits) {
    const text = texts.get(commit);
    const info = text?.commit;
    findings.push(...(await findingsOf(git, engine, filesOf.get(commit) ?? [], blobs, info)));
    if (text)
      findings.push(...text.judged.map((judged): ScanFinding => ({ judged, status: 'new', commit: text.commit })));
  }
  return findings;
}

type BlobFindings = ReadonlyMap<string, readonly Judged[]>;

function blobKey(file: ChangedFile): string {
  return `${file.oid} ${file.path}`;
}

/** Scans the new blobs of all commits in one pass; reads the commits themselves on the way. */
async function scanBlobs(
  git: Git,
  engine: Engine,
  filesOf: ReadonlyMap<string, readonly ChangedFile[]>,
  texts: Map<string, JudgedText>,
): Promise<BlobFindings> {
  const found = new Map<string, Judged[]>();
  const paths = new Map<string, Map<string, ChangedFile>>();
  for (const files of filesOf.values()) {
    for (const file of files) {
      if (file.change === 'submodule') engine.tally.skip(file.path, 'submodule');
      if (file.oid === undefined) continue;
      const at = paths.get(file.oid) ?? new Map<string, ChangedFile>();
      paths.set(file.oid, at.set(file.path, file));
    }
  }
  const batch = new ObjectBatch(git);
  try {
    for (const commit of filesOf.keys())
      batch.request(
        commit,
        whole(({ bytes }) =>
          texts.set(
            commit,
            judgeCommitText((each) => engine.scan(each), 'commit', commit, bytes),
          ),
        ),
      );
    for (const [oid, files] of paths) {
      const tracker = new PieceTracker();
      batch.request(oid, (object) => {
        const start = tracker.start(object);
        for (const [path, file] of files) {
          const change = file.change === 'modified' || file.change === 'type-changed' ? file.change : 'added';
          const judged = engine.scan({
            path,
            bytes: object.bytes,
            origin: { kind: 'commit', oid, change, commit: '' },
            ...(start && { start }),
          });
          if (judged.length > 0) found.set(blobKey(file), [...(found.get(blobKey(file)) ?? []), ...judged]);
        }
      });
    }
    await batch.finish();
  } catch (error) {
    batch.abandon();
    throw error;
  }
  return found;
}

async function findingsOf(
  git: Git,
  engine: Engine,
  files: readonly ChangedFile[],
  blobs: BlobFindings,
  commit: FindingCommit | undefined,
): Promise<ScanFinding[]> {
  const found = new Map<ChangedFile, readonly Judged[]>();
  for (const file of files) {
    const judged = file.oid === undefined ? undefined : blobs.get(blobKey(file));
    if (judged) found.set(file, judged);
  }
  if (found.size === 0) return [];
  const parents = files[0]?.oldOids.length ?? 1;
  const fresh = await findNew(git, engine, { set: { files, parents }, found });
  return [...found.values()]
    .flat()
    .map((judged) => ({ judged, status: fresh.has(judged) ? 'new' : 'known', ...(commit && { commit }) }));
}

/** The names of branches and tags that point at the commits, and the messages of annotated ones. */
export async function scanRefsAt(git: Git, engine: Engine, commits: ReadonlySet<string>): Promise<ScanFinding[]> {
  const refs = (await listRefs(git)).filter((ref) => commits.has(ref.oid) || commits.has(ref.target));
  const { tags } = await followRefs(
    git,
    refs.filter(({ type }) => type === 'tag'),
  );
  return [
    ...scanRefNames(
      engine,
      refs.map(({ name }) => name),
    ),
    ...scanTagMessages(engine, tags),
  ];
}

export function scanRefNames(engine: Engine, names: readonly string[]): ScanFinding[] {
  return names.flatMap((name) => judgeRefName(engine, name).map((judged): ScanFinding => ({ judged, status: 'new' })));
}

/** The name of a ref, or an expression with such names, as it may be shown. */
export function shownRefName(engine: Engine, name: string): string {
  return maskFound(Buffer.from(name, 'utf8'), judgeRefName(engine, name)).toString('utf8');
}

function judgeRefName(engine: Engine, name: string): readonly Judged[] {
  return engine.peek({ path: REFS_PATH, bytes: Buffer.from(name, 'utf8'), origin: { kind: 'message', of: 'ref' } });
}

/** @param tags bytes of annotated tags by their ids */
export function scanTagMessages(engine: Engine, tags: ReadonlyMap<string, Buffer>): ScanFinding[] {
  return [...tags].flatMap(([oid, bytes]) => {
    const { judged, commit } = judgeCommitText((each) => engine.scan(each), 'tag', oid, bytes);
    return judged.map((each): ScanFinding => ({ judged: each, status: 'new', commit }));
  });
}
