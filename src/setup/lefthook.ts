import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { readTextIfThere } from './files.js';
import { readGuard } from './guardCheck.js';
import { TOOL_HELPER } from './helperScript.js';
import { isObject, type JsonObject } from '../config/json.js';
import { insertMember, parseObject, removeMember } from './jsonText.js';
import type { HookName, PlanPart, SetupNote, Step } from './plan.js';
import { shown, type Repository } from './repository.js';
import { appendBlock, removeBlock } from './textBlock.js';
import {
  asBlockMap,
  asBlockSeq,
  indentStep,
  insertFirst,
  member,
  parseYaml,
  removeFirst,
  rootMembers,
} from './yamlText.js';

/** Where lefthook looks for its config, in its order. */
export const LEFTHOOK_FILES = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((ending) => `${name}.${ending}`),
);

const NAME = 'pictify-scan';

/**
 * The entry as lefthook's config holds it, in lefthook's own order of keys.
 *
 * The refs of a push come on standard input; its arguments are left out, because lefthook puts {1}
 * into the command without quoting it. `files` is there because lefthook passes a command of
 * pre-push over when the push as a whole changes no file, and then a key that one commit brought in
 * and a later one took out would get away.
 */
interface Entry {
  readonly files?: string;
  readonly run: string;
  readonly use_stdin?: true;
}

function entry(hook: HookName): Entry {
  if (hook === 'pre-push') return { files: `echo ${TOOL_HELPER}`, run: `sh {files} ${hook}`, use_stdin: true };
  return { run: `sh ${TOOL_HELPER} ${hook}${hook === 'commit-msg' ? " '{1}'" : ''}` };
}

function entryLines(hook: HookName): string[] {
  return Object.entries(entry(hook)).map(([key, value]) => `${key}: ${value}`);
}

export async function planLefthook(
  repository: Repository,
  file: string,
  hooks: readonly HookName[],
): Promise<PlanPart> {
  return edit(repository, file, hooks, addTo, 'Add pictify-scan to');
}

/** lefthook's own hooks let everything pass when lefthook is not installed. */
export async function lefthookNotes(repository: Repository, file: string): Promise<PlanPart> {
  const text = (await readTextIfThere(join(repository.top, file))) ?? '';
  if (readData(text, endingOf(file))?.['assert_lefthook_installed'] === true) return { steps: [], notes: [] };
  const say = `Where lefthook is not installed its hooks let every commit pass. This in ${file} stops them instead:`;
  return { steps: [], notes: [{ kind: 'info', say, command: 'assert_lefthook_installed: true' }] };
}

export function endingOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

export async function planLefthookRemoval(
  repository: Repository,
  file: string,
  hooks: readonly HookName[],
): Promise<PlanPart> {
  // The last that came goes first, so that each block is found as it was put.
  return edit(repository, file, hooks.toReversed(), removeFrom, 'Take pictify-scan out of');
}

type Edit = (text: string, ending: string, hook: HookName) => string | undefined;

async function edit(
  repository: Repository,
  file: string,
  hooks: readonly HookName[],
  change: Edit,
  verb: string,
): Promise<PlanPart> {
  const path = join(repository.top, file);
  const before = await readTextIfThere(path);
  if (before === undefined) return { steps: [], notes: [] };
  const ending = endingOf(file);
  const notes: SetupNote[] = [];
  const touched: HookName[] = [];
  let text = before;
  for (const hook of hooks) {
    const after = change(text, ending, hook);
    if (after === undefined) {
      const say = `${file}: ${hook} is written in a way that cannot be edited safely. Put this among its commands, or take it out:`;
      notes.push({ kind: 'todo', say, command: commandLines(hook, '  ').join('\n') });
    } else if (after !== text) {
      text = after;
      touched.push(hook);
    }
  }
  if (text === before) return { steps: [], notes };
  const step: Step = {
    kind: 'edit-file',
    path,
    before: Buffer.from(before),
    after: Buffer.from(text),
    say: `${verb} ${shown(repository, path)} for ${touched.join(', ')}.`,
  };
  notes.push({
    kind: 'todo',
    say: 'Let lefthook put its hooks in place, here and in every clone:',
    command: 'npx lefthook install',
  });
  return { steps: [step], notes };
}

/** Does the config run the guard in that hook? */
export function lefthookGuards(text: string, ending: string, hook: HookName): boolean {
  return JSON.stringify(readData(text, ending)?.[hook] ?? '').includes(NAME);
}

/** Whether that hook's commands run the scanner, so that what it says counts. */
export function lefthookRuns(text: string, ending: string, hook: HookName): boolean {
  return runs(readData(text, ending)?.[hook]);
}

/** Whether a command with the scanner in it is run, and its exit code is not lost. */
function runs(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(runs);
  if (!isObject(value)) return false;
  if (value['skip'] === true) return false;
  const { run } = value;
  if (typeof run === 'string' && run.includes(NAME)) return readGuard(run, true).is === 'on';
  return Object.values(value).some(runs);
}

function readData(text: string, ending: string): JsonObject | undefined {
  try {
    if (ending === 'toml') return parseToml(text);
    if (ending.startsWith('json')) return parseObject(text);
    const data: unknown = parseYaml(text)?.document.toJS();
    return isObject(data) ? data : data === null ? {} : undefined;
  } catch {
    return undefined;
  }
}

function addTo(text: string, ending: string, hook: HookName): string | undefined {
  const data = readData(text, ending);
  if (data === undefined) return undefined;
  if (lefthookGuards(text, ending, hook)) return text;
  const after =
    ending === 'toml'
      ? addToToml(text, hook)
      : ending.startsWith('json')
        ? addToJson(text, data, hook)
        : addToYaml(text, hook);
  // What was written is read again: an edit that did not do its work is none.
  return after !== undefined && lefthookGuards(after, ending, hook) ? after : undefined;
}

function removeFrom(text: string, ending: string, hook: HookName): string | undefined {
  if (readData(text, ending) === undefined) return undefined;
  if (!lefthookGuards(text, ending, hook)) return text;
  if (ending === 'toml') return removeBlock(text, tomlBlock(hook));
  return ending.startsWith('json') ? removeFromJson(text, hook) : removeFromYaml(text, hook);
}

function tomlBlock(hook: HookName): string[] {
  const lines = Object.entries(entry(hook)).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return [`[${hook}.commands.${NAME}]`, ...lines];
}

function addToToml(text: string, hook: HookName): string {
  return appendBlock(text, tomlBlock(hook));
}

function addToJson(text: string, data: JsonObject, hook: HookName): string | undefined {
  const there = data[hook];
  if (there === undefined) return insertMember(text, [], hook, { commands: { [NAME]: entry(hook) } });
  if (!isObject(there)) return undefined;
  if (there['commands'] === undefined) return insertMember(text, [hook], 'commands', { [NAME]: entry(hook) });
  return insertMember(text, [hook, 'commands'], NAME, entry(hook));
}

function removeFromJson(text: string, hook: HookName): string | undefined {
  const there = parseObject(text)?.[hook];
  const commands = isObject(there) ? there['commands'] : undefined;
  if (!isObject(there) || !isObject(commands)) return undefined;
  if (Object.keys(commands).length > 1) return removeMember(text, [hook, 'commands'], NAME);
  return Object.keys(there).length > 1 ? removeMember(text, [hook], 'commands') : removeMember(text, [], hook);
}

function commandLines(hook: HookName, step: string): string[] {
  return [`${NAME}:`, ...entryLines(hook).map((line) => step + line)];
}

function jobLines(hook: HookName): string[] {
  return [`- name: ${NAME}`, ...entryLines(hook).map((line) => `  ${line}`)];
}

function commandsLines(hook: HookName, step: string): string[] {
  return ['commands:', ...commandLines(hook, step).map((line) => step + line)];
}

function hookLines(hook: HookName, step: string): string[] {
  return [`${hook}:`, ...commandsLines(hook, step).map((line) => step + line)];
}

function addToYaml(text: string, hook: HookName): string | undefined {
  const file = parseYaml(text);
  const members = file === undefined ? undefined : rootMembers(file);
  if (file === undefined || members === undefined) return undefined;
  const step = indentStep(members, text);
  const there = member({ items: members }, hook);
  if (there === undefined) return appendBlock(text, hookLines(hook, step));
  const map = asBlockMap(there.value);
  if (map === undefined) return undefined;
  const jobs = asBlockSeq(member(map, 'jobs')?.value);
  if (jobs !== undefined) return insertFirst(file, jobs, jobLines(hook));
  const commands = member(map, 'commands');
  if (commands === undefined) return insertFirst(file, map, commandsLines(hook, step));
  const inner = asBlockMap(commands.value);
  return inner === undefined ? undefined : insertFirst(file, inner, commandLines(hook, step));
}

function removeFromYaml(text: string, hook: HookName): string | undefined {
  const file = parseYaml(text);
  const members = file === undefined ? undefined : rootMembers(file);
  const map = asBlockMap(member({ items: members ?? [] }, hook)?.value);
  if (members === undefined || map === undefined) return undefined;
  const indents = ['', ' ', '  ', '   ', '    ', '      ', '        '];
  const steps = [indentStep(members, text), '  ', '    '];
  const inner = asBlockMap(member(map, 'commands')?.value);
  const alone = inner?.items.length === 1;
  for (const step of steps) {
    const whole = alone && map.items.length === 1 ? removeBlock(text, hookLines(hook, step)) : undefined;
    const part = alone && map.items.length > 1 ? removeFirst(text, indents, commandsLines(hook, step)) : undefined;
    const entryOnly = alone ? undefined : removeFirst(text, indents, commandLines(hook, step));
    const after = whole ?? part ?? entryOnly;
    if (after !== undefined) return after;
  }
  return removeFirst(text, indents, jobLines(hook));
}
