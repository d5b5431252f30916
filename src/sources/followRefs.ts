import { ObjectBatch } from '../git/objectBatch.js';
import { listTree, SUBMODULE } from '../git/listIndex.js';
import type { Git } from '../git/run.js';
import { whole } from '../git/wholeObject.js';
import { pathText } from '../text/path.js';

/** What refs lead to beside commits. */
export interface RefTargets {
  /** Bytes of each annotated tag by its id; a tag can stand for another tag. */
  readonly tags: ReadonlyMap<string, Buffer>;
  /** Blobs that a ref names directly or through a tag (by the ref's name), and those of such trees (by their paths). */
  readonly blobs: readonly { readonly oid: string; readonly path: string }[];
}

/**
 * Follows refs through tags. What a tag says of its target's kind is not believed. Commits are no business of this,
 * beyond that they are there.
 *
 * @throws Problem where something is not there
 */
export async function followRefs(
  git: Git,
  refs: Iterable<{ readonly name: string; readonly oid: string }>,
): Promise<RefTargets> {
  const tags = new Map<string, Buffer>();
  const blobs: { oid: string; path: string }[] = [];
  const trees = new Set<string>();
  for (let pending = [...refs]; pending.length > 0;) {
    const next: typeof pending = [];
    const batch = new ObjectBatch(git);
    for (const { name, oid } of pending) {
      const onTag = whole(({ bytes }) => {
        tags.set(oid, bytes);
        const target = tagTarget(bytes);
        if (target !== undefined) next.push({ name, oid: target });
      });
      batch.request(oid, (object) => {
        const { type, last } = object;
        if (type === 'blob' && last) blobs.push({ oid, path: name });
        if (type === 'tree') trees.add(oid);
        if (type === 'tag' && !tags.has(oid)) onTag(object);
      });
    }
    await batch.finish();
    pending = next;
  }
  for (const tree of trees)
    for (const { mode, oid, path } of await listTree(git, tree))
      if (mode !== SUBMODULE) blobs.push({ oid, path: pathText(Buffer.from(path, 'latin1')) });
  return { tags, blobs };
}

/**
 * What a tag object stands for.
 *
 * ```
 * object 91bc01e…\ntype commit\ntag v1\ntagger A <a@b.c> 1700000000 +0100\n\nmessage
 * ```
 */
function tagTarget(bytes: Buffer): string | undefined {
  return /^object ([0-9a-f]{40,64})\n/.exec(bytes.toString('latin1', 0, 128))?.[1];
}
