// What a history of so many objects takes of time and memory, without the history: npm run bench:millions [-- 10]
//
// A stream as `git cat-file --batch` prints it, of small blobs, is made on the fly and goes through the parser, the
// rules and the set of ids, as in `pictify-scan history`. Memory is told at every tenth of the way.
import { createHash } from 'node:crypto';
import { BatchParser, parseHeader } from '../src/git/batchParser.js';
import { defaultConfig } from '../src/config/defaultConfig.js';
import { engineFor } from '../src/scan/loadEngine.js';
import { OidSet } from '../src/scan/oidSet.js';

const millions = Number(process.argv[2] ?? 10);
const total = millions * 1_000_000;
const CHUNK = 500;

const engine = await engineFor(defaultConfig);
const present = new OidSet();
let found = 0;
const parser = new BatchParser(
  (line) => parseHeader(line),
  ({ oid, bytes }) => {
    present.add(oid);
    if (engine.look({ path: '', bytes, origin: { kind: 'object', oid } }) === 'candidates') found += 1;
  },
);

const started = performance.now();
for (let from = 0; from < total; from += CHUNK) {
  parser.push(Buffer.from(batch(from)));
  if ((from + CHUNK) % (total / 10) === 0) {
    const { rss, heapUsed } = process.memoryUsage();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${((from + CHUNK) / 1e6).toFixed(1)} million objects: ${seconds} s, memory ${mb(rss)} MB, of it heap ${mb(heapUsed)} MB, ids ${present.size}`,
    );
  }
}
parser.end();
console.log(`${found} with candidates, ${mb(engine.tally.bytes)} MB looked at`);

/** Objects in the form of git's answers; every hundred-thousandth holds something to find. */
function batch(from: number): string {
  const answers = [];
  for (let index = from; index < from + CHUNK; index += 1) {
    const oid = createHash('sha1').update(`${index}`).digest('hex');
    const text = `export const value${index} = await handler.run(${index}, 'some text of a small file');\n${index % 100_000 === 0 ? `new Pictify('${['pk', 'live', oid.slice(0, 36)].join('_')}');\n` : ''}`;
    answers.push(`${oid} blob ${text.length}\n${text}\n`);
  }
  return answers.join('');
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
