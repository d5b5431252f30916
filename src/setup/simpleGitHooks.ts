import { join } from 'node:path';
import { readTextIfThere } from './files.js';
import { TOOL_HELPER } from './helperScript.js';
import { isObject } from '../config/json.js';
import { insertMember, parseObject, prefixString, removeMember, unprefixString } from './jsonText.js';
import type { HookName, PlanPart, SetupNote } from './plan.js';
import { shown, type Repository } from './repository.js';

/** Its configs that are data. The others (.js, .cjs, .mjs) are programs, which init does not edit. */
const DATA_FILES = ['.simple-git-hooks.json', 'simple-git-hooks.json'];
const PROGRAM_FILES = ['.simple-git-hooks', 'simple-git-hooks'].flatMap((name) => [
  `${name}.cjs`,
  `${name}.js`,
  `${name}.mjs`,
]);
const KEY = 'simple-git-hooks';

/** The commands become scripts of sh, so the guard is read there as in any other hook. */
export const SIMPLE_GIT_HOOKS_COMMAND = `. ./${TOOL_HELPER} || exit 1`;

const PREFIX = `${SIMPLE_GIT_HOOKS_COMMAND}; `;

export interface SimpleGitHooks {
  /** Relative to the top. */
  readonly file: string;
  /** Where the hooks stand in it. */
  readonly path: readonly string[];
  readonly program: boolean;
}

/** Its config, the first in its own order. */
export async function findSimpleGitHooks(repository: Repository): Promise<SimpleGitHooks | undefined> {
  const folder = repository.packageFolder ?? '.';
  const prefix = folder === '.' ? '' : `${folder}/`;
  for (const name of [...PROGRAM_FILES, ...DATA_FILES]) {
    const file = prefix + name;
    if ((await readTextIfThere(join(repository.top, file))) === undefined) continue;
    return { file, path: [], program: PROGRAM_FILES.includes(name) };
  }
  return isObject(repository.packageJson?.[KEY])
    ? { file: `${prefix}package.json`, path: [KEY], program: false }
    : undefined;
}

export async function planSimpleGitHooks(
  repository: Repository,
  config: SimpleGitHooks,
  hooks: readonly HookName[],
): Promise<PlanPart> {
  if (config.program) {
    const say = `${config.file} is a program, which init does not edit. Put this in front of ${hooks.join(', ')} there, then run npx simple-git-hooks:`;
    return { steps: [], notes: [{ kind: 'todo', say, command: `${SIMPLE_GIT_HOOKS_COMMAND};` }] };
  }
  return edit(repository, config, hooks, 'Add pictify-scan to', (text, hook, there) => {
    if (there === undefined) return insertMember(text, config.path, hook, SIMPLE_GIT_HOOKS_COMMAND);
    if (typeof there !== 'string') return undefined;
    if (there.includes(SIMPLE_GIT_HOOKS_COMMAND)) return text;
    return prefixString(text, [...config.path, hook], PREFIX);
  });
}

export async function planSimpleGitHooksRemoval(
  repository: Repository,
  config: SimpleGitHooks,
  hooks: readonly HookName[],
): Promise<PlanPart> {
  if (config.program) return { steps: [], notes: [] };
  return edit(repository, config, hooks.toReversed(), 'Take pictify-scan out of', (text, hook, there) => {
    if (typeof there !== 'string') return text;
    if (there === SIMPLE_GIT_HOOKS_COMMAND) return removeMember(text, config.path, hook);
    return there.startsWith(PREFIX) ? unprefixString(text, [...config.path, hook], PREFIX) : text;
  });
}

async function edit(
  repository: Repository,
  config: SimpleGitHooks,
  hooks: readonly HookName[],
  verb: string,
  change: (text: string, hook: HookName, there: unknown) => string | undefined,
): Promise<PlanPart> {
  const path = join(repository.top, config.file);
  const before = (await readTextIfThere(path)) ?? '';
  const notes: SetupNote[] = [];
  const touched: HookName[] = [];
  let text = before;
  for (const hook of hooks) {
    const after = change(text, hook, commandsIn(text, config)?.[hook]);
    if (after === undefined) {
      const say = `${config.file}: ${hook} is written in a way that cannot be edited safely. Put this in front of it:`;
      notes.push({ kind: 'todo', say, command: `${SIMPLE_GIT_HOOKS_COMMAND};` });
    } else if (after !== text) {
      text = after;
      touched.push(hook);
    }
  }
  if (text === before) return { steps: [], notes };
  notes.push({
    kind: 'todo',
    say: 'Let simple-git-hooks put its hooks in place, here and in every clone:',
    command: 'npx simple-git-hooks',
  });
  const say = `${verb} ${shown(repository, path)} for ${touched.join(', ')}.`;
  return { steps: [{ kind: 'edit-file', path, before: Buffer.from(before), after: Buffer.from(text), say }], notes };
}

function commandsIn(text: string, config: SimpleGitHooks): Readonly<Record<string, unknown>> | undefined {
  const data = parseObject(text);
  const inner = config.path.length === 0 ? data : data?.[KEY];
  return isObject(inner) ? inner : undefined;
}
