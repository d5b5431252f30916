import { plainOptions, type HookOptions } from './hookOptions.js';
import type { ExitCode } from './output.js';
import type * as HistoryWork from './work/history.js';
import type * as ScanWork from './work/scan.js';
import type * as ScansWork from './work/scans.js';

/** Commands that are waited for, and how many words of their own they can have. */
const WORDS = {
  scan: [0, Number.POSITIVE_INFINITY],
  message: [1, 1],
  push: [0, 2],
  range: [1, 1],
  history: [0, 0],
} as const;

/** A command line without options but those of hooks: hooks' own, and most that are typed. */
export interface PlainCommand extends HookOptions {
  readonly command: keyof typeof WORDS;
  readonly words: readonly string[];
}

/** `undefined` for every other command line: the argument parser, which takes longer to load than this, reads those. */
export function plainCommand([command = 'scan', ...rest]: readonly string[]): PlainCommand | undefined {
  if (!isPlain(command)) return undefined;
  const words = rest.filter((word) => !word.startsWith('-'));
  const options = plainOptions(rest.filter((word) => word.startsWith('-')));
  const [least, most] = WORDS[command];
  if (!options || words.includes('') || words.length < least || words.length > most) return undefined;
  return { command, words, ...options };
}

function isPlain(command: string): command is keyof typeof WORDS {
  return Object.hasOwn(WORDS, command);
}

/** Does what the command line says, as the argument parser would have it done. */
export async function runPlainCommand({ command, words, quiet, stats }: PlainCommand): Promise<ExitCode> {
  const args = { quiet, stats, showKnown: false, showPublic: false };
  const [word = ''] = words;
  if (command === 'history') {
    const { history }: typeof HistoryWork = await import('./work/history.js');
    return history({ ...args, all: true, allObjects: false });
  }
  if (command === 'scan') {
    const { scan }: typeof ScanWork = await import('./work/scan.js');
    return scan({ ...args, paths: words });
  }
  const { message, push, range }: typeof ScansWork = await import('./work/scans.js');
  switch (command) {
    case 'message':
      return message({ ...args, file: word });
    case 'push':
      return push({ ...args, remote: words[0] });
    case 'range':
      return range({ ...args, range: word });
  }
}
