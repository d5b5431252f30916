// Measures the product against its floors and its peers:
//
//   npm run bench [-- --quick] [--extremes] [--repo PATH]… [--peers FOLDER:FOLDER…] [--node PROGRAM]…
//
// Every row of a table is measured in turns with the others, so that a machine which slows down slows all;
// a ratio is that of the medians. --peers are folders to look for other scanners in before PATH; --repo adds the
// tables of hook, work tree and history for a repository of yours; --node measures hook, tree and history on another
// Node as well; --extremes adds inputs of up to 1 GB.
// Writes docs/benchmarks.md and docs/benchmarks.svg.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, tmpdir, totalmem } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { measureExtremes } from './extremes.js';
import { makeDense, makeHistory, makeStaged, makeTree, stageCommit } from './inputs.js';
import { measure } from './measure.js';
import { findPeers } from './peers.js';
import { plot } from './plot.js';

const USAGE = 'npm run bench [-- --quick] [--extremes] [--repo PATH]… [--peers FOLDER:FOLDER…] [--node PROGRAM]…';
const values = readArguments();
const bin = resolve('dist/bin.cjs');
const node = process.execPath;
const work = mkdtempSync(join(tmpdir(), 'pictify-scan-bench-'));
/** Of peers, and of all that no goal is set for; what is held against a goal runs more often, since machines are noisy. */
const rounds = 11;
const roundsForGoals = 31;
/** Node 20 reads these at each start, which takes longer than what is measured here: none of the tables has them set. */
const certificates = process.env.NODE_EXTRA_CA_CERTS;
delete process.env.NODE_EXTRA_CA_CERTS;
/** Seconds after which a run is given up. */
const longest = values.quick ? 20 : 300;
/** Three inputs, each in three sizes. */
const GROWING = [
  { key: 'dense', args: 'scan', make: (folder, times) => makeDense(folder, 1_250_000 * times) },
  { key: 'tree', args: 'scan', make: (folder, times) => makeTree(folder, 500 * times, 9000) },
  { key: 'history', args: 'history', make: (folder, times) => makeHistory(folder, 100 * times) },
];

const rg = ripgrep();
const sections = [];
const curves = [];

if (!existsSync(bin)) throw new Error('Build it first: npm run build');
if (values.peers !== undefined) process.env.PATH = `${values.peers}${delimiter}${process.env.PATH}`;
// What caches are signed with is of this run alone.
process.env.PICTIFY_SCAN_CACHE_SECRET = 'only-for-this-benchmark';

try {
  const peers = findPeers(work);
  const loadBefore = loadavg()[0];
  const small = hook(peers.found);
  hookParts(small);
  for (const other of values.node) hookOn(resolve(other), small);
  for (const repo of values.repo) hookOf(resolve(repo), peers.found);
  const folder = makeTree(join(work, 'tree'), 3500, 9000);
  tree(folder, 'work tree of 3,500 files, 31 MB', peers.found);
  history(makeHistory(join(work, 'history'), 1500), 'history of 1,500 commits, made for this', peers.found);
  for (const other of values.node) {
    const program = resolve(other);
    const version = versionOf(program);
    tree(folder, `work tree of 3,500 files, 31 MB, Node ${version}`, [], program);
    for (const repo of values.repo)
      history(resolve(repo), `history of ${basename(repo)}, Node ${version}`, [], program);
  }
  for (const repo of values.repo) {
    tree(resolve(repo), `work tree of ${basename(repo)}`, peers.found);
    history(resolve(repo), `history of ${basename(repo)}`, peers.found);
  }
  throughput([folder, ...values.repo.map((repo) => resolve(repo))]);
  growth();
  if (values.extremes) extremes();
  const text = [header(peers, loadBefore), ...sections].join('\n');
  writeFileSync('docs/benchmarks.md', text);
  writeFileSync('docs/benchmarks.svg', plot(curves));
  console.log(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Gives the folder with few files. */
function hook(peers) {
  const small = makeStaged(join(work, 'staged-10'), 10, 3000);
  table('`staged`, 10 new files of 3 KB, clean', small, [...hookRows(node), ...hookPeers(peers, small)], 1.5);
  const large = makeStaged(join(work, 'staged-2000'), 2000, 5000);
  table(
    '`staged`, 2,000 new files of 5 KB, clean',
    large,
    [
      {
        name: 'floor: `git diff-index`, then `git cat-file --batch`',
        command: [
          'sh',
          '-c',
          "git diff-index --cached --raw --no-abbrev HEAD | cut -d' ' -f4 | git cat-file --batch --buffer >/dev/null",
        ],
      },
      { name: 'pictify-scan', command: [node, bin, 'staged', '--quiet'] },
      ...hookPeers(peers, large),
    ],
    3,
  );
  return small;
}

function hookPeers(peers, folder) {
  return peers.flatMap(({ name, staged }) =>
    staged ? [{ name, command: staged(stagedFiles(folder)), isPeer: true }] : [],
  );
}

/** A real commit: a large index, packed objects, words like those of rules. */
function hookOf(repo, peers) {
  const name = basename(repo);
  const folder = join(work, `staged-${name}`);
  const count = stageCommit(folder, repo);
  const title = `\`staged\`, the last commit of ${name} with three files or more (${count} files)`;
  table(title, folder, [...hookRows(node), ...hookPeers(peers, folder)]);
  for (const other of values.node) {
    const program = resolve(other);
    table(`${title}, Node ${versionOf(program)}`, folder, hookRows(program));
  }
}

/** The hook, and what it cannot go below. */
function hookRows(program) {
  return [
    { name: 'floor: `node -e 0`', command: [program, '-e', '0'] },
    { name: 'Node and the two git calls alone', command: [program, resolve('bench/hookFloor.cjs')] },
    { name: 'pictify-scan', command: [program, bin, 'staged', '--quiet'] },
  ];
}

/** What the choices on the hook's path are worth: each is taken back alone. */
function hookParts(folder) {
  const plain = copyOfProgram('plain', (path) => !path.endsWith('.cache'));
  // A file where the folder would be: nothing can be kept.
  writeFileSync(join(plain, 'dist/.cache'), '');
  const building = copyOfProgram('building', (path) => !/\.cache$|keywords-[\da-f-]+\.bin$/.test(path));
  table('what the hook does for its start, 10 new files', folder, [
    { name: 'pictify-scan', command: [node, bin, 'staged', '--quiet'] },
    {
      name: "without V8's compiled code kept from the last run",
      command: [node, join(plain, 'dist/bin.cjs'), 'staged', '--quiet'],
    },
    {
      name: "building the matcher's tables, as where a config has other rules",
      command: [node, join(building, 'dist/bin.cjs'), 'staged', '--quiet'],
    },
    {
      name: 'asking git, as where a repository is of an unusual kind',
      command: ['env', 'GIT_SOMETHING_NEW=1', node, bin, 'staged', '--quiet'],
    },
    { name: 'through the argument parser (yargs)', command: [node, bin, 'staged', '--quiet', '--format', 'pretty'] },
    ...(certificates
      ? [
          {
            name: 'with `NODE_EXTRA_CA_CERTS`, which hooks made by `init` take out',
            command: ['env', `NODE_EXTRA_CA_CERTS=${certificates}`, node, bin, 'staged', '--quiet'],
          },
        ]
      : []),
    { name: 'Node and the two git calls alone', command: [node, resolve('bench/hookFloor.cjs')] },
    { name: 'Node and git alone, a process for each file', command: [node, resolve('bench/oneGitEach.cjs')] },
  ]);
}

/** @returns its folder */
function copyOfProgram(name, filter) {
  const folder = join(work, name);
  cpSync('dist', join(folder, 'dist'), { recursive: true, filter });
  cpSync('package.json', join(folder, 'package.json'));
  return folder;
}

function hookOn(program, folder) {
  table(`\`staged\`, 10 new files of 3 KB, clean, Node ${versionOf(program)}`, folder, hookRows(program), 1.5);
}

function versionOf(program) {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}

/** Whole documents, warm, in one process: from bytes to candidates. */
function throughput(folders) {
  console.error('throughput');
  const script = join(work, 'detector.mjs');
  buildSync({
    entryPoints: ['bench/detector.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
    logLevel: 'error',
  });
  const told = JSON.parse(execFileSync(node, [script, '--json', ...folders], { encoding: 'utf8' }));
  const rows = told.map(
    ({ folder, bytes, name, median, least, most }) =>
      `| ${basename(folder)}, ${mb(bytes)} | ${name} | ${median.toFixed(0)} MB/s | ${least.toFixed(0)}–${most.toFixed(0)} |`,
  );
  sections.push(
    [
      '## Throughput of whole documents',
      '',
      'From bytes to candidates, warm, one thread, by the time of the processor: keywords, patterns, decoders. Goals: 1,000 MB/s',
      'with `pictify`, 500 with `recommended`, 150 without WebAssembly.',
      '',
      '| documents | rules | median | least–most |',
      '|---|---|---|---|',
      ...rows,
      '',
    ].join('\n'),
  );
}

function stagedFiles(folder) {
  const output = execFileSync('git', ['diff', '--cached', '--name-only', '-z'], { cwd: folder, encoding: 'utf8' });
  return output.split('\0').filter((path) => path !== '');
}

function tree(folder, title, peers, program = node) {
  const keywords = join(work, 'keywords');
  writeFileSync(keywords, execFileSync(node, ['scripts/run.js', 'bench/keywords.ts'], { encoding: 'utf8' }).trimEnd());
  table(
    title,
    folder,
    [
      ...(rg
        ? [
            {
              name: 'floor: `rg -F -i` for the keywords of the rules',
              command: ['rg', '-c', '-F', '-i', '-f', keywords],
            },
          ]
        : []),
      {
        name: 'reading alone: `git ls-files`, `cat`',
        command: ['sh', '-c', 'git ls-files -z | xargs -0 cat >/dev/null'],
      },
      { name: 'the start of Node alone: `node -e 0`', command: [program, '-e', '0'] },
      { name: 'pictify-scan', command: [program, bin, 'scan', '--quiet'] },
      ...peers.flatMap(({ name, tree: command }) => (command ? [{ name, command, isPeer: true }] : [])),
    ],
    rg ? 2 : undefined,
  );
}

function history(folder, title, peers, program = node) {
  const cache = join(work, `cache-${basename(folder)}`);
  table(
    title,
    folder,
    [
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
      { name: 'pictify-scan', command: [program, bin, 'history', '--quiet'] },
      {
        name: 'pictify-scan, second run with `--cache`',
        command: [program, bin, 'history', '--quiet', '--cache', cache],
      },
      ...peers.flatMap(({ name, history: command }) => (command ? [{ name, command, isPeer: true }] : [])),
    ],
    1.5,
  );
}

function growth() {
  const rows = [];
  for (const times of [1, 4, 16]) {
    const point = { times };
    for (const { key, args, make } of GROWING) {
      const folder = make(join(work, `${key}-${times}`), times);
      const [result] = measure([{ name: key, command: [node, bin, args, '--quiet'], rounds: 3 }], folder, longest);
      point[key] = result.median;
      point[`${key}Memory`] = result.memory;
    }
    curves.push(point);
    const cells = GROWING.map(({ key }) => `${ms(point[key])} | ${mb(point[`${key}Memory`])}`);
    rows.push(`| ×${times} | ${cells.join(' | ')} |`);
  }
  sections.push(
    [
      '## Growth',
      '',
      'Dense text: every line is a near miss for many rules (1.25 MB at ×1, 20 MB at ×16). Work tree: 500 files of 9 KB',
      'at ×1. History: 100 commits of ten files at ×1. Median of 3. The start of Node and of the rules is in all of them.',
      '',
      '| size | dense text: time | memory | work tree: time | memory | history: time | memory |',
      '|---|---|---|---|---|---|---|',
      ...rows,
      '',
      '![Time and memory over size](benchmarks.svg)',
      '',
    ].join('\n'),
  );
}

function extremes() {
  const rows = measureExtremes([node, bin], work).map(
    ({ what, size, time, memory, status, found }) =>
      `| ${what} | ${size === undefined ? '' : mb(size)} | ${ms(time)} | ${mb(memory)} | ${found} | ${status} |`,
  );
  sections.push(
    [
      '## Extremes',
      '',
      'One run each. The file of 1 GB and the long line hold a key, in their last line and near the end.',
      '',
      '| what | size | time | memory | result | exit |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n'),
  );
}

/** @param {number | undefined} goal for pictify-scan: so many times the first row at the most */
function table(title, cwd, rows, goal) {
  console.error(title);
  const own = goal === undefined ? rounds : roundsForGoals;
  const results = measure(
    rows.map((row) => ({ ...row, rounds: row.isPeer ? rounds : own })),
    cwd,
    longest,
  );
  const floor = results[0];
  const lines = results.map(
    ({ name, median, least, most, memory, status, times }) =>
      `| ${name} | ${ms(median)} | ${ms(least)}–${ms(most)} | ${(median / floor.median).toFixed(2)} | ${mb(memory)} | ${times} | ${status} |`,
  );
  sections.push(
    [
      `## ${title[0].toUpperCase()}${title.slice(1)}`,
      '',
      '| what | median | least–most | ratio | memory | runs | exit |',
      '|---|---|---|---|---|---|---|',
      ...lines,
      '',
      goal === undefined ? '' : verdict(results, goal),
      faster(results),
    ].join('\n'),
  );
}

function verdict(results, goal) {
  const ours = results.find(({ name }) => name === 'pictify-scan').median / results[0].median;
  return `Goal: at most ${goal} × the first row. It is ${ours.toFixed(2)}: ${ours <= goal ? 'met' : 'not met'}.\n`;
}

/** Says so where a peer is faster. */
function faster(results) {
  const ours = results.find(({ name }) => name === 'pictify-scan');
  const ahead = results.filter(({ isPeer, median }) => isPeer && median < ours.median);
  return ahead.length === 0 ? '' : `Faster than pictify-scan here: ${ahead.map(({ name }) => name).join(', ')}.\n`;
}

function header({ found, absent }, loadBefore) {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  const model = cpus()[0]?.model ?? 'unknown processor';
  const load = `${loadBefore.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end`;
  return [
    '# Benchmarks',
    '',
    'Made by `npm run bench`; do not edit. Rows of a table take turns; ratios are of medians, to the first row. Memory',
    'is that of the largest process.',
    '',
    `- ${platform()} ${arch()}, ${cpus().length} × ${model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB; Node ${process.version}; ${git}`,
    `- up to ${roundsForGoals} runs of each row with a goal and its floors, ${rounds} of others, fewer of those that take seconds; what takes ${longest} s is given up`,
    ...(certificates
      ? ['- without `NODE_EXTRA_CA_CERTS`, which is set on this machine and makes each start of Node 20 longer']
      : []),
    `- load of the machine (1 minute; more than ${cpus().length} means that others were at work too): ${load}`,
    ...(rg === undefined ? [] : [`- ${rg}`]),
    ...found.map(({ name, version, how }) => `- ${name} ${version}: ${how}`),
    ...(absent.length === 0 ? [] : [`- not on this machine, so not measured: ${absent.join(', ')}`]),
    '',
  ].join('\n');
}

/** `ripgrep 15.1.0`; undefined where there is none. */
function ripgrep() {
  try {
    return /^\S+ \S+/.exec(execFileSync('rg', ['--version'], { encoding: 'utf8' }))?.[0];
  } catch {
    return undefined;
  }
}

function ms(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function mb(bytes) {
  return bytes === 0 ? '–' : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Ends the program for what is no argument of it, and for `--help`. */
function readArguments() {
  try {
    const { values: given } = parseArgs({
      options: {
        repo: { type: 'string', multiple: true, default: [] },
        peers: { type: 'string' },
        node: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        extremes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (!given.help) return given;
    console.log(`${USAGE}\nWhat they are for stands at the beginning of bench/run.js.`);
    process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUsage: ${USAGE}`);
    process.exit(2);
  }
}
