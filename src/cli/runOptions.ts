import type { Preset } from '../model/config.js';
import type { Tally } from '../scan/tally.js';
import type { ReportArguments } from './options.js';
import { startProgress } from './progress.js';
import { measure } from './stats.js';

/** The part of the arguments that a scan wants. */
export function runOptions(args: ReportArguments): {
  cwd: string;
  configPath: string | undefined;
  preset: Preset | undefined;
  showPublic: boolean;
  configFrom: string | undefined;
  onStart: (counted: Tally) => void;
} {
  return {
    cwd: process.cwd(),
    configPath: args.config,
    preset: args.preset,
    showPublic: args.showPublic,
    configFrom: args.configFrom,
    onStart: (counted) => {
      startProgress(counted);
      if (args.stats) measure(counted);
    },
  };
}
