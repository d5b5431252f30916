import { runGit, type Git } from '../git/run.js';

/** A branch, tag, note or stash. */
export interface Ref {
  readonly name: string;
  readonly oid: string;
  readonly type: string;
  /** For an annotated tag: what it points to. */
  readonly target: string;
}

/** Every ref. */
export async function listRefs(git: Git): Promise<Ref[]> {
  const output = await runGit(git, ['for-each-ref', '--format=%(objectname) %(objecttype) %(*objectname) %(refname)']);
  return output
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [oid, type, target, ...name] = line.split(' ');
      return oid === undefined || oid === '' || type === undefined
        ? []
        : [{ oid, type, target: target ?? '', name: name.join(' ') }];
    });
}
