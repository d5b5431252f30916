import { readFileSync } from 'node:fs';
import { Problem } from '../../model/errors.js';
import { mergeReports, parseReport } from '../../scan/merge.js';
import { scanHistory } from '../../scan/run.js';
import { parseShard } from '../../scan/shard.js';
import type { ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import { runOptions } from '../runOptions.js';
import { writeReport } from '../writeReport.js';

interface HistoryArguments extends ReportArguments {
  readonly all: boolean;
  readonly allObjects: boolean;
  readonly since?: string | undefined;
  readonly shard?: string | undefined;
  readonly cache?: string | undefined;
}

export async function history(args: HistoryArguments): Promise<ExitCode> {
  const { all, allObjects, since, shard, cache } = args;
  if (!all)
    throw new Problem('usage', 'A history is that of all refs.', 'For some of it: pictify-scan range BASE..HEAD');
  const report = await scanHistory({
    ...runOptions(args),
    allObjects,
    since,
    shard: shard === undefined ? undefined : parseShard(shard),
    cache,
    isAlone: true,
  });
  return writeReport(report, args);
}

export async function merge(args: ReportArguments & { readonly reports: readonly string[] }): Promise<ExitCode> {
  const reports = namedReports(args.reports, process.argv).map((name) => parseReport(name, readReport(name)));
  return writeReport(mergeReports(reports), args, { isFromHere: false });
}

const WITH_VALUES: ReadonlySet<string> = new Set([
  '-o',
  '--output',
  '-f',
  '--format',
  '--fail-on',
  '--config',
  '--preset',
]);

/** yargs drops a `-` among files: it is looked up in what was typed. */
function namedReports(names: readonly string[], argv: readonly string[]): readonly string[] {
  const asked = argv.some((word, index) => word === '-' && !WITH_VALUES.has(argv[index - 1] ?? ''));
  return asked && !names.includes('-') ? [...names, '-'] : names;
}

function readReport(name: string): string {
  try {
    return readFileSync(name === '-' ? 0 : name, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem('read', `${name} could not be read (${code}).`, 'Give the files that --output wrote.', {
      cause: error,
    });
  }
}
