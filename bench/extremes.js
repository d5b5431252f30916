// Inputs at the edge of what anybody has: each is made, scanned once, and taken away again.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeDense } from './inputs.js';

const LONGEST = 900_000;

/**
 * @param {readonly string[]} command the scanner's own program
 * @returns rows of a table: what, size, seconds, memory, what it said
 */
export function measureExtremes(command, work) {
  const rows = [];
  const row = (what, folder, size, args) => rows.push({ what, size, ...runOnce([...command, ...args], folder) });

  const line = makeFolder(join(work, 'column'));
  writeFileSync(join(line, 'line.js'), `${'const a = b; '.repeat(77_000)}${finding()} ${'x = y; '.repeat(1000)}\n`);
  row('one line of a million columns', line, sizeOf(line, 'line.js'), ['scan', '--quiet']);

  const dense = makeFolder(join(work, 'dense-20'));
  makeDense(dense, 20_000_000);
  row('20 MB of near misses', dense, sizeOf(dense, 'dense.txt'), ['scan', '--quiet']);

  const huge = makeFolder(join(work, 'huge'));
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: huge });
  writeHuge(join(huge, 'huge.log'));
  const size = sizeOf(huge, 'huge.log');
  row('a file of 1 GB, work tree', huge, size, ['scan', '--quiet']);
  git(huge, 'add', 'huge.log');
  row('the same, staged', huge, size, ['staged', '--quiet']);
  git(huge, 'commit', '-qm', 'huge');
  row('the same, history', huge, size, ['history', '--quiet']);
  rmSync(huge, { recursive: true });

  const many = makeFolder(join(work, 'many'));
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: many });
  makeMany(many, 1_000_000);
  row('1,000,000 blobs in 1,000 commits, history', many, undefined, ['history', '--quiet']);
  rmSync(many, { recursive: true });
  return rows;
}

/** Code with a key, which is made here: this file holds none. */
function finding() {
  const body = createHash('sha256')
    .update('bench')
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 36);
  return `new Pictify('${['pk', 'live', body].join('_')}');`;
}

/** 1 GB of lines with a key in the last one. */
function writeHuge(file) {
  const piece =
    '2026-01-02T03:04:05Z info request served status=200 path=/api/render duration=12ms user=ab12cd\n'.repeat(11_000);
  const descriptor = openSync(file, 'w');
  for (let written = 0; written < 1_000_000_000; written += piece.length) writeSync(descriptor, piece);
  writeSync(descriptor, `${finding()}\n`);
  closeSync(descriptor);
}

/** Small blobs, a thousand in each commit, in one go through fast-import. */
function makeMany(folder, blobs) {
  const file = join(folder, '..', 'many.stream');
  const descriptor = openSync(file, 'w');
  for (let commit = 0; commit * 1000 < blobs; commit += 1) {
    const parts = [
      `commit refs/heads/main\ncommitter bench <bench@example.com> ${1_700_000_000 + commit} +0000\ndata 1\nc\n`,
    ];
    for (let at = 0; at < 1000; at += 1) {
      const text = `export const value = ${commit * 1000 + at};\n`;
      parts.push(`M 100644 inline d${at % 20}/f${at}.js\ndata ${text.length}\n${text}\n`);
    }
    writeSync(descriptor, parts.join(''));
  }
  closeSync(descriptor);
  execFileSync('sh', ['-c', 'git fast-import --quiet --force < "$1"', 'sh', file], { cwd: folder });
  rmSync(file);
}

function runOnce(command, cwd) {
  const started = process.hrtime.bigint();
  const { status, stderr, stdout, error } = spawnSync('/usr/bin/time', ['-f', '%M', ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: LONGEST,
  });
  if (error) throw error;
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  const memory = Number(/(\d+)\s*$/.exec(stderr)?.[1] ?? 0) * 1024;
  const found = [...stdout.matchAll(/pictify\/live-key/g)].length > 0 ? 'key found' : 'clean';
  return { time, memory, status, found };
}

function makeFolder(folder) {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function git(cwd, ...args) {
  execFileSync(
    'git',
    ['-c', 'core.compression=1', '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args],
    { cwd },
  );
}

function sizeOf(folder, name) {
  return statSync(join(folder, name)).size;
}
