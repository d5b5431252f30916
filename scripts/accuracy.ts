// Measures precision and recall on the labelled corpus, prints the tables and writes docs/accuracy.md.
// `--against gitleaks,secretlint` measures other scanners on the same files; `--peers DIR` says where they are.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { comparisonPage } from '../test/accuracy/comparison.js';
import { defaultEngine } from '../test/accuracy/observe.js';
import {
  accuracyPage,
  COMPARISON,
  measureAccuracy,
  othersTable,
  rulesTable,
  setsTable,
  slipsOf,
} from '../test/accuracy/page.js';
import { PEER_NAMES } from '../test/accuracy/peers.js';

const PAGE = 'docs/accuracy.md';

const { values } = parseArgs({
  options: { against: { type: 'string' }, peers: { type: 'string', multiple: true, default: [] } },
});

const accuracy = measureAccuracy(await defaultEngine());
console.log([setsTable(accuracy), rulesTable(accuracy), othersTable(accuracy)].join('\n\n'));
const slips = slipsOf(accuracy);
console.log(`\n${slips.length === 0 ? 'Nothing is judged wrongly.' : slips.join('\n')}`);

let comparison = writtenComparison();
if (values.against !== undefined) {
  const names = values.against === 'all' ? PEER_NAMES : values.against.split(',');
  const missing = values.peers.find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    console.error(`There is no folder ${missing}.`);
    process.exit(2);
  }
  comparison = await comparisonPage(names, values.peers);
  console.log(`\n${comparison}`);
}
writeFileSync(PAGE, accuracyPage(accuracy) + (comparison === '' ? '' : `\n${comparison}`));

/** The part that the last run against other scanners wrote. */
function writtenComparison(): string {
  const page = readFileSync(PAGE, 'utf8');
  const start = page.indexOf(COMPARISON);
  return start < 0 ? '' : page.slice(start);
}
