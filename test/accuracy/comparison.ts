import type { CorpusCase } from './corpus/corpusCase.js';
import { corpus, otherCases } from './corpus/index.js';
import { reportedByUs, scoreLines, type LineScore } from './lines.js';
import { defaultEngine } from './observe.js';
import { bullets, COMPARISON, table } from './page.js';
import { findPeers } from './peers.js';
import { precision, recall } from './score.js';

interface Row {
  readonly name: string;
  readonly pictify: LineScore;
  readonly others: LineScore;
}

/**
 * Other scanners on the same files, as a part of `docs/accuracy.md`.
 *
 * @param names scanners, as their programs are called
 * @param folders where to look for them before PATH
 */
export async function comparisonPage(names: readonly string[], folders: readonly string[]): Promise<string> {
  const pictifyCases = corpus();
  const others = otherCases();
  const engine = await defaultEngine();
  const { found, absent } = findPeers(names, folders);
  const us: Row = {
    name: 'pictify-scan',
    pictify: scoreLines(pictifyCases, reportedByUs(pictifyCases, engine)),
    others: scoreLines(others, reportedByUs(others, engine)),
  };
  const peers = found.map((peer): Row => ({
    name: peer.name,
    pictify: scoreLines(pictifyCases, peer.scan(pictifyCases)),
    others: scoreLines(others, peer.scan(others)),
  }));
  const rows = [us, ...peers];
  return `${COMPARISON}

${comparisonScope()} All
scanners are counted in the same way, by lines: a secret is found where anything is reported on a line of it, under
whatever name, and a reported line without a secret is a false alarm. The cases are ours, so is the choice of providers,
and causes that they showed were mended. What ours finds of the others' own examples, and how many of these belong to
providers that ours has no rules for and another has, is in [noise.md](noise.md).

Pictify's secrets. No other scanner here has a rule for them; what they find they find by rules for any long value behind a
name that says "key" or "token".

${table(
  ['scanner', 'found', 'recall', 'precision', 'false alarms', "of these other vendors' public keys"],
  rows.map(({ name, pictify }) => [...cells(name, pictify), pictify.publicKeys]),
)}

Other providers' secrets.

${table(
  ['scanner', 'found', 'recall', 'precision', 'false alarms'],
  rows.map(({ name, others: result }) => cells(name, result)),
)}

${betterText(us, peers)}

How each was called:

${bullets([
  'pictify-scan: this version, preset `recommended`, errors and warnings',
  ...found.map(({ name, version, how }) => `${name} ${version}: ${how}`),
  ...absent,
])}
`;
}

/** Says what the comparison was run on; a test holds it against the corpus of today. */
export function comparisonScope(): string {
  return `The ${corpus().length} files about Pictify's keys and the ${otherCases().length} about others', written to a folder.`;
}

function cells(name: string, { tally }: LineScore): (string | number)[] {
  const all = tally.hits + tally.misses;
  const right = tally.hits + tally.alarms === 0 ? '–' : precision(tally).toFixed(3);
  return [name, `${tally.hits} of ${all}`, recall(tally).toFixed(3), right, tally.alarms];
}

/** Where another scanner is right and ours is not. */
function betterText(us: Row, peers: readonly Row[]): string {
  const lines = peers.flatMap(({ name, pictify, others }) =>
    [
      [us.pictify, pictify],
      [us.others, others],
    ].flatMap(([ours, theirs]) =>
      (ours?.slips ?? [])
        .filter((slip) => !theirs?.slips.some((each) => isSame(each, slip)))
        .map(
          ({ what, case: each, line }) =>
            `${name} is right about ${nameOf(each)}:${line}, a ${what === 'missed' ? 'secret that ours missed' : 'false alarm of ours'}.`,
        ),
    ),
  );
  return lines.length === 0
    ? 'None of the others is right about a line of these files that ours is wrong about.'
    : `Where another is right and ours is not:\n\n${bullets(lines)}`;
}

type Slip = LineScore['slips'][number];

const isSame = (a: Slip, b: Slip): boolean => a.what === b.what && a.case === b.case && a.line === b.line;
const nameOf = (each: CorpusCase): string => `${each.name} (${each.path})`;
