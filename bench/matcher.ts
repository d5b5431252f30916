// Compares the keyword matchers: npm run bench:matcher [-- FOLDER]
//
// The text is every .ts, .js and .md file below FOLDER (default: node_modules), in order of path, up
// to 32 MB. Rounds take turns between the contestants, so that a machine which slows down slows all.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTableMatcher } from '../src/detect/matcher/createTableMatcher.js';
import { createWasmMatcher } from '../src/detect/matcher/createWasmMatcher.js';
import type { KeywordMatcher } from '../src/detect/matcher/keywordMatcher.js';
import { BENCH_KEYWORDS } from './matcherKeywords.js';

const TEXT_SIZE = 32 << 20;
const FILE_SIZE = 200_000;
const ROUNDS = 9;
const STARTS = 9;

const creators: Readonly<Record<string, (keywords: readonly string[]) => KeywordMatcher>> = {
  WebAssembly: createWasm,
  table: createTableMatcher,
  'RegExp alternation': createRegExpMatcher,
};

const [command = 'node_modules', ...rest] = process.argv.slice(2);
if (command === '--start') printStart(rest);
else compare(readText(command), command);

function compare(text: Uint8Array, folder: string): void {
  const model = cpus()[0]?.model ?? 'unknown processor';
  console.log(`Node ${process.version}, ${arch()}, ${model}, ${cpus().length} cores`);
  console.log(`${(text.length / 2 ** 20).toFixed(1)} MiB of text from ${folder}\n`);
  compareThroughput(text);
  compareStarts(folder);
}

function compareThroughput(text: Uint8Array): void {
  console.log(`MB/s, warm, median of ${ROUNDS} rounds (slowest to fastest)`);
  const lists = { 'pictify only': BENCH_KEYWORDS.slice(0, 4) };
  const sizes = [10, 100, 300, BENCH_KEYWORDS.length].map(
    (size) => [`${size}`, BENCH_KEYWORDS.slice(0, size)] as const,
  );
  for (const [name, keywords] of [...Object.entries(lists), ...sizes]) {
    const contestants = Object.entries(creators).map(([label, create]) => ({
      label,
      matcher: create(keywords),
      rates: [] as number[],
      hits: 0,
    }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const contestant of contestants) {
        const start = performance.now();
        contestant.hits = countHits(contestant.matcher, text);
        contestant.rates.push(text.length / 1000 / (performance.now() - start));
      }
    }
    for (const { label, rates, hits } of contestants) {
      const spread = `(${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)})`;
      console.log(
        `${name.padEnd(14)}${label.padEnd(20)}${median(rates).toFixed(0).padStart(6)} ${spread.padEnd(16)}${hits} hits`,
      );
    }
  }
}

/** Each start is a process of its own that makes a matcher and scans ten pieces, as a hook does. */
function compareStarts(folder: string): void {
  console.log(`\nms in a fresh process, 300 keywords, ten files: create + scan = total, median of ${STARTS}`);
  for (const size of [1_000, 5_000, 20_000, 50_000, 200_000, 1_000_000]) {
    for (const label of Object.keys(creators)) {
      const times = Array.from({ length: STARTS }, () => runStart(label, size, folder));
      const created = median(times.map(([create]) => create));
      const scanned = median(times.map(([, scan]) => scan));
      const total = median(times.map(([create, scan]) => create + scan));
      const sum = `${created.toFixed(2)} + ${scanned.toFixed(2)} = ${total.toFixed(2)}`;
      console.log(`${`${size / 1000} KB`.padEnd(14)}${label.padEnd(20)}${sum}`);
    }
  }
}

function runStart(label: string, size: number, folder: string): [create: number, scan: number] {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--start', label, `${size}`, folder], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as [number, number];
}

function printStart([label = '', size = '', folder = '']: readonly string[]): void {
  const text = readText(folder, Number(size));
  const piece = Math.ceil(text.length / 10);
  const create = creators[label];
  if (create === undefined) throw new Error(`No matcher is called ${label}`);
  const start = performance.now();
  const matcher = create(BENCH_KEYWORDS.slice(0, 300));
  const created = performance.now();
  for (let at = 0; at < text.length; at += piece) countHits(matcher, text.subarray(at, at + piece));
  console.log(JSON.stringify([created - start, performance.now() - created]));
}

function createWasm(keywords: readonly string[]): KeywordMatcher {
  const matcher = createWasmMatcher(keywords);
  if (matcher === undefined) throw new Error('This machine has no WebAssembly');
  return matcher;
}

/** What one would write first. It misses overlapping hits and cannot tell which keyword it found. */
function createRegExpMatcher(keywords: readonly string[]): KeywordMatcher {
  const escaped = keywords.map((keyword) => keyword.replace(/[^\w\s]/g, String.raw`\$&`));
  const pattern = new RegExp(escaped.join('|'), 'gi');
  return {
    scan(bytes, onHit) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
      for (const { index } of text.matchAll(pattern)) onHit(0, index);
    },
  };
}

function countHits(matcher: KeywordMatcher, text: Uint8Array): number {
  let hits = 0;
  matcher.scan(text, () => hits++);
  return hits;
}

function readText(folder: string, size = TEXT_SIZE): Uint8Array {
  const pieces: Uint8Array[] = [];
  let left = size;
  for (const path of sourceFiles(folder)) {
    if (left <= 0) break;
    const piece = readFileSync(path).subarray(0, Math.min(FILE_SIZE, left));
    pieces.push(piece);
    left -= piece.length;
  }
  return Buffer.concat(pieces);
}

function* sourceFiles(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.isFile() && /\.(?:ts|js|md)$/.test(entry.name)) yield path;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
