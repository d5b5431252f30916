import { milliseconds } from '../clock.js';

/** How far a run is, as its tally counts. */
export interface Counted {
  readonly files: number;
  readonly bytes: number;
  /** A history's objects: those git has handed over, of how many there are, about. */
  readonly objects?: { readonly done: number; readonly total: number } | undefined;
}

/** Nothing is said about work that is done within a second. */
const QUIET = 1000;
const EVERY = 200;
/** Percent of the work that say how long the rest may take: the first objects come slowly. */
const TELLING = 2;
const STOP = Symbol.for('pictify-scan.stopProgress');

/** One for the process: each file of the package is bundled on its own, and any of them may print next. */
const shared = globalThis as { [STOP]?: (() => void) | undefined };

/** Says on a terminal's standard error how far the work is, one line that is written over; nothing on a pipe. */
export function startProgress(counted: Counted): void {
  if (shared[STOP]) return;
  const started = milliseconds();
  let shown = false;
  const timer = setInterval(() => {
    const elapsed = milliseconds() - started;
    // Looking at process.stderr makes the stream: what is done soon does without.
    if (elapsed < QUIET) return;
    if (!process.stderr.isTTY) return clearInterval(timer);
    shown = true;
    process.stderr.write(`\r\u001b[K${progressLine(counted, elapsed / 1000)}`);
  }, EVERY);
  timer.unref();
  shared[STOP] = () => {
    clearInterval(timer);
    if (shown) process.stderr.write('\r\u001b[K');
  };
}

/** Takes the line away, before anything else is printed. */
export function stopProgress(): void {
  shared[STOP]?.();
  shared[STOP] = undefined;
}

/** How much, how fast and, where the whole is known, how long still. */
export function progressLine({ files, bytes, objects }: Counted, seconds: number): string {
  const megabytes = bytes / 1e6;
  const rate = `${megabytes.toFixed(0)} MB (${(megabytes / seconds).toFixed(0)} MB/s)`;
  if (!objects || objects.done === 0 || objects.total === 0) return `pictify-scan: ${files} files, ${rate}`;
  const { done, total } = objects;
  const share = Math.min(99, Math.floor((done / total) * 100));
  const left = share >= TELLING ? timeLeft(((total - done) / done) * seconds) : '';
  return `pictify-scan: ${share}%, ${done} objects, ${rate}${left}`;
}

function timeLeft(seconds: number): string {
  if (seconds <= 0) return '';
  return seconds < 100 ? `, about ${Math.ceil(seconds)} s left` : `, about ${Math.ceil(seconds / 60)} min left`;
}
