import { milliseconds } from '../clock.js';
import { ObjectBatch } from '../git/objectBatch.js';
import { startGit, type Git } from '../git/run.js';

/** Somebody waits: longer, in milliseconds, nothing is read. */
const PATIENCE = 200;
/** Bytes of git's list: some 50,000 files. */
const LONGEST_LIST = 4_000_000;
/** Larger files are not looked into, in git's words. */
const LARGEST = '4m';

/** Where secrets stand in the files of some commits. */
interface TreeHits {
  /** One path of each file that holds it, by fingerprint. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every file was looked into. */
  readonly isWhole: boolean;
}

/**
 * Looks for secrets in all files of some commits: first in what is in none of the published ones, then in what is, that
 * of the first commits first. A file that many of them have is read once, by the name that it was published under.
 *
 * @param sought fingerprints
 * @param fingerprintsIn those of what has a secret's form in some bytes
 */
export async function searchTrees(
  git: Git,
  commits: { readonly published: readonly string[]; readonly local: readonly string[] },
  sought: ReadonlySet<string>,
  fingerprintsIn: (bytes: Buffer) => ReadonlySet<string>,
): Promise<TreeHits> {
  const [published, local] = await Promise.all([listObjects(git, commits.published), listObjects(git, commits.local)]);
  const isPublished = new Set(published.objects.map(({ oid }) => oid));
  const objects = [...local.objects.filter(({ oid }) => !isPublished.has(oid)), ...published.objects];
  const paths = new Map<string, Set<string>>();
  let end: number | undefined;
  let isAbsent = false;
  let isLate = false;
  const batch = new ObjectBatch(git);
  for (const { oid, path } of objects)
    batch.request(
      oid,
      ({ type, bytes }) => {
        if (isLate || type !== 'blob') return;
        for (const fingerprint of fingerprintsIn(bytes))
          if (sought.has(fingerprint)) paths.set(fingerprint, (paths.get(fingerprint) ?? new Set()).add(path));
        end ??= milliseconds() + PATIENCE;
        isLate = milliseconds() > end;
        if (isLate) batch.abandon();
      },
      () => {
        isAbsent = true;
      },
    );
  await batch.finish().catch(() => {
    isAbsent = true;
  });
  return { paths, isWhole: published.isWhole && local.isWhole && !isAbsent && !isLate };
}

interface Listed {
  /** Blobs and trees, each once. */
  readonly objects: readonly { readonly oid: string; readonly path: string }[];
  /** None was left out for its size, the list is no longer, and git could make it. */
  readonly isWhole: boolean;
}

async function listObjects(git: Git, commits: readonly string[]): Promise<Listed> {
  if (commits.length === 0) return { objects: [], isWhole: true };
  const how = ['--objects', '--no-walk=unsorted', '--missing=print', `--filter=blob:limit=${LARGEST}`];
  const child = startGit(git, ['rev-list', ...how, '--filter-print-omitted', '--stdin']);
  child.stdin.end(`${[...new Set(commits)].join('\n')}\n`);
  const chunks: Buffer[] = [];
  let room = LONGEST_LIST;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    room -= chunk.length;
    if (room < 0) child.kill();
  });
  // The finding is told in any case: what git cannot list is not looked into.
  let isListed = true;
  await child.done.catch(() => {
    isListed = false;
  });
  const lines = Buffer.concat(chunks).toString('utf8').split('\n').slice(0, -1);
  // A commit has no name, and its own tree an empty one; what is left out has a tilde before it, what is not there a question mark.
  const objects = lines.flatMap((line) => {
    const at = line.indexOf(' ');
    return at === -1 || at === line.length - 1 ? [] : [{ oid: line.slice(0, at), path: line.slice(at + 1) }];
  });
  return { objects, isWhole: isListed && room >= 0 && !lines.some((line) => /^[~?]/.test(line)) };
}
