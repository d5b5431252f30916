/** What the hook's own command line can say. */
export interface HookOptions {
  readonly quiet: boolean;
  /** Tell where the time went. */
  readonly stats: boolean;
}

const QUIET: ReadonlySet<string> = new Set(['--quiet', '-q']);

/** Reads `staged`, with `--quiet`, `-q` or `--stats`; `undefined` for every other command line: the argument parser reads those. */
export function hookOptions([command, ...options]: readonly string[]): HookOptions | undefined {
  return command === 'staged' ? plainOptions(options) : undefined;
}

/** `undefined` where there is any other option. */
export function plainOptions(options: readonly string[]): HookOptions | undefined {
  const quiet = options.some((option) => QUIET.has(option));
  const stats = options.includes('--stats');
  return options.every((option) => option === '--stats' || QUIET.has(option)) ? { quiet, stats } : undefined;
}
