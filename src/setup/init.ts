import { join, posix, relative } from 'node:path';
import { planCi } from './ciFile.js';
import { planConfig } from './configFile.js';
import { planEnvExample } from './envExample.js';
import { TOOL_HELPER } from './helperScript.js';
import { HOOK_LINE } from './hookLine.js';
import { planIgnoreEntries } from './ignoreEntries.js';
import { lefthookNotes, planLefthook } from './lefthook.js';
import { findManager, type Manager } from './manager.js';
import {
  GUARDED_HOOKS,
  joinParts,
  type HookName,
  type InitOptions,
  type PlanPart,
  type SetupNote,
  type SetupPlan,
} from './plan.js';
import { planPreCommit } from './preCommitTool.js';
import { dependsOn, fromTop, installCommand, locateRepository, shown, slashed, type Repository } from './repository.js';
import { planHelper, planShellHooks } from './shellHooks.js';
import { planSimpleGitHooks } from './simpleGitHooks.js';
import { isObject } from '../config/json.js';

/**
 * Looks at a repository and says what would put the guard on it. Changes nothing. A second plan
 * after the first was carried out has no steps.
 *
 * @throws Problem `git` outside a work tree; `read` for a file that cannot be read or edited.
 */
export async function planInit(options: InitOptions): Promise<SetupPlan> {
  const repository = await locateRepository(options);
  const manager = await findManager(repository);
  const hooks: readonly HookName[] = options.commitMessages === true ? [...GUARDED_HOOKS, 'commit-msg'] : GUARDED_HOOKS;
  const { steps, notes } = joinParts([
    await planHooks(repository, manager, hooks),
    await planConfig(repository, options),
    await planIgnoreEntries(repository),
    await planEnvExample(repository),
    await planCi(repository, options.ci === true, options.version),
    await planPackage(repository),
  ]);
  return {
    action: 'init',
    top: repository.top,
    gitDir: repository.commonDir,
    manager: manager.name,
    steps,
    notes: notes.map((note) =>
      note.command === undefined ? note : { ...note, command: fromTop(repository, options.cwd, note.command) },
    ),
  };
}

async function planHooks(repository: Repository, manager: Manager, hooks: readonly HookName[]): Promise<PlanPart> {
  const tool = async () =>
    joinParts([
      await planHelper(repository, join(repository.top, TOOL_HELPER)),
      await lineEndings(repository, TOOL_HELPER),
    ]);
  switch (manager.name) {
    case 'lefthook':
      return joinParts([
        await tool(),
        await planLefthook(repository, manager.file, hooks),
        await lefthookNotes(repository, manager.file),
      ]);
    case 'pre-commit':
      return joinParts([await tool(), await planPreCommit(repository, hooks)]);
    case 'simple-git-hooks':
      return joinParts([await tool(), await planSimpleGitHooks(repository, manager.config, hooks)]);
    case 'husky':
      return joinParts([
        await planShellHooks(repository, manager.hooks, hooks),
        await planHusky(repository, manager),
        lintStaged(repository),
        await lineEndings(repository, `${shown(repository, manager.hooks.folder)}/*`),
      ]);
    case 'hooks-path':
      return joinParts([
        await planShellHooks(repository, manager.hooks, hooks),
        lintStaged(repository),
        await lineEndings(repository, `${shown(repository, manager.hooks.folder)}/*`),
      ]);
    case 'plain':
      return joinParts([await planShellHooks(repository, manager.hooks, hooks), lintStaged(repository)]);
    case 'foreign':
      return { steps: [], notes: foreignNotes(repository, manager.hooksDir) };
  }
}

async function planHusky(repository: Repository, manager: Extract<Manager, { name: 'husky' }>): Promise<PlanPart> {
  if (manager.state === 'declared') {
    const command = dependsOn(repository, 'husky')
      ? 'npx husky'
      : `${await installCommand(repository, 'husky')} && npx husky`;
    return {
      steps: [],
      notes: [{ kind: 'todo', say: 'git does not look into .husky yet: husky has not been run here.', command }],
    };
  }
  const folder = slashed(relative(repository.top, manager.hooks.folder));
  const part: PlanPart = { steps: [], notes: await shareNotes(repository, folder) };
  if (manager.state === 'on') return part;
  const say = `Set core.hooksPath to ${folder} in this clone, so that git runs the hooks there.`;
  return { steps: [{ kind: 'set-git-config', key: 'core.hooksPath', value: folder, say }], notes: part.notes };
}

/** `core.hooksPath` is not cloned; a prepare script sets it in other clones. */
async function shareNotes(repository: Repository, folder: string): Promise<SetupNote[]> {
  const scripts = repository.packageJson?.['scripts'];
  const prepare = isObject(scripts) ? scripts['prepare'] : undefined;
  if (dependsOn(repository, 'husky') || (typeof prepare === 'string' && /husky|core\.hooksPath/.test(prepare)))
    return [];
  const say = 'The hooks work in this clone. For everyone else, let npm install switch them on';
  if (folder !== '.husky') {
    const command = `npm pkg set scripts.prepare="git config core.hooksPath ${folder}"`;
    return [
      {
        kind: 'todo',
        say:
          typeof prepare === 'string' ? `${say} (there is a prepare script: add to it, do not replace it):` : `${say}:`,
        command,
      },
    ];
  }
  const install = await installCommand(repository, 'husky');
  return typeof prepare === 'string'
    ? [{ kind: 'todo', say: `${say}: put \`husky && \` in front of the prepare script, after this:`, command: install }]
    : [{ kind: 'todo', say: `${say}:`, command: `${install} && npm pkg set scripts.prepare=husky && npx husky` }];
}

function lintStaged(repository: Repository): PlanPart {
  if (!dependsOn(repository, 'lint-staged') && !isObject(repository.packageJson?.['lint-staged']))
    return { steps: [], notes: [] };
  const say =
    'pictify-scan stands beside lint-staged in the hook, not inside it: lint-staged hands on files of the work tree, the guard reads what is staged.';
  return { steps: [], notes: [{ kind: 'info', say }] };
}

/** A checkout that turns line ends into CRLF breaks scripts of sh. */
async function lineEndings(repository: Repository, files: string): Promise<PlanPart> {
  const converts = (await repository.git.line(['config', '--get', 'core.autocrlf'], repository.top)) === 'true';
  const told = await repository.git.line(['check-attr', 'eol', '--', files.replace('*', 'pre-commit')], repository.top);
  if (!converts || told?.endsWith(': lf') === true) return { steps: [], notes: [] };
  const say = 'core.autocrlf turns line ends of scripts into CRLF, which sh does not read. Add this to .gitattributes:';
  return { steps: [], notes: [{ kind: 'todo', say, command: `${files} text eol=lf` }] };
}

function foreignNotes(repository: Repository, hooksDir: string): SetupNote[] {
  const { scope, value } = repository.hooksPath ?? { scope: 'unknown', value: hooksDir };
  const where = scope === 'local' || scope === 'worktree' ? 'this repository' : `the ${scope} git config`;
  return [
    {
      kind: 'todo',
      say: `No hook was put in place: ${where} sets core.hooksPath to ${value}, a folder outside this repository that others may use too. To give this repository hooks of its own, run this and then pictify-scan init again (the hooks in that folder then do not run here):`,
      command: 'git config --local core.hooksPath .githooks && mkdir -p .githooks',
    },
    {
      kind: 'info',
      say: `Or keep that folder, put pictify-scan.sh into it and this line at the top of its hooks:`,
      command: HOOK_LINE,
    },
  ];
}

async function planPackage(repository: Repository): Promise<PlanPart> {
  if (dependsOn(repository, 'pictify-scan') || repository.packageJson?.['name'] === 'pictify-scan')
    return { steps: [], notes: [] };
  const note: SetupNote =
    repository.packageFolder === undefined
      ? {
          kind: 'todo',
          say: 'There is no package.json, so each clone needs the scanner on its PATH:',
          command: await installCommand(repository, 'pictify-scan'),
        }
      : {
          kind: 'todo',
          say: `pictify-scan is not among the packages of ${posix.join(repository.packageFolder, 'package.json')}; the hooks stop every commit until it is installed:`,
          command: await installCommand(repository, 'pictify-scan'),
        };
  return { steps: [], notes: [note] };
}
