import type { CorpusCase, CorpusSet, Expected } from './corpus/corpusCase.js';
import type { Observed, Place } from './observe.js';

/** Hits, misses and false alarms of one row of a table. */
export interface Tally {
  hits: number;
  misses: number;
  alarms: number;
  /** Hits that do not begin and end where the case says. */
  misplaced: number;
}

/** One thing that went wrong. */
export interface Slip {
  readonly case: CorpusCase;
  readonly what: 'missed' | 'false alarm' | 'misplaced';
  readonly label: string;
  readonly place: Place;
}

export interface Score {
  readonly total: Tally;
  /** By rule, or kind of public key. */
  readonly byLabel: ReadonlyMap<string, Tally>;
  readonly byGroup: ReadonlyMap<string, Tally>;
  readonly slips: readonly Slip[];
}

/** Rules about where a key stands; they count in the cases that lay them down. */
const PLACE_RULES = new Set([
  'pictify/k8s-secret',
  'pictify/browser-exposed',
  'pictify/live-key-in-development',
  'pictify/test-key-in-production',
]);
const KEY_RULES = new Set(['pictify/live-key', 'pictify/test-key', 'pictify/token']);

/** Compares what was said with what had to be said. */
export function score(
  cases: readonly CorpusCase[],
  observe: (each: CorpusCase) => readonly Observed[],
  counts: (label: string) => boolean = () => true,
): Score {
  const total = emptyTally();
  const byLabel = new Map<string, Tally>();
  const byGroup = new Map<string, Tally>();
  const slips: Slip[] = [];
  const count = (each: CorpusCase, label: string, what: keyof Tally): void => {
    for (const tally of [total, tallyOf(byLabel, label), tallyOf(byGroup, each.group)]) tally[what] += 1;
  };
  for (const each of cases) {
    const observed = observe(each).filter(({ label }) => counts(label) && (each.places || !PLACE_RULES.has(label)));
    const used = new Set<Observed>();
    const expected = each.expected.filter(({ label }) => counts(label));
    tallyOf(byGroup, each.group);
    for (const want of expected) {
      const place = placeOf(each.text, want);
      const found = bestMatch(want, place, observed, used, each.bytes !== undefined);
      if (!found) {
        count(each, want.label, 'misses');
        slips.push({ case: each, what: 'missed', label: want.label, place });
        continue;
      }
      used.add(found);
      count(each, want.label, 'hits');
      if (!want.loose && !samePlace(found, place)) {
        count(each, want.label, 'misplaced');
        slips.push({ case: each, what: 'misplaced', label: want.label, place: found });
      }
    }
    for (const found of observed) {
      if (used.has(found) || isSecondWord(found, each)) continue;
      count(each, found.label, 'alarms');
      slips.push({ case: each, what: 'false alarm', label: found.label, place: found });
    }
  }
  return { total, byLabel, byGroup, slips };
}

function bestMatch(
  want: Expected,
  place: Place,
  observed: readonly Observed[],
  used: ReadonlySet<Observed>,
  packed: boolean,
): Observed | undefined {
  const open = observed.filter((each) => each.label === want.label && each.outcome === want.outcome && !used.has(each));
  return (
    open.find((each) => samePlace(each, place)) ??
    open.find((each) => overlaps(each, place)) ??
    // The lines of an archive are not those of the text in it.
    (want.loose && packed ? open[0] : undefined)
  );
}

/** The key rule speaks too where a case lays down the rule of the manifest it stands in. */
function isSecondWord(found: Observed, each: CorpusCase): boolean {
  return (
    KEY_RULES.has(found.label) &&
    each.expected.some((want) => want.label === 'pictify/k8s-secret' && samePlace(found, placeOf(each.text, want)))
  );
}

/** Line and columns of a stretch of a text. */
export function placeOf(text: string, { start, end }: { readonly start: number; readonly end: number }): Place {
  const [line, column] = lineAndColumn(text, start);
  const [endLine, endColumn] = lineAndColumn(text, end);
  return { line, column, endLine, endColumn };
}

function lineAndColumn(text: string, offset: number): [number, number] {
  const lines = text.slice(0, offset).split('\n');
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

function samePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

function overlaps(a: Place, b: Place): boolean {
  const before = (left: Place, right: Place): boolean =>
    left.endLine < right.line || (left.endLine === right.line && left.endColumn <= right.column);
  return !before(a, b) && !before(b, a);
}

function emptyTally(): Tally {
  return { hits: 0, misses: 0, alarms: 0, misplaced: 0 };
}

function tallyOf(map: Map<string, Tally>, key: string): Tally {
  let tally = map.get(key);
  if (!tally) map.set(key, (tally = emptyTally()));
  return tally;
}

/** Sums of some labels' tallies. */
export function sum(result: Score, labels: (label: string) => boolean): Tally {
  const total = emptyTally();
  for (const [label, tally] of result.byLabel) {
    if (!labels(label)) continue;
    total.hits += tally.hits;
    total.misses += tally.misses;
    total.alarms += tally.alarms;
    total.misplaced += tally.misplaced;
  }
  return total;
}

/** Share of what was there that was found; 1 where nothing was there. */
export const recall = ({ hits, misses }: Tally): number => (hits + misses === 0 ? 1 : hits / (hits + misses));
/** Share of what was reported that was there; 1 where nothing was reported. */
export const precision = ({ hits, alarms }: Tally): number => (hits + alarms === 0 ? 1 : hits / (hits + alarms));
export function f1(tally: Tally): number {
  const [p, r] = [precision(tally), recall(tally)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
/** A rule of ours, and not a kind of public key: what the goals are set for. */
export const isSecretRule = (label: string): boolean => label.startsWith('pictify/');

/** What a set lays down: our own rules and, but for the tables, public keys. Other providers' rules have examples of their own. */
export function isScored(set: CorpusSet): (label: string) => boolean {
  return (label) => isSecretRule(label) || (set !== 'tables' && !label.includes('/'));
}
