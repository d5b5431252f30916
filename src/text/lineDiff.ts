/** A line of a diff: kept, taken out, or put in. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

export interface Hunk {
  /** Line numbers from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly DiffLine[];
}

/** Beyond this many changed lines the middle is shown as replaced whole. */
const MOST_CHANGES = 2000;

/** The hunks of a unified diff between two texts. */
export function diffLines(before: string, after: string, context = 2): Hunk[] {
  const all = compare(splitLines(before), splitLines(after));
  const hunks: Hunk[] = [];
  let oldLine = 1;
  let newLine = 1;
  let current: { oldStart: number; newStart: number; lines: DiffLine[]; quiet: number } | undefined;
  const recent: DiffLine[] = [];
  for (const line of all) {
    if (line.sign === ' ') {
      if (current) {
        current.lines.push(line);
        current.quiet += 1;
        if (current.quiet > 2 * context) {
          hunks.push(closed(current, context));
          current = undefined;
        }
      }
      recent.push(line);
      if (recent.length > context) recent.shift();
    } else {
      current ??= {
        oldStart: oldLine - recent.length,
        newStart: newLine - recent.length,
        lines: [...recent],
        quiet: 0,
      };
      current.lines.push(line);
      current.quiet = 0;
      recent.length = 0;
    }
    if (line.sign !== '+') oldLine += 1;
    if (line.sign !== '-') newLine += 1;
  }
  if (current) hunks.push(closed(current, context));
  return hunks;
}

function closed(hunk: { oldStart: number; newStart: number; lines: DiffLine[]; quiet: number }, context: number): Hunk {
  const { oldStart, newStart, lines, quiet } = hunk;
  return { oldStart, newStart, lines: lines.slice(0, lines.length - Math.max(0, quiet - context)) };
}

function splitLines(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.length === 1 && lines[0] === '' ? [] : lines;
}

function compare(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const keep = (text: string): DiffLine => ({ sign: ' ', text });
  return [
    ...before.slice(0, head).map(keep),
    ...myers(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(keep),
  ];
}

/** Myers' greedy algorithm: the shortest way from one list to the other. */
function myers(before: readonly string[], after: readonly string[]): DiffLine[] {
  const most = Math.min(before.length + after.length, MOST_CHANGES);
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= most; changes += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const down =
        diagonal === -changes || (diagonal !== changes && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
      let x = down ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
    furthest = new Map(furthest);
  }
  return [
    ...before.map((text): DiffLine => ({ sign: '-', text })),
    ...after.map((text): DiffLine => ({ sign: '+', text })),
  ];
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly Map<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = before.length;
  let y = after.length;
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const furthest = trace[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const down =
      diagonal === -changes || (diagonal !== changes && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = changes === 0 ? 0 : at(furthest, previous);
    const fromY = changes === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      lines.push({ sign: ' ', text: before[x - 1] ?? '' });
      x -= 1;
      y -= 1;
    }
    if (changes === 0) break;
    if (down) lines.push({ sign: '+', text: after[y - 1] ?? '' });
    else lines.push({ sign: '-', text: before[x - 1] ?? '' });
    x = fromX;
    y = fromY;
  }
  return lines.toReversed();
}

function at(map: ReadonlyMap<number, number>, diagonal: number): number {
  return map.get(diagonal) ?? 0;
}
