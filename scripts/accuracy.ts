// Measures precision and recall on the labelled corpus, prints the tables and writes docs/accuracy.md.
// `--against gitleaks,secretlint` measures scanners that are on PATH on the same files.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { corpus } from '../test/accuracy/corpus/index.js';
import type { CorpusSet } from '../test/accuracy/corpus/corpusCase.js';
import { firstRuns } from '../test/accuracy/firstRun.js';
import { defaultEngine, observe } from '../test/accuracy/observe.js';
import { comparePeers } from '../test/accuracy/peers.js';
import {
  f1,
  isScored,
  isSecretRule,
  precision,
  recall,
  score,
  sum,
  type Score,
  type Tally,
} from '../test/accuracy/score.js';

const SETS: readonly (readonly [CorpusSet, string])[] = [
  ['blind', 'written from the formats alone by somebody who had not seen the engine or any other case'],
  ['held-out', 'written before the engine was tried on them; causes that they showed were mended since'],
  ['tuned', 'hard cases that the engine was mended by'],
  ['tables', 'keys of many forms in many places, made together with the rules'],
];

const { values } = parseArgs({ options: { against: { type: 'string' } } });
const engine = await defaultEngine();
const cases = corpus();
const results = SETS.map(([set, how]) => {
  const own = cases.filter((each) => each.set === set);
  return { set, how, cases: own, result: score(own, (each) => observe(engine, each), isScored(set)) };
});

const share = (value: number): string => value.toFixed(3);
const tallyCells = (tally: Tally): string =>
  `${share(precision(tally))} | ${share(recall(tally))} | ${share(f1(tally))}`;

function setsTable(): string {
  const rows = results.map(({ set, how, cases: own, result }) => {
    const first = firstRuns[set]?.secrets;
    const then = first ? `${share(precision(first))} / ${share(recall(first))}` : '';
    return `| ${set} | ${how} | ${own.length} | ${then} | ${tallyCells(sum(result, isSecretRule))} |`;
  });
  return [
    '| set | what it is | cases | first run: precision / recall | precision | recall | F1 |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Sums over all sets, by rule or by group. */
function summed(rowsOf: (result: Score) => ReadonlyMap<string, Tally>): Map<string, Tally> {
  const rows = new Map<string, Tally>();
  for (const { result } of results) {
    for (const [name, { hits, misses, alarms, misplaced }] of rowsOf(result)) {
      const row = rows.get(name) ?? { hits: 0, misses: 0, alarms: 0, misplaced: 0 };
      row.hits += hits;
      row.misses += misses;
      row.alarms += alarms;
      row.misplaced += misplaced;
      rows.set(name, row);
    }
  }
  return rows;
}

function rulesTable(): string {
  const rows = [...summed((result) => result.byLabel)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const all = rows.reduce(
    (total, [, tally]) => ({
      hits: total.hits + tally.hits,
      misses: total.misses + tally.misses,
      alarms: total.alarms + tally.alarms,
      misplaced: total.misplaced + tally.misplaced,
    }),
    { hits: 0, misses: 0, alarms: 0, misplaced: 0 },
  );
  return [
    '| rule, or kind of public key | to find | missed | false alarms | precision | recall | F1 |',
    '|---|---|---|---|---|---|---|',
    ...[...rows, ['all', all] as const].map(
      ([name, tally]) =>
        `| ${name} | ${tally.hits + tally.misses} | ${tally.misses} | ${tally.alarms} | ${tallyCells(tally)} |`,
    ),
  ].join('\n');
}

const slips = results.flatMap(({ set, result }) =>
  result.slips.map(
    ({ what, label, case: each, place }) =>
      `${what} ${label}: ${set}, ${each.group}: ${each.name} (${each.path}:${place.line})`,
  ),
);

console.log(
  `${setsTable()}\n\n${rulesTable()}\n\n${slips.length === 0 ? 'Nothing is judged wrongly.' : slips.join('\n')}`,
);

const peers = values.against === undefined ? undefined : await comparePeers(cases, values.against.split(','));
if (peers) console.log(`\n${peers.table}\n\n${peers.notes.join('\n')}`);

writeFileSync(
  'docs/accuracy.md',
  `# Accuracy

How well Pictify's own rules tell a key from what only looks like one, on ${cases.length} labelled cases
(\`test/accuracy/corpus\`; every key in them is made at run time). A case is a file as it could stand in a repository, and
what has to be said of it: which rule, from which character to which, whose public key, and nothing else. Run it with
\`npm run accuracy\`.

${setsTable()}

The figures are those of rules about Pictify's secrets; the table below has the kinds of public keys too. "First run" is
what the engine said before anything that the set showed was mended. Only the first run on the blind set says something
about code that nobody here has seen; the others guard what is covered. The tables' first run had ten false alarms and
missed nothing (placeholders that count up, a checksum file, a name with a year in it); the tuned cases were made while
mending.

${rulesTable()}

${slips.length === 0 ? 'Nothing is judged wrongly now.' : `Judged wrongly now:\n\n${slips.map((slip) => `- ${slip}`).join('\n')}`}

How often the rules are wrong on public repositories, and what they find of other scanners' own examples, is in
[noise.md](noise.md).
${peers ? `\n## Other scanners on the same files\n\n${peers.table}\n\n${peers.notes.map((note) => `- ${note}`).join('\n')}\n` : ''}`,
);
