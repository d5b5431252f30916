import ignore, { type Ignore } from 'ignore';

/** A `.gitignore` as it stands in the index, a commit or the work tree. */
export interface IgnoreFile {
  /** Its folder, relative to the root; empty for the root. */
  readonly directory: string;
  readonly text: string;
}

/** An entry that the ignore files would let in. */
export interface MissingEntry {
  readonly directory: string;
  readonly entries: readonly string[];
}

/** A repository's own ignore files, evaluated as git does: deeper files win, later lines win, `!` takes back. */
export class IgnoreFiles {
  readonly #byDirectory = new Map<string, Ignore>();

  constructor(files: Iterable<IgnoreFile>) {
    for (const { directory, text } of files) {
      // git ignores case only where the file system does; the strict reading is the safe one.
      this.#byDirectory.set(
        directory,
        ignore({ ignorecase: false, allowRelativePaths: true }).add(text.replace(/^\ufeff/, '')),
      );
    }
  }

  /** Whether a path (relative to the root) is kept out. */
  ignores(path: string): boolean {
    let ignored = false;
    for (const [directory, prefix] of ancestors(path)) {
      const rules = this.#byDirectory.get(directory);
      if (!rules) continue;
      const result = rules.test(path.slice(prefix));
      if (result.ignored) ignored = true;
      else if (result.unignored) ignored = false;
    }
    return ignored;
  }

  /** Which of the entries each of the folders would let in. The root's answer comes first. */
  missing(entries: readonly string[], directories: Iterable<string>): MissingEntry[] {
    const missing: MissingEntry[] = [];
    for (const directory of new Set(['', ...directories])) {
      const open = entries.filter((entry) => !this.ignores(directory === '' ? entry : `${directory}/${entry}`));
      if (open.length > 0) missing.push({ directory, entries: open });
    }
    return missing;
  }
}

/** The folders above a path, root first, each with the length of its prefix in the path. */
function* ancestors(path: string): Iterable<readonly [directory: string, prefix: number]> {
  yield ['', 0];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) yield [path.slice(0, at), at + 1];
}

/** Files that make a folder a package of its own. */
export const MANIFESTS: ReadonlySet<string> = new Set([
  'package.json',
  'deno.json',
  'pyproject.toml',
  'composer.json',
  'Gemfile',
  'go.mod',
  'Cargo.toml',
  'pubspec.yaml',
  'mix.exs',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
]);
