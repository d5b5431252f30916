import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditResult } from '../model.js';
import { count, listed, PASS_NOTHING } from '../words.js';

/** Texts of a repository that can hold a plan. */
const TEXT = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;
const OTHERS = /(?:^|\/)(?:node_modules|vendor|third_party|CHANGELOG[^/]*|HISTORY[^/]*|LICEN[CS]E[^/]*)(?:\/|$)/i;
const NAMED = /(?:^|\/)[^/]*(?:incident|breach|runbook|playbook|leaked-key|key-leak)[^/]*(?:\/[^/]+)?$/i;
const HEADING = /^(?:#{1,5}\s.*|=+\s.*|[^\n]{3,80}\n[=~^-]{3,}$)/gim;
const ABOUT = /\bincidents?\b|\bcompromised\b|\bleak(?:ed|s)?\b|\bexposed (?:key|secret|credential)/i;
const SUBJECT = /\b(?:api[ -]?)?(?:keys?|secrets?|credentials?|tokens?)\b/i;
const ACTION = /\b(?:revok\w+|rotat\w+|replace\w*|invalidat\w+)\b/i;
/** What the template leaves to be filled in, and what others write. */
export const BLANK = /\[fill in[^\]]*\]|\bTODO\b|\bTBD\b|<(?:name|names|team|contact|phone|email)>/gi;
const LARGEST = 512 * 1024;
const MOST_READ = 2000;

/** A plan for a leaked key is in the repository, and filled in. */
export async function checkPlan(root: string, paths: readonly string[]): Promise<AuditResult> {
  const plans: { path: string; blanks: readonly number[] }[] = [];
  const texts = paths.filter((path) => TEXT.test(path) && !OTHERS.test(path));
  for (const path of texts.toSorted(byLikelihood).slice(0, MOST_READ)) {
    const text = await readText(join(root, path));
    if (text === undefined || !isPlan(path, text)) continue;
    plans.push({ path, blanks: blankLines(text) });
  }
  const ready = plans.filter(({ blanks }) => blanks.length === 0);
  const next = ['Write one. A template to fill in: pictify-scan audit --write-plan'];
  if (ready.length > 0)
    return {
      ...PASS_NOTHING,
      status: 'pass',
      says: 'A plan is in the repository.',
      evidence: [`It stands in ${listed(ready.map(({ path }) => path))}.`],
    };
  if (plans.length > 0)
    return {
      status: 'fail',
      says: 'The plan has blanks that are not filled in.',
      evidence: [`It stands in ${listed(plans.map(({ path }) => path))}.`],
      places: plans.map(({ path, blanks }) => ({
        path,
        line: blanks[0] ?? 1,
        text: `${count(blanks.length, 'line')} to fill in`,
      })),
      next: ['Fill them in.'],
    };
  return {
    ...PASS_NOTHING,
    status: 'fail',
    says: 'No plan for a leaked key is in the repository.',
    evidence: [
      `${count(texts.length, 'text')} looked at for a heading about incidents or leaked keys, with words about revoking or rotating.`,
      'Where the plan is kept elsewhere, a file of that heading that says where it is will do.',
    ],
    next,
  };
}

/** Whether a text is a plan, or says where it is: by its name or a heading, and by what it speaks of. */
export function isPlan(path: string, text: string): boolean {
  const isNamed = NAMED.test(path) || (text.match(HEADING) ?? []).some((heading) => ABOUT.test(heading));
  if (!isNamed) return false;
  const isElsewhere = ABOUT.test(text) && /https:\/\/[^\s)>]+/.test(text) && text.length < 4000;
  return SUBJECT.test(text) && (ACTION.test(text) || isElsewhere);
}

function blankLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (line.search(BLANK) === -1 ? [] : [index + 1]));
}

function byLikelihood(a: string, b: string): number {
  const rank = (path: string): number => (NAMED.test(path) ? 0 : /security|docs?\//i.test(path) ? 1 : 2);
  return rank(a) - rank(b);
}

/** Regular files only: a link may lead anywhere. */
async function readText(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > LARGEST) return undefined;
    const handle = await open(path);
    try {
      return (await handle.readFile()).toString('utf8');
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
