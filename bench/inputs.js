// Inputs that are the same on every machine: text and commits come from a counter, never from a clock.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A repository with so many new files staged. */
export function makeStaged(folder, count, bytes) {
  init(folder);
  for (let index = 0; index < count; index += 1) write(folder, sourcePath(index), sourceText(index, bytes));
  git(folder, 'add', '.');
  return folder;
}

/**
 * A copy of a repository in which its newest commit of three to ten files is staged anew, and `.gitignore` with it.
 *
 * @returns how many files are staged
 */
export function stageCommit(folder, repository) {
  git('.', 'clone', '-q', repository, folder);
  const lines = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const files = (commit) => lines('diff-tree', '--no-commit-id', '--name-only', '-r', commit).length;
  const commit = lines('rev-list', '--no-merges', 'HEAD').find((each) => files(each) >= 3 && files(each) <= 10);
  if (commit === undefined) throw new Error(`${repository} has no commit of three to ten files`);
  git(folder, 'checkout', '-q', commit);
  git(folder, 'reset', '-q', '--soft', `${commit}^`);
  appendFileSync(join(folder, '.gitignore'), '\n.env\n.env.*\n');
  git(folder, 'add', '.gitignore');
  return lines('diff', '--cached', '--name-only').length;
}

/** A committed work tree. */
export function makeTree(folder, count, bytes) {
  makeStaged(folder, count, bytes);
  git(folder, 'commit', '-qm', 'files');
  return folder;
}

/** A repository with so many commits, each of which changes ten of a hundred files of 10 KB. */
export function makeHistory(folder, commits) {
  init(folder);
  const stream = [];
  for (let commit = 0; commit < commits; commit += 1) {
    const files = Array.from({ length: 10 }, (_, at) => (commit * 10 + at) % 100);
    stream.push(
      `commit refs/heads/main\ncommitter bench <bench@example.com> ${1_700_000_000 + commit} +0000\n${data(`change ${commit}\n`)}`,
      ...files.map((file) => `M 100644 inline ${sourcePath(file)}\n${data(sourceText(commit * 100 + file, 10_000))}`),
    );
  }
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: folder, input: stream.join('') });
  git(folder, 'reset', '-q', '--hard', 'main');
  return folder;
}

/** A folder with one file in which every line nearly is what some rule looks for. */
export function makeDense(folder, bytes) {
  const line =
    "apiKey = 'pk_live_'; token: ghp_ AKIA sk_live_ xoxb- glpat- https://user:@host/ npm_ SG. AIza -----BEGIN pk_test_x hvs. dapi shpat_\n";
  write(folder, 'dense.txt', line.repeat(Math.ceil(bytes / line.length)));
  return folder;
}

function init(folder) {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'user.name', 'bench');
  git(folder, 'config', 'user.email', 'bench@example.com');
  write(folder, '.gitignore', '.env\n.env.*\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'start');
}

function git(folder, ...args) {
  execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function sourcePath(index) {
  return `src/part${index % 50}/module${index}.js`;
}

const WORDS = `request response handler await const return function options value index user account order price
  image render template client server config route params query header cookie session cache queue worker`.split(/\s+/);

/** Code-like text; no two indexes give the same. */
function sourceText(index, bytes) {
  let seed = index * 2_654_435_761 + 12_345;
  const next = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0);
  const word = () => WORDS[(next() >>> 8) % WORDS.length];
  const lines = [`// module ${index}`];
  for (let length = 0; length < bytes;) {
    const line = `  const ${word()}${next() % 1000} = await ${word()}.${word()}(${word()}, '${word()} ${word()}', ${next() % 10_000});`;
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
