import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseBaseline } from '../config/baseline.js';
import { locateRepository } from '../git/repository.js';
import { askGit, runGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { Engine } from '../scan/engine.js';
import { loadEngine } from '../scan/loadEngine.js';
import { commitReader } from '../sources/commitReader.js';
import type { CommitFacts, KeyEvent, Source } from './model.js';
import type { SoughtKey } from './soughtKey.js';

/** Sources that are told; the first is where it came from. */
const MOST_SOURCES = 10;
/** Files that put a guard on a hook, where they name pictify-scan. */
const GUARD_FILES = [
  '.husky/pre-commit',
  '.githooks/pre-commit',
  'hooks/pre-commit',
  'lefthook.yml',
  'lefthook.yaml',
  'lefthook.toml',
  'lefthook.json',
  '.lefthook.yml',
  '.pre-commit-config.yaml',
  '.simple-git-hooks.json',
  '.lintstagedrc',
  '.lintstagedrc.json',
  'package.json',
];

/** How the commits that bring the key made their way in; oldest first. */
export async function findSources(
  git: Git,
  engine: Engine,
  key: SoughtKey,
  events: readonly KeyEvent[],
): Promise<Source[]> {
  const moved = new Set(events.filter(({ change }) => change === 'removed').map(({ commit }) => commit.id));
  const first = events.find(({ change }) => change === 'added');
  const bringing = new Map<string, KeyEvent>();
  for (const event of events) {
    // A file that was renamed brings nothing.
    if (event.change !== 'added' || (moved.has(event.commit.id) && event !== first)) continue;
    if (!bringing.has(event.commit.id)) bringing.set(event.commit.id, event);
  }
  const made = await madeHere(git);
  const installed = await installedGuard(git);
  const sources: Source[] = [];
  for (const event of [...bringing.values()].slice(0, MOST_SOURCES)) {
    const { commit, path, line } = event;
    const guards = await guardsAt(git, commit.id);
    const wasInstalled = installed && made.has(commit.id) && installed.since <= Date.parse(commit.committed);
    // The hook of this clone may be the file that the commit has.
    if (wasInstalled && !guards.includes(installed.path)) guards.push(installed.path);
    const finding = await findingAt(git, engine, key, event);
    sources.push({
      commit,
      path,
      line,
      guards,
      ...(finding && { finding }),
      bypassed: guards.length > 0 && finding?.severity === 'error' && finding.silencedBy === undefined,
      signs: signsOf(commit, made.get(commit.id)),
    });
  }
  return sources;
}

async function guardsAt(git: Git, commit: string): Promise<string[]> {
  const read = commitReader(git, commit);
  const guards: string[] = [];
  for (const file of GUARD_FILES) {
    const text = (await read(file))?.toString('utf8');
    if (text === undefined) continue;
    const named =
      file === 'package.json'
        ? /"(?:simple-git-hooks|lint-staged|husky|gitHooks)"\s*:/.test(text) &&
          /pictify-scan(?:\s+staged|["'\s])/.test(text.replace(/"pictify-scan"\s*:/g, ''))
        : text.split('\n').some((line) => /pictify-scan/.test(line.replace(/(?:^|\s)#.*$/, '')));
    if (named) guards.push(file);
  }
  return guards;
}

/** A guard in this clone's own hooks folder, and since when the file is as it is. */
async function installedGuard(git: Git): Promise<{ readonly path: string; readonly since: number } | undefined> {
  const { gitDirectory, root } = await locateRepository(git);
  const configured = await askGit(git, ['config', '--file', join(gitDirectory, 'config'), '--get', 'core.hooksPath']);
  const folder = configured === undefined ? join(gitDirectory, 'hooks') : resolve(root ?? gitDirectory, configured);
  const file = join(folder, 'pre-commit');
  try {
    if (!(await readFile(file, 'utf8')).includes('pictify-scan')) return undefined;
    return { path: shownPath(file, configured, root), since: (await stat(file)).mtimeMs };
  } catch {
    return undefined;
  }
}

/** As a commit names it, where it is in the work tree. */
function shownPath(file: string, configured: string | undefined, root: string | undefined): string {
  if (configured === undefined) return '.git/hooks/pre-commit';
  const path = root === undefined ? file : relative(root, file).split(sep).join('/');
  return path.startsWith('../') || isAbsolute(path) ? file : path;
}

/**
 * Commits that this clone made, by what made them.
 *
 * ```
 * d95f3ade… 91bc01ef… A <a@b.c> 1700000000 +0100\tcommit (amend): message\n
 * ```
 */
async function madeHere(git: Git): Promise<Map<string, string>> {
  const file = (await runGit(git, ['rev-parse', '--git-path', 'logs/HEAD'])).toString('utf8').trim();
  const text = await readFile(resolve(git.cwd, file), 'utf8').catch(() => '');
  const made = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, id, what] = /^[0-9a-f]{40,64} ([0-9a-f]{40,64}) .*\t([a-z -]+(?: \([a-z -]+\))?):/i.exec(line) ?? [];
    if (id !== undefined && what !== undefined && /^(?:commit|cherry-pick|rebase|am|revert|merge)/.test(what))
      made.set(id, what);
  }
  return made;
}

/** What the rules of that commit say, and what silenced it. */
async function findingAt(
  git: Git,
  engine: Engine,
  key: SoughtKey,
  { commit, path, line }: KeyEvent,
): Promise<Source['finding']> {
  if (line === null) return undefined;
  const read = commitReader(git, commit.id);
  const bytes = await read(path);
  if (!bytes) return undefined;
  let judge = engine;
  try {
    judge = await loadEngine({ read });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  if (judge.paths.isIgnored(path)) {
    const rule = engine.judgementsOf({ path, bytes, origin: { kind: 'buffer' } }, key.is)[0];
    return rule && { rule: rule.rule.id, severity: rule.severity, silencedBy: 'ignorePaths of the config' };
  }
  const judged = judge
    .judgementsOf({ path, bytes, origin: { kind: 'buffer' } }, key.is)
    .filter(({ outcome }) => outcome === 'finding');
  const gravest = judged.find(({ severity, suppressed }) => severity === 'error' && !suppressed) ?? judged[0];
  if (!gravest) return undefined;
  const text = (await read(judge.config.baseline))?.toString('utf8');
  const accepted = new Set(text === undefined ? [] : fingerprintsIn(judge.config.baseline, text));
  const by = judge.suppressor.find(gravest, accepted, commit.committed.slice(0, 10), commit.id);
  const words = {
    inline: 'a comment',
    config: 'the config',
    baseline: 'the baseline',
    foreign: "another scanner's comment",
  };
  return {
    rule: gravest.rule.id,
    severity: gravest.severity,
    ...(by && { silencedBy: words[by.by] }),
  };
}

function fingerprintsIn(file: string, text: string): string[] {
  try {
    return parseBaseline(file, text).map(({ fingerprint }) => fingerprint);
  } catch {
    return [];
  }
}

const DAY = 86_400_000;

function signsOf(commit: CommitFacts, made: string | undefined): string[] {
  const { author, email, committer, committerEmail, date, committed, parents, trailers } = commit;
  const signs: string[] = [];
  if (committerEmail.endsWith('noreply@github.com') || /^(?:GitHub|GitLab|Bitbucket)$/.test(committer))
    signs.push(
      `Committed by ${committer} <${committerEmail}>: made in the forge's web interface, where no local hook runs.`,
    );
  else if (committerEmail !== email)
    signs.push(
      `Written by ${author} <${email}>, committed by ${committer} <${committerEmail}>: rebased, applied or merged by somebody else.`,
    );
  if (made !== undefined)
    signs.push(
      /^(?:cherry-pick|rebase|am|revert)/.test(made)
        ? `Made in this clone by ${made}, for which git runs no pre-commit hook.`
        : `Made in this clone by: ${made}.`,
    );
  if (parents.length > 1) signs.push('A merge commit: git runs the pre-merge-commit hook for it, not pre-commit.');
  if (Math.abs(Date.parse(committed) - Date.parse(date)) > DAY)
    signs.push(`Written ${date.slice(0, 10)}, committed ${committed.slice(0, 10)}: it was rebased or applied later.`);
  return [...signs, ...trailers.map((trailer) => `The message says: ${trailer}`)];
}
