/** How far a run is, as its tally counts. */
export interface Counted {
  readonly files: number;
  readonly bytes: number;
}

/** Nothing is said about work that is done within a second. */
const QUIET = 1000;
const EVERY = 200;

let stop: (() => void) | undefined;

/** Says on a terminal's standard error how far the work is, one line that is written over; nothing on a pipe. */
export function startProgress(counted: Counted): void {
  if (!process.stderr.isTTY || stop) return;
  const started = performance.now();
  let shown = false;
  const timer = setInterval(() => {
    const seconds = (performance.now() - started) / 1000;
    if (seconds * 1000 < QUIET) return;
    shown = true;
    const megabytes = counted.bytes / 1e6;
    process.stderr.write(
      `\r\u001b[Kpictify-scan: ${counted.files} files, ${megabytes.toFixed(0)} MB (${(megabytes / seconds).toFixed(0)} MB/s)`,
    );
  }, EVERY);
  timer.unref();
  stop = () => {
    clearInterval(timer);
    if (shown) process.stderr.write('\r\u001b[K');
  };
}

/** Takes the line away, before anything else is printed. */
export function stopProgress(): void {
  stop?.();
  stop = undefined;
}
