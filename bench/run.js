// Measures the product against its floors and its peers: npm run bench [-- --repo PATH] [-- --quick]
//
// Every row of a table is measured in turns with the others, so that a machine which slows down slows all;
// a ratio is that of the medians. Writes docs/benchmarks.md and docs/benchmarks.svg.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDense, makeHistory, makeStaged, makeTree } from './inputs.js';
import { measure } from './measure.js';
import { findPeers } from './peers.js';
import { plot } from './plot.js';

const { values } = parseArgs({
  options: { repo: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const bin = resolve('dist/bin.cjs');
const node = process.execPath;
const work = mkdtempSync(join(tmpdir(), 'pictify-scan-bench-'));
const rounds = values.quick ? 5 : 11;
const sections = [];
const curves = [];

if (!existsSync(bin)) throw new Error('Build it first: npm run build');

try {
  const peers = findPeers(work);
  hook(peers);
  tree(peers);
  history(peers);
  growth();
  const text = [header(peers), ...sections].join('\n');
  writeFileSync('docs/benchmarks.md', text);
  writeFileSync('docs/benchmarks.svg', plot(curves));
  console.log(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function hook(peers) {
  const small = makeStaged(join(work, 'staged-10'), 10, 3000);
  table('`staged`, 10 new files of 3 KB, clean', small, [
    { name: 'floor: `node -e 0`', command: [node, '-e', '0'] },
    { name: 'pictify-scan', command: [node, bin, 'staged', '--quiet'] },
    ...peers.flatMap(({ name, staged }) => (staged ? [{ name, command: staged }] : [])),
  ]);
  const large = makeStaged(join(work, 'staged-2000'), 2000, 5000);
  table('`staged`, 2,000 new files of 5 KB, clean', large, [
    {
      name: 'floor: `git diff-index`, then `git cat-file --batch`',
      command: [
        'sh',
        '-c',
        "git diff-index --cached --raw --no-abbrev HEAD | cut -d' ' -f4 | git cat-file --batch --buffer >/dev/null",
      ],
    },
    { name: 'pictify-scan', command: [node, bin, 'staged', '--quiet'] },
    ...peers.flatMap(({ name, staged }) => (staged ? [{ name, command: staged }] : [])),
  ]);
}

function tree(peers) {
  const folder = makeTree(join(work, 'tree'), 3500, 9000);
  const keywords = join(work, 'keywords');
  writeFileSync(keywords, providerNames().join('\n'));
  table('work tree of 3,500 files, 31 MB', folder, [
    ...(has('rg')
      ? [{ name: "floor: `rg -F -i` for the providers' names", command: ['rg', '-c', '-F', '-i', '-f', keywords] }]
      : []),
    { name: 'pictify-scan', command: [node, bin, 'scan', '--quiet'] },
    ...peers.flatMap(({ name, tree: command }) => (command ? [{ name, command: command(folder) }] : [])),
  ]);
}

function history(peers) {
  const folder = values.repo === undefined ? makeHistory(join(work, 'history'), 1500) : resolve(values.repo);
  const cache = join(work, 'cache');
  table(`history of ${values.repo === undefined ? '1,500 commits, made for this' : values.repo}`, folder, [
    {
      name: 'floor: `git cat-file --batch-all-objects`',
      command: ['sh', '-c', 'git cat-file --batch-all-objects --batch --unordered --buffer >/dev/null'],
    },
    {
      name: 'floor with commits: the same, then `git log --raw`',
      command: [
        'sh',
        '-c',
        'git cat-file --batch-all-objects --batch --unordered --buffer >/dev/null; git log --all --raw --no-abbrev >/dev/null',
      ],
    },
    { name: 'pictify-scan', command: [node, bin, 'history', '--quiet'] },
    { name: 'pictify-scan, second run with `--cache`', command: [node, bin, 'history', '--quiet', '--cache', cache] },
    ...peers.flatMap(({ name, history: command }) => (command ? [{ name, command }] : [])),
  ]);
}

function growth() {
  const rows = [];
  for (const times of [1, 4, 16]) {
    const dense = makeDense(join(work, `dense-${times}`), 200_000 * times);
    const [one] = measure([{ name: 'dense', command: [node, bin, 'scan', '--quiet'] }], dense, 3);
    const repository = makeHistory(join(work, `history-${times}`), 100 * times);
    const [two] = measure([{ name: 'history', command: [node, bin, 'history', '--quiet'] }], repository, 3);
    rows.push(`| ×${times} | ${ms(one.median)} | ${mb(one.memory)} | ${ms(two.median)} | ${mb(two.memory)} |`);
    curves.push({ times, dense: one.median, history: two.median, denseMemory: one.memory, historyMemory: two.memory });
  }
  sections.push(
    [
      '## Growth',
      '',
      'Dense input: every line is a near miss for many rules (200 KB at ×1). History: 100 commits at ×1. Median of 3.',
      '',
      '| size | dense: time | memory | history: time | memory |',
      '|---|---|---|---|---|',
      ...rows,
      '',
      '![Time and memory over size](benchmarks.svg)',
      '',
    ].join('\n'),
  );
}

function table(title, cwd, rows) {
  const results = measure(rows, cwd, rounds);
  const floor = results[0];
  const lines = results.map(
    ({ name, median, least, most, memory, status }) =>
      `| ${name} | ${ms(median)} | ${ms(least)}–${ms(most)} | ${(median / floor.median).toFixed(2)} | ${mb(memory)} | ${status} |`,
  );
  sections.push(
    [
      `## ${title[0].toUpperCase()}${title.slice(1)}`,
      '',
      '| what | median | least–most | ratio | memory | exit |',
      '|---|---|---|---|---|---|',
      ...lines,
      '',
      faster(results),
    ].join('\n'),
  );
}

/** Says so where a peer is faster. */
function faster(results) {
  const ours = results.find(({ name }) => name === 'pictify-scan');
  const ahead = results.filter(({ name, median }) => !/^(?:floor|pictify)/.test(name) && median < ours.median);
  return ahead.length === 0 ? '' : `Faster than pictify-scan here: ${ahead.map(({ name }) => name).join(', ')}.\n`;
}

function header(peers) {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  const model = cpus()[0]?.model ?? 'unknown processor';
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench`; do not edit. Rows of a table take turns; ratios are of medians, to the first row.',
    '',
    `- ${platform()} ${arch()}, ${cpus().length} × ${model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; Node ${process.version}; ${git}`,
    `- ${rounds} rounds a row${values.quick ? ' (--quick)' : ''}`,
    ...peers.map(({ name, version, how }) => `- ${name} ${version}: ${how}`),
    ...(peers.length === 0 ? ['- no other scanner was found on PATH'] : []),
    '',
  ].join('\n');
}

function providerNames() {
  const rules = JSON.parse(execFileSync(node, [bin, 'rules', '--format', 'json'], { encoding: 'utf8' }));
  return [...new Set(rules.map(({ id }) => id.slice(0, id.indexOf('/'))))];
}

function has(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function ms(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
