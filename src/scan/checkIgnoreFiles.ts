import { listIndex, listTree, type TreeEntry } from '../git/listIndex.js';
import { askObjects, type ObjectRequests } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import { IgnoreFiles, MANIFESTS, type IgnoreFile, type MissingEntry } from '../judge/ignoreEntries.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { IgnoreRule } from '../model/rule.js';
import { languageOf } from '../text/language.js';
import { rawPathText } from '../text/path.js';
import { ignoreFileOf, readDiskIgnore } from './diskIgnores.js';
import type { Engine } from './engine.js';
import { plainlyCovered } from './plainlyCovered.js';
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
  batch: ObjectRequests = askObjects(git),
): Promise<Judged[]> {
  return engine.ignoreRules.length === 0 ? [] : check(batch, engine, index ?? (await listIndex(git)));
}

/** Judges the ignore files of a commit. */
export async function checkCommitIgnores(git: Git, engine: Engine, commit: string): Promise<Judged[]> {
  return engine.ignoreRules.length === 0 ? [] : check(askObjects(git), engine, await listTree(git, commit));
}

/** What a work tree holds; paths are latin1, one character a byte. */
export interface TreeListing {
  readonly root: string;
  readonly index: readonly TreeEntry[];
  /** Untracked files that are not ignored. */
  readonly others: readonly { readonly raw: string }[];
}

/**
 * Judges the ignore files of the work tree as git goes by them: those on disk, staged or not. One that is in the index
 * alone counts as it stands there, as in a sparse checkout.
 *
 * @param batch to read contents of the index with; another git by default
 */
export async function checkTreeIgnores(
  git: Git,
  engine: Engine,
  { root, index, others }: TreeListing,
  batch: ObjectRequests = askObjects(git),
): Promise<Judged[]> {
  if (engine.ignoreRules.length === 0) return [];
  const ignoreFiles = new Set<string>();
  for (const { raw } of others) if (isIgnoreFile(raw)) ignoreFiles.add(raw);
  for (const { path } of index) if (isIgnoreFile(path)) ignoreFiles.add(path);
  const files: IgnoreFile[] = [];
  const links = new Set<string>();
  for (const path of ignoreFiles) {
    const there = readDiskIgnore(root, Buffer.from(path, 'latin1'));
    if (there === undefined) continue;
    ignoreFiles.delete(path);
    if (there.isLink) links.add(rawPathText(path));
    else files.push({ directory: folderOf(path), text: there.text });
  }
  const rest = index.filter(({ path }) => ignoreFiles.has(path));
  const packages = (): string[] =>
    [...others.map(({ raw }) => raw), ...index.map(({ path }) => path)].flatMap(packageOf);
  return judgeListed(engine, [...files, ...(await readIgnoreFiles(batch, rest))], packages, links);
}

async function check(batch: ObjectRequests, engine: Engine, entries: readonly TreeEntry[]): Promise<Judged[]> {
  const ignoreFiles = entries.filter(({ path }) => isIgnoreFile(path));
  const links = new Set(ignoreFiles.filter(({ mode }) => mode === '120000').map(({ path }) => rawPathText(path)));
  const packages = (): string[] => entries.flatMap(({ path }) => packageOf(path));
  return judgeListed(engine, await readIgnoreFiles(batch, ignoreFiles), packages, links);
}

function isIgnoreFile(path: string): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}

/** The folder that a file makes a package of; none for most. @param path latin1 */
function packageOf(path: string): string[] {
  return MANIFESTS.has(path.slice(path.lastIndexOf('/') + 1)) ? [folderOf(path)] : [];
}

function folderOf(path: string): string {
  return rawPathText(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}

async function readIgnoreFiles(batch: ObjectRequests, entries: readonly TreeEntry[]): Promise<IgnoreFile[]> {
  const byId = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    if (!entry.mode.startsWith('100')) continue;
    const list = byId.get(entry.oid);
    if (list) list.push(entry);
    else byId.set(entry.oid, [entry]);
  }
  const files: IgnoreFile[] = [];
  await readWhole(batch, byId.keys(), (oid, bytes) => {
    for (const { path } of byId.get(oid) ?? []) files.push({ directory: folderOf(path), text: bytes.toString('utf8') });
  });
  return files;
}

/**
 * A folder whose own ignore file takes an entry back counts as well, package or not.
 *
 * @param packages asked where the usual case does not tell already that nothing is missing
 */
function judgeListed(
  engine: Engine,
  files: readonly IgnoreFile[],
  packages: () => readonly string[],
  links: ReadonlySet<string>,
): Judged[] {
  const texts = new Map(files.map(({ directory, text }) => [directory, text]));
  if (links.size === 0 && plainlyCovered(engine.ignoreRules, texts)) return [];
  return judgeIgnoreFiles(engine, files, [...packages(), ...files.map((file) => file.directory)], links);
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
  const path = ignoreFileOf(directory);
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
