/** What the hook's own command line can say. */
export interface HookOptions {
  readonly quiet: boolean;
  /** Tell where the time went. */
  readonly stats: boolean;
}

/** Reads `staged`, `staged --quiet`, `staged --stats`; `undefined` for every other command line: the argument parser reads those. */
export function hookOptions([command, ...options]: readonly string[]): HookOptions | undefined {
  if (command !== 'staged' || !options.every((option) => option === '--quiet' || option === '--stats'))
    return undefined;
  return { quiet: options.includes('--quiet'), stats: options.includes('--stats') };
}
