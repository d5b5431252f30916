import { join } from 'node:path';
import { readTextIfThere } from './files.js';
import { TOOL_HELPER } from './helperScript.js';
import { isObject, type JsonObject } from '../config/json.js';
import type { HookName, PlanPart, SetupNote, Step } from './plan.js';
import type { Repository } from './repository.js';
import { asBlockSeq, insertFirst, member, parseYaml, removeFirst, rootMembers } from './yamlText.js';

export const PRE_COMMIT_FILE = '.pre-commit-config.yaml';

/** pre-commit knows its stages by these names since its version 3.2. */
function entryLines(hooks: readonly HookName[]): string[] {
  return ['- repo: local', '  hooks:', ...hooks.flatMap((hook) => hookLines(hook))];
}

function hookLines(hook: HookName): string[] {
  return [
    `    - id: pictify-scan-${hook}`,
    `      name: pictify-scan (${hook})`,
    `      entry: sh ${TOOL_HELPER} ${hook}`,
    '      language: system',
    '      always_run: true',
    // A commit message's file is the one name that the tool hands on; the others read git themselves.
    ...(hook === 'commit-msg' ? [] : ['      pass_filenames: false']),
    `      stages: [${hook}]`,
  ];
}

export async function planPreCommit(repository: Repository, hooks: readonly HookName[]): Promise<PlanPart> {
  const path = join(repository.top, PRE_COMMIT_FILE);
  const before = (await readTextIfThere(path)) ?? '';
  const missing = hooks.filter((hook) => !preCommitGuards(before, hook));
  if (missing.length === 0) return { steps: [], notes: [] };
  const file = parseYaml(before);
  const repos = file === undefined ? undefined : asBlockSeq(member({ items: rootMembers(file) ?? [] }, 'repos')?.value);
  const after = file === undefined || repos === undefined ? undefined : insertFirst(file, repos, entryLines(missing));
  if (after === undefined || !missing.every((hook) => preCommitGuards(after, hook))) {
    const say = `${PRE_COMMIT_FILE} is written in a way that cannot be edited safely. Add this under repos by hand:`;
    return { steps: [], notes: [{ kind: 'todo', say, command: entryLines(missing).join('\n') }] };
  }
  const step: Step = {
    kind: 'edit-file',
    path,
    before: Buffer.from(before),
    after: Buffer.from(after),
    say: `Add pictify-scan to ${PRE_COMMIT_FILE} for ${missing.join(', ')} (it needs pre-commit 3.2 or newer).`,
  };
  const types = hooks.map((hook) => `--hook-type ${hook}`).join(' ');
  const notes: SetupNote[] = [
    {
      kind: 'todo',
      say: 'Let pre-commit put its hooks in place, here and in every clone:',
      command: `pre-commit install ${types}`,
    },
    ...(hooks.includes('pre-push')
      ? [
          {
            kind: 'info',
            say: 'pre-commit hands on only the first branch of a push that has several; CI has to look at the others.',
          } as const,
        ]
      : []),
  ];
  return { steps: [step], notes };
}

export async function planPreCommitRemoval(repository: Repository, all: readonly HookName[]): Promise<PlanPart> {
  const path = join(repository.top, PRE_COMMIT_FILE);
  const before = await readTextIfThere(path);
  const there = before === undefined ? [] : all.filter((hook) => preCommitGuards(before, hook));
  if (before === undefined || there.length === 0) return { steps: [], notes: [] };
  // One entry for all, or a second one where a hook was asked for later.
  let after: string | undefined = before;
  const groups = [there, there.slice(0, -1), there.slice(-1)];
  for (const group of groups) after = removeFirst(after, ['', '  ', '    '], entryLines(group)) ?? after;
  if (there.some((hook) => preCommitGuards(after, hook))) {
    const say = `${PRE_COMMIT_FILE}: the entries pictify-scan-* were changed since init wrote them. Take them out by hand.`;
    return { steps: [], notes: [{ kind: 'todo', say }] };
  }
  const say = `Take pictify-scan out of ${PRE_COMMIT_FILE}.`;
  return {
    steps: [{ kind: 'edit-file', path, before: Buffer.from(before), after: Buffer.from(after), say }],
    notes: [],
  };
}

/** Does the config run the guard in that hook? */
export function preCommitGuards(text: string, hook: HookName): boolean {
  try {
    const data: unknown = parseYaml(text)?.document.toJS();
    return JSON.stringify(data ?? '').includes(`pictify-scan-${hook}"`);
  } catch {
    return false;
  }
}

/** Whether some hook of its config, by whomever it was written, looks at what that git hook is about. */
export function preCommitRuns(text: string, hook: HookName): boolean {
  try {
    const data: unknown = parseYaml(text)?.document.toJS();
    const repos = isObject(data) && Array.isArray(data['repos']) ? (data['repos'] as unknown[]) : [];
    const hooks = repos.flatMap((repo) =>
      isObject(repo) && Array.isArray(repo['hooks']) ? (repo['hooks'] as unknown[]) : [],
    );
    const byDefault = isObject(data) ? data['default_stages'] : undefined;
    return hooks.some((each) => isObject(each) && runsGuard(each, hook, byDefault));
  } catch {
    return false;
  }
}

/** Names of stages before pre-commit 3.2. */
const OLD_STAGES: Readonly<Record<string, string>> = {
  commit: 'pre-commit',
  'merge-commit': 'pre-merge-commit',
  push: 'pre-push',
};

function runsGuard(entry: JsonObject, hook: HookName, byDefault: unknown): boolean {
  const words = `${String(entry['id'] ?? '')} ${String(entry['entry'] ?? '')}`;
  if (!words.includes('pictify-scan')) return false;
  // What looks at the index is no look at what is pushed, and the other way round.
  if (/\bpush\b/.test(words) !== (hook === 'pre-push')) return false;
  if (/\b(?:message|commit-msg)\b/.test(words) !== (hook === 'commit-msg')) return false;
  const stages = entry['stages'] ?? byDefault;
  return !Array.isArray(stages) || stages.some((stage) => (OLD_STAGES[String(stage)] ?? stage) === hook);
}
