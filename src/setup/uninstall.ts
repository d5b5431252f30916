import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { planCiRemoval } from './ciFile.js';
import { planConfigRemoval } from './configFile.js';
import { planEnvExampleRemoval } from './envExample.js';
import { readIfThere } from './files.js';
import { HELPER_NAME, TOOL_HELPER } from './helperScript.js';
import { planIgnoreRemoval } from './ignoreEntries.js';
import { LEFTHOOK_FILES, planLefthookRemoval } from './lefthook.js';
import { findManager } from './manager.js';
import {
  GUARDED_HOOKS,
  joinParts,
  NOTHING,
  type HookName,
  type PlanPart,
  type SetupOptions,
  type SetupPlan,
  type Step,
} from './plan.js';
import { planPreCommitRemoval } from './preCommitTool.js';
import { dependsOn, locateRepository, slashed, type Repository } from './repository.js';
import { planHelperRemoval, planShellRemoval } from './shellHooks.js';
import { findSimpleGitHooks, planSimpleGitHooksRemoval } from './simpleGitHooks.js';

const HOOKS: readonly HookName[] = [...GUARDED_HOOKS, 'commit-msg'];

/**
 * Says what would take the guard away again. It goes by what init's own lines and files look like,
 * so it works in a clone of somebody else too, and gives back what was there byte for byte.
 *
 * @throws Problem as `planInit`.
 */
export async function planUninstall(options: SetupOptions): Promise<SetupPlan> {
  const repository = await locateRepository(options);
  const manager = await findManager(repository);
  const parts: PlanPart[] = [];
  if (manager.name !== 'foreign') {
    for (const folder of await hookFolders(repository)) parts.push(await planShellRemoval(repository, folder, HOOKS));
  }
  for (const file of LEFTHOOK_FILES) {
    if ((await readIfThere(join(repository.top, file))) !== undefined)
      parts.push(await planLefthookRemoval(repository, file, HOOKS));
  }
  parts.push(await planPreCommitRemoval(repository, HOOKS));
  const simple = await findSimpleGitHooks(repository);
  if (simple !== undefined) parts.push(await planSimpleGitHooksRemoval(repository, simple, HOOKS));
  parts.push(await planHelperRemoval(repository, join(repository.top, TOOL_HELPER)));
  parts.push(await planHooksPathRemoval(repository, joinParts(parts).steps));
  parts.push(await planConfigRemoval(repository), await planIgnoreRemoval(repository));
  parts.push(await planEnvExampleRemoval(repository), await planCiRemoval(repository));
  const { steps, notes } = joinParts(parts);
  return {
    action: 'uninstall',
    top: repository.top,
    gitDir: repository.commonDir,
    manager: manager.name,
    steps,
    notes,
  };
}

/** Where init may have put hooks: also committed folders that this clone does not use. */
async function hookFolders(repository: Repository): Promise<readonly string[]> {
  const { git, top, commonDir, hooksDir } = repository;
  const effective = basename(hooksDir) === '_' ? dirname(hooksDir) : hooksDir;
  const husky = [join(top, '.husky'), join(top, repository.packageFolder ?? '.', '.husky')];
  const helpers = await git.names(['ls-files', '-z', '--', `:(top,glob)**/${HELPER_NAME}`], top);
  const committed = helpers.filter((file) => file !== TOOL_HELPER).map((file) => join(top, dirname(file)));
  return [...new Set([effective, join(commonDir, 'hooks'), ...husky, ...committed])];
}

/** Unsets a `core.hooksPath` that init set: husky's folder named directly, no husky, and no hook left in it. */
async function planHooksPathRemoval(repository: Repository, steps: readonly Step[]): Promise<PlanPart> {
  const { hooksPath, hooksDir, top } = repository;
  if (hooksPath?.scope !== 'local' || basename(hooksDir) !== '.husky' || dependsOn(repository, 'husky')) return NOTHING;
  if (slashed(relative(top, hooksDir)) !== hooksPath.value) return NOTHING;
  const gone = new Set(steps.flatMap((step) => (step.kind === 'delete-file' ? [step.path] : [])));
  if (gone.size === 0) return NOTHING;
  const left = await readdir(hooksDir).catch(() => []);
  if (left.some((name) => !gone.has(join(hooksDir, name)))) return NOTHING;
  const say = 'Unset core.hooksPath in this clone: no hook is left in its folder.';
  return { steps: [{ kind: 'unset-git-config', key: 'core.hooksPath', value: hooksPath.value, say }], notes: [] };
}
