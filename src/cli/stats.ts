import { marksSoFar, type Mark } from '../clock.js';
import { Stopwatch, type Step } from '../scan/stopwatch.js';

let stopwatch: Stopwatch | undefined;

/** Has a run measured whose counts these are. */
export function measure(counted: { stopwatch?: Stopwatch | undefined }): void {
  stopwatch = counted.stopwatch = new Stopwatch();
}

/** What was measured; empty where nothing was asked for. */
export function statsSoFar(): string {
  if (!stopwatch) return '';
  stopwatch.mark('reported');
  return statsText([...marksSoFar(), ...stopwatch.steps].toSorted((a, b) => a.at - b.at));
}

/** When each step was done, how long it took, and where that went: `  412.0 ms  + 301.2  files read (matching 102.4)`. */
export function statsText(marks: readonly (Mark | Step)[]): string {
  let last = 0;
  const lines = marks.map((each) => {
    const took = each.at - last;
    last = each.at;
    return `${each.at.toFixed(1).padStart(8)} ms  +${took.toFixed(1).padStart(6)}  ${each.what}${partsText(each)}\n`;
  });
  return lines.join('');
}

function partsText(each: Mark | Step): string {
  if (!('parts' in each) || each.parts.size === 0) return '';
  return ` (${[...each.parts].map(([part, time]) => `${part} ${time.toFixed(1)}`).join(', ')})`;
}
