/** What a change of a file brings and takes away. `path` is `undefined` where the change does not say. */
export interface FileChange {
  readonly path: string | undefined;
  readonly added: string;
  readonly removed: string;
}

/** Whether a text is the patch of Codex's `apply_patch`, and not a command that has one in it. */
export function isPatch(text: string): boolean {
  return /^\s*\*\*\* Begin Patch\r?\n/.test(text);
}

/**
 * Reads what `apply_patch` is handed:
 *
 *     *** Begin Patch
 *     *** Update File: src/a.ts
 *     @@ class A
 *      unchanged
 *     -taken away
 *     +added
 *     *** Add File: src/b.ts
 *     +added
 *     *** End Patch
 *
 * A line of no such form counts as added: what cannot be told apart is looked at.
 */
export function readPatch(text: string): FileChange[] {
  const changes: { path: string | undefined; added: string[]; removed: string[] }[] = [];
  let current = { path: undefined as string | undefined, added: [] as string[], removed: [] as string[] };
  changes.push(current);
  for (const line of text.split(/\r?\n/)) {
    const file = /^\*\*\* (?:Add File|Update File|Delete File|Move to): (.+)$/.exec(line);
    if (file) {
      current = { path: file[1]?.trim(), added: [], removed: [] };
      changes.push(current);
    } else if (line.startsWith('+')) current.added.push(line.slice(1));
    else if (line.startsWith('-')) current.removed.push(line.slice(1));
    else if (line.startsWith(' ')) {
      // Stands there before and after.
      current.added.push(line.slice(1));
      current.removed.push(line.slice(1));
    } else current.added.push(line);
  }
  return changes.map(({ path, added, removed }) => ({
    path,
    added: added.join('\n'),
    removed: removed.join('\n'),
  }));
}

const BLOCK = /^(?:-{3,}|<{3,}) SEARCH>?\r?\n([\s\S]*?)^={3,}\r?\n([\s\S]*?)^(?:\+{3,}|>{3,}) REPLACE>?\r?$/gm;

/**
 * Reads the blocks of Cline's `replace_in_file`; `undefined` where there is none:
 *
 *     ------- SEARCH
 *     taken away
 *     =======
 *     put in its place
 *     +++++++ REPLACE
 */
export function readSearchReplace(text: string): FileChange | undefined {
  const removed: string[] = [];
  const rest = text.replace(BLOCK, (_block, search: string, replace: string) => {
    removed.push(search);
    return replace;
  });
  return removed.length === 0 ? undefined : { path: undefined, added: rest, removed: removed.join('\n') };
}
