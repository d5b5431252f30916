import { setFlagsFromString } from 'node:v8';

/**
 * How much a function has to run until it is optimized: a flag of V8, by V8's major version; later, and as it is. Not of
 * 13 (Node 24): once a flag was set there, no compiled code that is kept is taken any more, and that costs more.
 */
const FLAGS: Readonly<Record<string, readonly [flag: string, late: number, usual: number]>> = {
  '11': ['interrupt-budget', 800_000, 67_584],
  '12': ['invocation-count-for-turbofan', 30_000, 3000],
};

/**
 * Optimizing compilers take as much time as half of a scan of some hundred milliseconds, on the cores that its threads
 * need, and what is done often enough to be worth that is in WebAssembly. For all of the process: only where that does
 * nothing else meanwhile.
 *
 * @returns makes it as it is without; before a cache of compiled code is written, which is held against V8's flags
 */
export function optimizeLate(): () => void {
  const [flag, late, usual] = FLAGS[process.versions.v8.split('.', 1)[0] ?? ''] ?? [];
  if (flag === undefined) return () => {};
  setFlagsFromString(`--${flag}=${late}`);
  return () => setFlagsFromString(`--${flag}=${usual}`);
}
