import { listIndex, listTree, type TreeEntry } from '../git/listIndex.js';
import { ObjectBatch, type ObjectRequests } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import { IgnoreFiles, MANIFESTS, type IgnoreFile, type MissingEntry } from '../judge/ignoreEntries.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { IgnoreRule } from '../model/rule.js';
import { languageOf } from '../text/language.js';
import { rawPathText } from '../text/path.js';
import type { Engine } from './engine.js';
import { readWhole } from './readBlobs.js';

/** A folder that no repository has: stands for "any folder". */
const ANY_FOLDER = 'pictify-scan-any-folder';

/**
 * Whether ignore files keep the entries out in every folder, so that no other one needs to be asked.
 *
 * @param texts the root's ignore file and some others, by folder
 */
export function coverAll(rules: readonly IgnoreRule[], texts: ReadonlyMap<string, string>): boolean {
  const root = new IgnoreFiles([{ directory: '', text: texts.get('') ?? '' }]);
  if (!rules.every((rule) => root.missing(rule.entries, [ANY_FOLDER]).length === 0)) return false;
  const evaluated = new IgnoreFiles([...texts].map(([directory, text]) => ({ directory, text })));
  return rules.every((rule) => evaluated.missing(rule.entries, texts.keys()).length === 0);
}

/**
 * Judges the ignore files of the index.
 *
 * @param index all of it, where it was read already
 * @param batch to read its contents with; another git by default
 */
export async function checkIndexIgnores(
  git: Git,
  engine: Engine,
  index?: readonly TreeEntry[],
  batch: ObjectRequests = new ObjectBatch(git),
): Promise<Judged[]> {
  return engine.ignoreRules.length === 0 ? [] : check(batch, engine, index ?? (await listIndex(git)));
}

/** Judges the ignore files of a commit. */
export async function checkCommitIgnores(git: Git, engine: Engine, commit: string): Promise<Judged[]> {
  return engine.ignoreRules.length === 0 ? [] : check(new ObjectBatch(git), engine, await listTree(git, commit));
}

async function check(batch: ObjectRequests, engine: Engine, entries: readonly TreeEntry[]): Promise<Judged[]> {
  const directories: string[] = [];
  const ignoreFiles = new Map<string, TreeEntry[]>();
  const links = new Set<string>();
  for (const entry of entries) {
    const slash = entry.path.lastIndexOf('/');
    const name = entry.path.slice(slash + 1);
    if (MANIFESTS.has(name)) directories.push(textOf(entry.path.slice(0, Math.max(0, slash))));
    if (name === '.gitignore' && entry.mode === '120000') links.add(textOf(entry.path));
    if (name === '.gitignore' && entry.mode.startsWith('100')) {
      const list = ignoreFiles.get(entry.oid);
      if (list) list.push(entry);
      else ignoreFiles.set(entry.oid, [entry]);
    }
  }
  const files: IgnoreFile[] = [];
  await readWhole(batch, ignoreFiles.keys(), (oid, bytes) => {
    for (const { path } of ignoreFiles.get(oid) ?? []) {
      files.push({
        directory: textOf(path.slice(0, Math.max(0, path.lastIndexOf('/')))),
        text: bytes.toString('utf8'),
      });
    }
  });
  // A folder whose own ignore file takes an entry back counts as well, package or not.
  return judgeIgnoreFiles(engine, files, [...directories, ...files.map((file) => file.directory)], links);
}

function textOf(path: string): string {
  return rawPathText(path);
}

/**
 * Findings about folders in which the ignore files let an environment file in.
 *
 * @param links ignore files that are symbolic links: git reads none of them
 */
export function judgeIgnoreFiles(
  engine: Engine,
  files: readonly IgnoreFile[],
  directories: readonly string[],
  links: ReadonlySet<string> = new Set(),
): Judged[] {
  const evaluated = new IgnoreFiles(files);
  return engine.ignoreRules.flatMap((rule) => {
    const missing = evaluated.missing(rule.entries, directories);
    // What is open at the root is open everywhere; mending the root comes first.
    const root = missing.find((each) => each.directory === '');
    return (root ? [root] : missing).flatMap((each) => toJudged(engine, rule, each, links));
  });
}

function toJudged(
  engine: Engine,
  rule: IgnoreRule,
  { directory, entries }: MissingEntry,
  links: ReadonlySet<string>,
): Judged[] {
  const path = directory === '' ? '.gitignore' : `${directory}/.gitignore`;
  const severity = engine.severityOf(rule, path);
  if (severity === 'off' || engine.paths.isIgnored(path)) return [];
  const start = { line: 1, column: 1 };
  return [
    {
      rule,
      severity,
      outcome: 'finding',
      kind: rule.kind,
      confidence: 'high',
      evidence: [
        ...entries.map((entry) => ({
          rung: 'path' as const,
          says: 'not-ignored',
          what: directory === '' ? entry : `${directory}/${entry}`,
          weight: 10,
        })),
        ...(links.has(path) ? [{ rung: 'path' as const, says: 'ignore-link', what: path, weight: 10 }] : []),
      ],
      path,
      language: languageOf(path, ''),
      span: { start: 0, end: 0 },
      start,
      end: start,
      match: entries.join(', '),
      fingerprint: engine.fingerprint(rule.id, path),
      via: [],
      hardCoded: false,
    },
  ];
}
