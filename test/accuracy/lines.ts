import type { Engine } from '../../src/scan/engine.js';
import type { CorpusCase } from './corpus/corpusCase.js';
import { placeOf, type Tally } from './score.js';

/** Where a scanner reported something: the case's index and lines, both included, from 1. */
export interface Reported {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** A secret that was missed, or lines that were reported and hold none. */
export interface LineSlip {
  readonly what: 'missed' | 'false alarm';
  readonly case: CorpusCase;
  readonly line: number;
}

export interface LineScore {
  readonly tally: Tally;
  /** False alarms on lines where another vendor's public key stands. */
  readonly publicKeys: number;
  readonly slips: readonly LineSlip[];
}

/** Pictify's rules, and the mark of other providers' secrets. */
const COUNTED = /^(?:pictify\/|secret$)/;

/** Secrets that stand in some of the cases about Pictify and belong to somebody else: to report them is right. */
const OTHER_SECRET = /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)_|whsec_)|klaviyo|courier|clickup|jwt_secret/i;

/**
 * Counts by lines, as every scanner can be counted: a secret is found where anything is reported on a line of
 * it, under whatever name; a reported line without a secret is a false alarm.
 */
export function scoreLines(cases: readonly CorpusCase[], reported: readonly Reported[]): LineScore {
  const byCase = groupByCase(reported);
  const tally: Tally = { hits: 0, misses: 0, alarms: 0, misplaced: 0 };
  const slips: LineSlip[] = [];
  let publicKeys = 0;
  for (const [index, each] of cases.entries()) {
    const found = byCase.get(index) ?? [];
    const places = each.expected.map((want) => ({ want, ...placeOf(each.text, want) }));
    const secrets = places.filter(({ want }) => COUNTED.test(want.label));
    const elsewhere = places.filter(({ want }) => want.outcome === 'finding' && !COUNTED.test(want.label));
    for (const { line, endLine } of secrets) {
      const hit = found.some(({ from, to }) => from <= endLine && line <= to);
      tally[hit ? 'hits' : 'misses'] += 1;
      if (!hit) slips.push({ what: 'missed', case: each, line });
    }
    const lines = each.text.split('\n');
    const alarms = found.filter(
      ({ from, to }) =>
        ![...secrets, ...elsewhere].some(({ line, endLine }) => from <= endLine && line <= to) &&
        !OTHER_SECRET.test(lines.slice(from - 1, to).join('\n')),
    );
    for (const line of new Set(alarms.map(({ from }) => from))) {
      tally.alarms += 1;
      if (places.some((place) => place.line <= line && line <= place.endLine)) publicKeys += 1;
      slips.push({ what: 'false alarm', case: each, line });
    }
  }
  return { tally, publicKeys, slips };
}

/** What a run with the defaults prints: errors and warnings. */
export function reportedByUs(cases: readonly CorpusCase[], engine: Engine): Reported[] {
  return cases.flatMap((each, index) =>
    engine
      .scan({ path: each.path, bytes: each.bytes ?? Buffer.from(each.text), origin: { kind: 'buffer' } })
      .filter(({ outcome, severity }) => outcome === 'finding' && severity !== 'info')
      .map(({ start, end }) => ({ index, from: start.line, to: end.line })),
  );
}

function groupByCase(reported: readonly Reported[]): Map<number, Reported[]> {
  const groups = new Map<number, Reported[]>();
  for (const each of reported) {
    const group = groups.get(each.index);
    if (group) group.push(each);
    else groups.set(each.index, [each]);
  }
  return groups;
}
