// Whole-document throughput, from bytes to candidates: npm run bench:detector -- FOLDER…
//
// The documents are the tracked files of each FOLDER (at most 1 MB each, 48 MB in all), read before the
// clock starts; a small folder is gone through several times in a round. Rounds take turns between the
// contestants, so that a machine which slows down slows all; the first ones, in which V8 still compiles, do not
// count. The clock is the processor's time, which others on the machine do not lengthen as much.

import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetRules } from '../rules/index.js';
import { Detector } from '../src/detect/detector.js';
import { createTableMatcher } from '../src/detect/matcher/createTableMatcher.js';
import { textView } from '../src/text/textView.js';

const MOST_BYTES = 48 << 20;
const LARGEST = 1 << 20;
const ROUNDS = 15;
const WARM_UPS = 6;
/** Bytes that a round goes through at least. */
const ROUND_BYTES = 12e6;

/** Megabytes in a second, of one contestant over one folder. */
interface Rate {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly candidates: number;
}

const words = process.argv.slice(2);
const rates = words.filter((word) => word !== '--json').flatMap(compare);
if (words.includes('--json')) console.log(JSON.stringify(rates));
else
  for (const { folder, files, bytes, name, median, least, most, candidates } of rates)
    console.log(
      `${folder} (${files} files, ${(bytes / 1e6).toFixed(1)} MB)  ${name}: ${median.toFixed(0)} MB/s (${least.toFixed(0)} to ${most.toFixed(0)}), ${candidates} candidates`,
    );

function compare(folder: string): Rate[] {
  const documents = readDocuments(folder);
  const bytes = documents.reduce((sum, { content }) => sum + content.length, 0);
  const times = Math.max(1, Math.round(ROUND_BYTES / bytes));
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
      for (let time = 0; time < times; time += 1)
        for (const { path, content } of documents)
          found += contestant.detector.detect(textView(content).bytes, path).candidates.length;
      const { user, system } = process.cpuUsage(started);
      contestant.rates.push((bytes * times) / (user + system));
      contestant.found = found / times;
    }
  }
  return contestants.map(({ name, rates: measured, found }) => {
    const sorted = measured.slice(WARM_UPS).toSorted((a, b) => a - b);
    const [least = 0, median = 0, most = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
    return { folder, files: documents.length, bytes, name, median, least, most, candidates: found };
  });
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
