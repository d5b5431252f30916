import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile, type Place } from './place.js';

const ID = /^[0-9a-f]{40}$/;

/**
 * What HEAD names, if that is an id or a branch that has one.
 *
 * @throws where it cannot be told here: a branch without commits, a ref that names another one
 */
export function readHead({ own, common }: Place): string {
  const head = readSmallFile(join(own, 'HEAD')).trimEnd();
  if (ID.test(head)) return head;
  // No name leads out of the folder of refs, nor to one of the names that belong to a single work tree.
  const [, branch] = /^ref: (refs\/heads\/[^\0-\x20\x7f~^:?*[\\]+)$/.exec(head) ?? [];
  if (branch === undefined || /\.\.|\/\/|\/\./.test(branch)) throw new Error('HEAD is not a branch');
  const file = join(common, branch);
  const id = statSync(file, { throwIfNoEntry: false })?.isFile()
    ? readSmallFile(file).trimEnd()
    : packedRef(join(common, 'packed-refs'), branch);
  if (id === undefined || !ID.test(id)) throw new Error('the branch has no commit');
  return id;
}

function packedRef(file: string, name: string): string | undefined {
  if (!statSync(file).isFile()) return undefined;
  const refs = readFileSync(file);
  const at = refs.indexOf(` ${name}\n`, 0, 'utf8');
  return at < 40 ? undefined : refs.toString('latin1', at - 40, at);
}
