import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, realpath, rename, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../model/errors.js';
import { gitIn, type Git } from './askGit.js';
import { entryAt, isMissing, messageOf, readIfThere } from './files.js';
import type { SetupPlan, SetupResult, Step } from './plan.js';
import { isInside } from './repository.js';

/** Takes one step back. */
type Undo = () => Promise<void>;

/**
 * Carries a plan out. Files are written beside their place and renamed, and keep their modes. When
 * a step fails, those before it are taken back.
 *
 * @throws Problem `write` when something changed since the plan was made, or cannot be written.
 */
export async function applyPlan(plan: SetupPlan, environment: NodeJS.ProcessEnv = process.env): Promise<SetupResult> {
  const git = gitIn(plan.top, environment);
  const homes = await Promise.all([plan.top, plan.gitDir].map((home) => realpath(home)));
  const undos: Undo[] = [];
  for (const step of plan.steps) {
    try {
      if ('path' in step) await refuseOutside(step.path, homes);
      undos.push(await carryOut(step, plan.top, git));
    } catch (error) {
      const left = await takeBack(undos);
      if (error instanceof Problem && left === undefined) throw error;
      const next =
        left === undefined
          ? 'Nothing was changed. Mend that and run this again.'
          : `Taking the earlier steps back failed too (${left}): look at git status.`;
      throw new Problem('write', `${step.say} This failed: ${messageOf(error)}`, next, { cause: error });
    }
  }
  return { done: plan.steps, notes: plan.notes };
}

async function takeBack(undos: readonly Undo[]): Promise<string | undefined> {
  let failed: string | undefined;
  for (const undo of undos.toReversed()) {
    await undo().catch((error: unknown) => {
      failed = messageOf(error);
    });
  }
  return failed;
}

/** A link in the repository must not lead the pen elsewhere. */
async function refuseOutside(path: string, homes: readonly string[]): Promise<void> {
  let folder = dirname(path);
  while ((await entryAt(folder)) === undefined && dirname(folder) !== folder) folder = dirname(folder);
  const real = await realpath(folder);
  if (homes.some((home) => isInside(real, home))) return;
  throw new Problem(
    'write',
    `${path} leads out of the repository, to ${real}.`,
    'Replace the link by a folder, and run this again.',
  );
}

async function carryOut(step: Step, top: string, git: Git): Promise<Undo> {
  switch (step.kind) {
    case 'create-file': {
      const made = await mkdir(dirname(step.path), { recursive: true });
      if ((await entryAt(step.path)) !== undefined) throw changed(step.path);
      await writeWhole(step.path, step.bytes, step.mode);
      return async () => {
        await unlink(step.path);
        if (made !== undefined) await removeEmptyFolders(dirname(step.path), dirname(made));
      };
    }
    case 'edit-file': {
      const mode = await modeOfUnchanged(step.path, step.before);
      await writeWhole(step.path, step.after, mode);
      return () => writeWhole(step.path, step.before, mode);
    }
    case 'delete-file': {
      const mode = await modeOfUnchanged(step.path, step.before);
      await unlink(step.path);
      if (isInside(step.path, top) && !relative(top, step.path).startsWith(`.git${sep}`))
        await removeEmptyFolders(dirname(step.path), top);
      return async () => {
        await mkdir(dirname(step.path), { recursive: true });
        await writeWhole(step.path, step.before, mode);
      };
    }
    case 'move-file':
      if ((await entryAt(step.to)) !== undefined) throw changed(step.to);
      await rename(step.path, step.to);
      return () => rename(step.to, step.path);
    case 'make-executable': {
      const { mode } = await lstat(step.path);
      await chmod(step.path, mode | 0o111);
      return () => chmod(step.path, mode);
    }
    case 'set-git-config':
      await config(git, [step.key, step.value]);
      return () => config(git, ['--unset', step.key]);
    case 'unset-git-config':
      await config(git, ['--unset', step.key]);
      return () => config(git, [step.key, step.value]);
  }
}

async function config(git: Git, args: readonly string[]): Promise<void> {
  const answer = await git.ask(['config', '--local', ...args]);
  if (answer.status === 0) return;
  throw new Problem(
    'write',
    `git config ${args.join(' ')} failed: ${answer.stderr}`,
    'Check that the git config of this repository can be written.',
  );
}

async function modeOfUnchanged(path: string, before: Buffer): Promise<number> {
  const entry = await entryAt(path);
  if (entry?.kind === 'link')
    throw new Problem(
      'write',
      `${path} is a link, which is not written through.`,
      'Make that change in the file it leads to.',
    );
  if (entry === undefined || (await readIfThere(path))?.equals(before) !== true) throw changed(path);
  return (await lstat(path)).mode & 0o7777;
}

function changed(path: string): Problem {
  return new Problem('write', `${path} has changed since the plan was made.`, 'Run this again.');
}

async function writeWhole(path: string, bytes: Buffer, mode: number): Promise<void> {
  const temporary = join(dirname(path), `.pictify-scan-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(bytes);
      // What the umask took away comes back: a hook has to be executable.
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Folders that are empty now, upwards, but not `end` itself. */
async function removeEmptyFolders(folder: string, end: string): Promise<void> {
  let at = resolve(folder);
  while (at !== resolve(end) && isInside(at, end)) {
    try {
      await rmdir(at);
    } catch (error) {
      if (isMissing(error) || error instanceof Error) return;
    }
    at = dirname(at);
  }
}
