// Whole-document throughput, from bytes to candidates: npm run bench:detector -- FOLDER…
//
// The documents are the tracked files of each FOLDER (at most 1 MB each, 48 MB in all), read before the
// clock starts. Rounds take turns between the contestants, so that a machine which slows down slows all; the
// clock is the processor's time, which others on the machine do not lengthen as much.

import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetRules } from '../rules/index.js';
import { Detector } from '../src/detect/detector.js';
import { createTableMatcher } from '../src/detect/matcher/createTableMatcher.js';
import { textView } from '../src/text/textView.js';

const MOST_BYTES = 48 << 20;
const LARGEST = 1 << 20;
const ROUNDS = 9;

for (const folder of process.argv.slice(2)) compare(folder);

function compare(folder: string): void {
  const documents = readDocuments(folder);
  const bytes = documents.reduce((sum, { content }) => sum + content.length, 0);
  console.log(`${folder}: ${documents.length} files, ${(bytes / 1e6).toFixed(1)} MB; Node ${process.version}`);
  const contestants = (['pictify', 'recommended'] as const).flatMap((preset) => [
    { name: preset, detector: new Detector(presetRules(preset)), rates: [] as number[], found: 0 },
    {
      name: `${preset}, without WebAssembly`,
      detector: new Detector(presetRules(preset), createTableMatcher),
      rates: [] as number[],
      found: 0,
    },
  ]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contestant of contestants) {
      const started = process.cpuUsage();
      let found = 0;
      for (const { path, content } of documents)
        found += contestant.detector.detect(textView(content).bytes, path).candidates.length;
      const { user, system } = process.cpuUsage(started);
      contestant.rates.push(bytes / (user + system));
      contestant.found = found;
    }
  }
  for (const { name, rates, found } of contestants) {
    const sorted = rates.slice(1).toSorted((a, b) => a - b);
    const spread = `(${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)})`;
    console.log(
      `  ${name.padEnd(34)}${sorted[sorted.length >> 1]?.toFixed(0).padStart(6)} MB/s ${spread.padEnd(16)}${found} candidates`,
    );
  }
}

function readDocuments(folder: string): { readonly path: string; readonly content: Buffer }[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: folder, maxBuffer: 1 << 28 }).toString('utf8');
  const documents: { path: string; content: Buffer }[] = [];
  let left = MOST_BYTES;
  for (const path of listed.split('\0')) {
    const stats = path === '' ? undefined : lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > LARGEST || stats.size > left) continue;
    documents.push({ path, content: readFileSync(join(folder, path)) });
    left -= stats.size;
  }
  return documents;
}
