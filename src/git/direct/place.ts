import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readBounded, readSmallText } from './readBounded.js';

/** Where a repository that can be read without git keeps its things. */
export interface Place {
  /** Of this work tree: `HEAD`, `index`. */
  readonly own: string;
  /** Of all work trees: `objects`, `refs`, `packed-refs`, `config`. */
  readonly common: string;
  readonly index: string;
}

/** What git says to its hooks, and what changes nothing here. Whatever else is set is for git to understand. */
const HARMLESS =
  /^GIT_(?:AUTHOR_|COMMITTER_|SSH|SSL_|HTTP_|PROXY_|TRACE|(?:DIR|INDEX_FILE|EXEC_PATH|PREFIX|EDITOR|SEQUENCE_EDITOR|PAGER|ASKPASS|TERMINAL_PROMPT|REFLOG_ACTION|OPTIONAL_LOCKS|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|CEILING_DIRECTORIES|MERGE_AUTOEDIT)$)/;

/** One that is larger is not of the usual kind. */
const LARGEST_CONFIG = 1024 * 1024;

/**
 * A repository of the usual kind whose work tree is `cwd`: SHA-1, refs and objects in files, owned by who asks.
 *
 * @returns undefined for every other one: git knows what to make of it
 */
export function plainPlace(cwd: string, environment: NodeJS.ProcessEnv): Place | undefined {
  for (const name in environment) if (name.startsWith('GIT_') && !HARMLESS.test(name)) return undefined;
  try {
    const dotGit = join(cwd, '.git');
    const own = directoryOf(dotGit);
    const common = own === dotGit ? own : commonOf(own);
    // Wherever this file is, git looks for the rest where it says.
    if (own === dotGit && statSync(join(own, 'commondir'), { throwIfNoEntry: false })) return undefined;
    const told = environment['GIT_DIR'];
    if (told !== undefined && resolve(cwd, told) !== own) return undefined;
    const places = own === dotGit ? [cwd, own] : [cwd, dotGit, own, common];
    if (!places.every(isOurs)) return undefined;
    // Without it, git takes the folder for none of its own, and looks further up.
    if (!statSync(join(common, 'refs')).isDirectory()) return undefined;
    if (!isPlainConfig(readBounded(join(common, 'config'), LARGEST_CONFIG).toString('latin1'))) return undefined;
    return { own, common, index: resolve(cwd, environment['GIT_INDEX_FILE'] ?? join(own, 'index')) };
  } catch {
    return undefined;
  }
}

/** `.git` is a file in a linked work tree. @throws where it is neither; git has its own thoughts about links */
function directoryOf(dotGit: string): string {
  if (lstatSync(dotGit).isDirectory()) return dotGit;
  const [, path] = /^gitdir: ([^\n]+)\n$/.exec(readSmallText(dotGit)) ?? [];
  if (path === undefined) throw new Error('no folder of git');
  return resolve(dirname(dotGit), path);
}

/** @throws where it is not the folder of a linked work tree */
function commonOf(own: string): string {
  const [, path] = /^([^\n]+)\n$/.exec(readSmallText(join(own, 'commondir'))) ?? [];
  if (path === undefined) throw new Error('no shared folder');
  // Not put together as text: what is above a link is above what it leads to.
  return realpathSync.native(path.startsWith('/') ? path : `${own}/${path}`);
}

/** git refuses to read what belongs to somebody else, and says so. */
function isOurs(path: string): boolean {
  return lstatSync(path).uid === process.geteuid?.();
}

/** A line of a config as nearly all are written: a section, a name with or without a value, a comment, nothing. */
const CONFIG_LINE =
  /^[ \t\r]*(?:\[[a-z\d.-]+(?:[ \t]+"[^"\\]*")?\][ \t\r]*|[a-z][a-z\d-]*[ \t]*(?:=(?:[^"\\]|\\[nt"\\]|"(?:[^"\\]|\\[nt"\\])*")*)?|[#;].*)?$/i;

/** All of a config of such lines in their plainest form, as most are: one look at it costs less than one at each line. */
const USUAL_CONFIG = /^(?:(?:\[[a-z]+(?: "[\w./-]+")?\]|\t[a-z]+ = [\w@.:/ +*~-]*)\n)+$/i;

/** What changes where things are or how they are written has one of these in its name, or in that of its section. */
const WORDS = ['repositoryformatversion', 'bare', 'worktree', 'extensions'];

/**
 * Whether nothing in a repository's config changes where things are or how they are written. What is written in an
 * unusual way counts as a change, and git says what is wrong with it.
 */
function isPlainConfig(text: string): boolean {
  const lines = text.split('\n');
  return (USUAL_CONFIG.test(text) || lines.every((line) => CONFIG_LINE.test(line))) && !lines.some(changesThings);
}

function changesThings(line: string): boolean {
  const folded = line.toLowerCase();
  if (!WORDS.some((word) => folded.includes(word))) return false;
  const setting = folded.trimStart();
  if (setting === 'repositoryformatversion = 0' || setting === 'bare = false') return false;
  return /repositoryformatversion|\bbare\b|^\s*worktree\b|\[\s*extensions/.test(folded);
}
