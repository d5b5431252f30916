import { join } from 'node:path';
import { entryAt, readTextIfThere } from './files.js';
import { HELPER_NAME, helperScript, isHelperScript, looksLikeHelper } from './helperScript.js';
import {
  addHookLine,
  hasHookLine,
  isShellHook,
  KEPT_SUFFIX,
  NEW_HOOK,
  removeHookLine,
  wrapperHook,
} from './hookLine.js';
import { NOTHING, joinParts, type HookName, type PlanPart, type Step } from './plan.js';
import { shown, type Repository } from './repository.js';

export interface ShellHooks {
  /** Folder with the hooks that people write. */
  readonly folder: string;
  /** git starts the files there itself, so they have to be executable. */
  readonly started: boolean;
}

/** Puts the line on each hook of a folder, and the script beside them. */
export async function planShellHooks(
  repository: Repository,
  hooks: ShellHooks,
  names: readonly HookName[],
): Promise<PlanPart> {
  const parts = [await planHelper(repository, join(hooks.folder, HELPER_NAME))];
  for (const name of names) parts.push(await planHook(repository, hooks, name));
  return joinParts(parts);
}

export async function planHelper(repository: Repository, path: string): Promise<PlanPart> {
  const wanted = helperScript(repository.packageFolder ?? '.');
  const there = await readTextIfThere(path);
  if (there === undefined) {
    const say = `Write ${shown(repository, path)}: finds node and the scanner, and stops the hook when it cannot.`;
    return { steps: [{ kind: 'create-file', path, bytes: Buffer.from(wanted), mode: 0o644, say }], notes: [] };
  }
  if (there.replaceAll('\r\n', '\n') === wanted || isHelperScript(there)) return NOTHING;
  return {
    steps: [],
    notes: [
      {
        kind: 'todo',
        say: looksLikeHelper(there)
          ? `${shown(repository, path)} is not what this version writes. To renew it, delete it and run pictify-scan init again.`
          : `${shown(repository, path)} is a file that pictify-scan did not write. Rename it and run pictify-scan init again.`,
      },
    ],
  };
}

async function planHook(repository: Repository, hooks: ShellHooks, name: HookName): Promise<PlanPart> {
  const path = join(hooks.folder, name);
  const label = shown(repository, path);
  const entry = await entryAt(path);
  if (entry === undefined) {
    return steps({
      kind: 'create-file',
      path,
      bytes: Buffer.from(NEW_HOOK),
      mode: 0o755,
      say: `Create ${label} with the guard.`,
    });
  }
  if (entry.kind === 'folder' || entry.kind === 'other') {
    return { steps: [], notes: [{ kind: 'todo', say: `${label} is no file, so it cannot be a hook. Move it away.` }] };
  }
  const text = entry.kind === 'file' ? await readHook(path) : undefined;
  if (text !== undefined && hasHookLine(text)) {
    if (!hooks.started || entry.executable) return NOTHING;
    return steps({ kind: 'make-executable', path, say: `Make ${label} executable, so that git runs it.` });
  }
  // A hook that git passes over today must not wake up: the line alone goes live.
  const asleep = hooks.started && !entry.executable;
  if (text !== undefined && isShellHook(text) && !asleep) {
    return steps({
      kind: 'edit-file',
      path,
      before: Buffer.from(text),
      after: Buffer.from(addHookLine(text)),
      say: `Add one line at the top of ${label}; what is there runs after it.`,
    });
  }
  const kept = `${path}${KEPT_SUFFIX}`;
  if ((await entryAt(kept)) !== undefined) {
    return {
      steps: [],
      notes: [
        {
          kind: 'todo',
          say: `${label} cannot carry a line of sh, and ${shown(repository, kept)} is taken. Rename that file.`,
        },
      ],
    };
  }
  return {
    steps: [
      {
        kind: 'move-file',
        path,
        to: kept,
        say: `Keep ${label} as ${shown(repository, kept)}: ${whyKept(entry.kind, asleep)}.`,
      },
      {
        kind: 'create-file',
        path,
        bytes: Buffer.from(wrapperHook(name)),
        mode: 0o755,
        say: `Create ${label} with the guard; it runs the kept hook after it.`,
      },
    ],
    notes: [],
  };
}

function whyKept(kind: string, asleep: boolean): string {
  if (kind === 'link') return 'it is a link to another file';
  return asleep ? 'it is not executable, so it stays switched off' : 'it is not a shell script';
}

/** A hook's text, or `undefined` for a program. */
async function readHook(path: string): Promise<string | undefined> {
  try {
    return await readTextIfThere(path);
  } catch {
    return undefined;
  }
}

/** Takes the line and the script out of a folder of hooks. */
export async function planShellRemoval(
  repository: Repository,
  folder: string,
  names: readonly HookName[],
): Promise<PlanPart> {
  const parts: PlanPart[] = [];
  for (const name of names) parts.push(await planHookRemoval(repository, folder, name));
  parts.push(await planHelperRemoval(repository, join(folder, HELPER_NAME)));
  return joinParts(parts);
}

async function planHookRemoval(repository: Repository, folder: string, name: HookName): Promise<PlanPart> {
  const path = join(folder, name);
  const label = shown(repository, path);
  if ((await entryAt(path))?.kind !== 'file') return NOTHING;
  const text = await readHook(path);
  if (text === undefined || !hasHookLine(text)) return NOTHING;
  const before = Buffer.from(text);
  const unix = text.replaceAll('\r\n', '\n');
  if (unix === NEW_HOOK) return steps({ kind: 'delete-file', path, before, say: `Remove ${label}.` });
  const kept = `${path}${KEPT_SUFFIX}`;
  if (unix === wrapperHook(name) && (await entryAt(kept)) !== undefined) {
    return steps(
      { kind: 'delete-file', path, before, say: `Remove ${label}.` },
      { kind: 'move-file', path: kept, to: path, say: `Put ${shown(repository, kept)} back as ${label}.` },
    );
  }
  const after = Buffer.from(removeHookLine(text));
  return steps({ kind: 'edit-file', path, before, after, say: `Take the guard's line out of ${label}.` });
}

export async function planHelperRemoval(repository: Repository, path: string): Promise<PlanPart> {
  const there = await readTextIfThere(path);
  if (there === undefined || !looksLikeHelper(there)) return NOTHING;
  if (!isHelperScript(there.replaceAll('\r\n', '\n'))) {
    const say = `${shown(repository, path)} was changed since init wrote it, or another version did. No hook reads it now: delete it yourself.`;
    return { steps: [], notes: [{ kind: 'todo', say }] };
  }
  return steps({ kind: 'delete-file', path, before: Buffer.from(there), say: `Remove ${shown(repository, path)}.` });
}

function steps(...list: readonly Step[]): PlanPart {
  return { steps: list, notes: [] };
}
