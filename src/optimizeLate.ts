import type * as V8 from 'node:v8';

/**
 * How much a function has to run until it is optimized: a flag of V8, by V8's major version; later, and as it is. Not of
 * 13 (Node 24): once a flag was set there, no compiled code that is kept is taken any more, and that costs more.
 */
const FLAGS: Readonly<Record<string, readonly [flag: string, late: number, usual: number]>> = {
  '11': ['interrupt-budget', 800_000, 67_584],
  '12': ['invocation-count-for-turbofan', 30_000, 3000],
};

const SWITCH = Symbol.for('pictify-scan.optimizeLate');

/** One for the process: each file of the package is bundled on its own, and another one loads what comes next. */
const shared = globalThis as { [SWITCH]?: ((isLate: boolean) => void) | undefined };

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
  // Takes four milliseconds to load.
  const { setFlagsFromString }: typeof V8 = process.getBuiltinModule('node:v8');
  const set = (isLate: boolean): void => setFlagsFromString(`--${flag}=${isLate ? late : usual}`);
  set(true);
  shared[SWITCH] = set;
  return () => {
    shared[SWITCH] = undefined;
    set(false);
  };
}

/** Does something with V8's flags as they usually are: else compiled code that is kept would not be taken. */
export function withUsualFlags<Result>(work: () => Result): Result {
  const set = shared[SWITCH];
  set?.(false);
  try {
    return work();
  } finally {
    set?.(true);
  }
}
