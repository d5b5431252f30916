import { LITERAL_FLAGS } from '../git/environment.js';
import { parseChange, RawDiffParser } from '../git/rawDiff.js';
import { drain, startListing, type Git } from '../git/run.js';
import { changedFile, RAW, type ChangedFile } from './changes.js';

/**
 * What the index changes against a tree or commit, path by path as git prints it.
 *
 * @param base a commit or tree; `GIT_INDEX_FILE` says which index
 */
export async function readIndexChanges(git: Git, base: string, onFile: (file: ChangedFile) => void): Promise<void> {
  const child = startListing(
    git,
    ['diff-index', '--cached', ...RAW, '--no-relative', '--ita-invisible-in-index', base, '--'],
    LITERAL_FLAGS,
  );
  const parser = new RawDiffParser(parseChange, (raw) => onFile(changedFile(raw)));
  await drain(child, parser);
}
