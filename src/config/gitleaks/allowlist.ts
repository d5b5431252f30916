import type { LinearPattern } from '../../model/rule.js';
import { compilePattern } from './compilePattern.js';
import type { Table } from './table.js';

/** What an allowlist can look at. Texts have one character per byte. */
export interface Sighting {
  readonly path: string;
  readonly secret: string;
  /** All that the rule's pattern matched. */
  readonly match: string;
  /** The line, or the lines, that the match stands on. */
  line(): string;
}

/** Whether a sighting is allowed: by what, or in which commits only. */
export type Allowed =
  | { readonly by: 'path' | 'regex' | 'stopword' | 'all of its conditions' }
  | { readonly inCommits: readonly string[] };

/**
 * An allowlist: any of its conditions is enough (`OR`), or it takes all that it names (`AND`).
 *
 * ```toml
 * [[rules.allowlists]]
 * condition = "AND"
 * paths = ['''package-lock\.json$''']
 * regexTarget = "line"
 * regexes = ['''integrity''']
 * ```
 */
export interface Allowlist {
  readonly description: string | undefined;
  /** The path alone is enough. */
  allowsPath(path: string): boolean;
  /** What is enough for a sighting; `undefined` where nothing is. */
  allows(sighting: Sighting): Allowed | undefined;
}

const KEYS = ['description', 'condition', 'commits', 'paths', 'regextarget', 'regexes', 'stopwords'];

/** @throws Problem `config` */
export function readAllowlist(table: Table, more: readonly string[] = []): Allowlist {
  const unknown = table.keys().find((key) => ![...KEYS, ...more].includes(key.toLowerCase()));
  if (unknown !== undefined) return table.fail(unknown, `\`${unknown}\` is not supported in an allowlist`);
  const all = readCondition(table);
  const target = readTarget(table);
  const commits = table.texts('commits').map((commit) => commit.trim().toLowerCase());
  const paths = table.texts('paths').map((source) => compilePattern(table, 'paths', source));
  const regexes = table.texts('regexes').map((source) => compilePattern(table, 'regexes', source));
  const words = table.texts('stopwords').map((word) => asBytes(word.toLowerCase()));
  if (commits.length + paths.length + regexes.length + words.length === 0)
    return table.fail(undefined, 'it names none of commits, paths, regexes and stopwords');
  const fitsPath = once((path: string) => any(paths, path));
  const fitsRegex = (sighting: Sighting): boolean => {
    const text = target === 'line' ? sighting.line() : sighting[target];
    return text !== '' && any(regexes, text);
  };
  const holdsWord = ({ secret }: Sighting): boolean => words.some((word) => lowerCase(secret).includes(word));
  return {
    description: table.text('description'),
    allowsPath: (path) =>
      paths.length > 0 && fitsPath(path) && (!all || commits.length + regexes.length + words.length === 0),
    allows(sighting) {
      if (!all) {
        if (paths.length > 0 && fitsPath(sighting.path)) return { by: 'path' };
        if (regexes.length > 0 && fitsRegex(sighting)) return { by: 'regex' };
        if (holdsWord(sighting)) return { by: 'stopword' };
        return commits.length > 0 ? { inCommits: commits } : undefined;
      }
      if (paths.length > 0 && !fitsPath(sighting.path)) return undefined;
      if (regexes.length > 0 && !fitsRegex(sighting)) return undefined;
      if (words.length > 0 && !holdsWord(sighting)) return undefined;
      return commits.length > 0 ? { inCommits: commits } : { by: 'all of its conditions' };
    },
  };
}

function readCondition(table: Table): boolean {
  const condition = (table.text('condition') ?? '').toUpperCase();
  if (condition === 'AND' || condition === '&&') return true;
  if (condition === '' || condition === 'OR' || condition === '||') return false;
  return table.fail('condition', `\`condition\` must be "AND" or "OR", not ${JSON.stringify(condition)}`);
}

function readTarget(table: Table): 'secret' | 'match' | 'line' {
  const target = table.text('regexTarget') ?? '';
  if (target === '' || target === 'secret') return 'secret';
  if (target === 'match' || target === 'line') return target;
  return table.fail(
    'regexTarget',
    `\`regexTarget\` must be "secret", "match" or "line", not ${JSON.stringify(target)}`,
  );
}

function any(patterns: readonly LinearPattern[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

/** Many candidates in a row stand in one file. */
function once(test: (path: string) => boolean): (path: string) => boolean {
  let last: { path: string; answer: boolean } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, answer: test(path) };
    return last.answer;
  };
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Of ASCII only: the other characters are bytes. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
