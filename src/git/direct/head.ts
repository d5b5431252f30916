import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.js';
import { isId } from './rawId.js';
import { readBounded, readSmallText } from './readBounded.js';

const BRANCHES = 'refs/heads/';
/** Of more refs than fit into it, git finds one sooner. */
const LARGEST_REFS = 16 * 1024 * 1024;

/**
 * What HEAD names, if that is an id or a branch that has one.
 *
 * @throws where it cannot be told here: a branch without commits, a ref that names another one
 */
export function readHead({ own, common }: Place): string {
  const head = line(readSmallText(join(own, 'HEAD')));
  if (isId(head)) return head;
  const branch = head.slice('ref: '.length);
  if (!head.startsWith('ref: ') || !branch.startsWith(BRANCHES) || !isPlainName(branch))
    throw new Error('HEAD is not a branch');
  const file = join(common, branch);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  // Of a link it matters to git what is written in it.
  if (stats?.isSymbolicLink()) throw new Error('the branch is a link');
  const id = stats?.isFile() ? line(readSmallText(file)) : packedRef(join(common, 'packed-refs'), branch);
  if (id === undefined || !isId(id)) throw new Error('the branch has no commit');
  return id;
}

/** As git writes it: to its end, of which a name can have other spaces. */
function line(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** A name that leads out of the folder of refs is none of git's; one that is no text cannot be told from others here. */
function isPlainName(branch: string): boolean {
  return !/[\0-\x20\x7f~^:?*[\\\ufffd]|\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$/.test(branch);
}

function packedRef(file: string, name: string): string | undefined {
  // Bytes, as the name is searched for in bytes.
  const refs = readBounded(file, LARGEST_REFS).toString('latin1');
  const at = refs.indexOf(` ${Buffer.from(name, 'utf8').toString('latin1')}\n`) - 40;
  return at === 0 || refs[at - 1] === '\n' ? refs.slice(at, at + 40) : undefined;
}
