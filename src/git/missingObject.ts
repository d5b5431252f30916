import { Problem } from '../model/errors.js';

/** Something that had to be read is not in the repository. */
export function missingObject(name: string): Problem {
  return new Problem(
    'git',
    `git does not have the object ${name}.`,
    // Without `--no-filter` the filter of the clone leaves out the same objects again.
    'In a partial clone: git fetch --refetch --no-filter; in a shallow one: git fetch --unshallow; otherwise check the repository with: git fsck',
  );
}
