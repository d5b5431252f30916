import { mark } from '../clock.js';
import type { ObjectRequests } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import type { Judged } from '../judge/judgeDocument.js';
import { Problem } from '../model/errors.js';
import type { ChangedFile } from '../sources/changes.js';
import type { Engine } from './engine.js';
import { findStagedNew, listUnborn } from './againstParents.js';
import { plainlyCovered } from './plainlyCovered.js';
import type { ScanResult } from './result.js';
import { BlobReader } from './readBlobs.js';
import type { StagedStart } from './startStaged.js';

/** What this commit would add: the index against HEAD. */
export async function scanStaged(start: StagedStart, makeEngine: () => Promise<Engine> | Engine): Promise<ScanResult> {
  const { git, files, batch } = start;
  try {
    const engine = await makeEngine();
    mark('rules and config ready');
    const isFirst = !(await wasListed(start));
    mark('changes listed');
    const found = new Map<ChangedFile, Judged[]>();
    const reader = new BlobReader(batch, undefined, (document, file) => {
      const judged = engine.scan(document);
      if (judged.length > 0) found.set(file, [...(found.get(file) ?? []), ...judged]);
    });
    for (const file of files) {
      if (file.change === 'submodule' || file.change === 'unmerged') engine.tally.skip(file.path, file.change);
      reader.request(file);
    }
    const ignores = requestIgnoreFiles(batch, engine, files);
    await batch.finish();
    mark('contents read and matched');
    const head = start.head();
    if (head === undefined && !isFirst)
      throw new Problem('git', 'HEAD names no commit.', 'Check the repository with: git fsck');
    const ignoreFindings = (await ignores()) ? [] : await checkIgnores(git, engine);
    const fresh =
      found.size === 0
        ? new Set<Judged>()
        : await findStagedNew(git, engine, { set: { files, parents: 1 }, found }, head);
    const listed = [...found.values()].flat();
    return {
      source: `index (${files.length} ${files.length === 1 ? 'change' : 'changes'}) against ${head === undefined ? 'nothing (first commit)' : `HEAD ${head.slice(0, 8)}`}`,
      findings: [
        ...listed.map((judged) => ({ judged, status: fresh.has(judged) ? ('new' as const) : ('known' as const) })),
        ...ignoreFindings.map((judged) => ({ judged, status: 'new' as const })),
      ],
      engine,
    };
  } catch (error) {
    batch.abandon();
    throw error;
  }
}

/** Waits for the list of changes against HEAD. `false` on a branch without commits: all of the index is listed then. */
async function wasListed({ git, files, listing }: StagedStart): Promise<boolean> {
  try {
    await listing;
    return true;
  } catch (error) {
    await listUnborn(git, files, error);
    return false;
  }
}

/** No disk has longer ones; asking for each folder above such a path would take for ever. */
const LONGEST_FOLDER = 4096;

/**
 * Asks for the ignore files that could matter in the usual case: the root's, and those above changed
 * files. The answer says whether they keep environment files out; if not, all of the index is looked at.
 */
function requestIgnoreFiles(
  batch: ObjectRequests,
  engine: Engine,
  files: readonly ChangedFile[],
): () => Promise<boolean> {
  if (engine.ignoreRules.length === 0) return async () => true;
  const texts = new Map<string, string>();
  let odd = false;
  for (const directory of directoriesOf(files)) {
    if (directory.length > LONGEST_FOLDER || directory.includes('\n') || directory.includes('\\')) odd = true;
    else {
      const name = Buffer.from(directory === '' ? ':.gitignore' : `:${directory}/.gitignore`, 'utf8').toString(
        'latin1',
      );
      batch.request(
        name,
        (object) => {
          const text = object.bytes.toString('utf8');
          // It may be the target of a symbolic link, which git does not follow here; the index knows.
          if (!text.includes('\n')) odd = true;
          texts.set(directory, text);
        },
        () => {},
      );
    }
  }
  return async () => {
    if (odd) return false;
    if (plainlyCovered(engine.ignoreRules, texts)) return true;
    const { coverAll } = await import('./checkIgnoreFiles.js');
    return coverAll(engine.ignoreRules, texts);
  };
}

async function checkIgnores(git: Git, engine: Engine): Promise<Judged[]> {
  const { checkIndexIgnores } = await import('./checkIgnoreFiles.js');
  return checkIndexIgnores(git, engine);
}

function directoriesOf(files: readonly ChangedFile[]): ReadonlySet<string> {
  const directories = new Set(['']);
  for (const { path } of files) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const directory = path.slice(0, at);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return directories;
}
