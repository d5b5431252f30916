import { readFileSync } from 'node:fs';
import { createGit } from '../../git/run.js';
import { Problem } from '../../model/errors.js';
import { scanMessage, scanPackage, scanPush, scanRange, scanStaged, scanText } from '../../scan/run.js';
import type { ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import { pushedByPreCommit } from '../pushedRefs.js';
import { runOptions } from '../runOptions.js';
import { writeReport } from '../writeReport.js';

export async function staged(args: ReportArguments): Promise<ExitCode> {
  return writeReport(await scanStaged(runOptions(args)), args, { blocks: 'commit' });
}

export async function range(args: ReportArguments & { readonly range: string }): Promise<ExitCode> {
  return writeReport(await scanRange({ ...runOptions(args), range: args.range }), args);
}

/** @throws Problem `usage` where nobody says what is pushed */
export async function push(args: ReportArguments & { readonly remote?: string | undefined }): Promise<ExitCode> {
  const pushed = await pushedByPreCommit(createGit(process.cwd(), process.env), process.env);
  if (pushed === undefined && process.stdin.isTTY)
    throw new Problem(
      'usage',
      'push reads from standard input which refs are pushed.',
      'git hands them to its pre-push hook. By hand, use: pictify-scan range origin/main..HEAD',
    );
  const input = pushed ?? { input: readFileSync(0, 'utf8'), remote: args.remote };
  return writeReport(await scanPush({ ...runOptions(args), ...input }), args, { blocks: 'push' });
}

export async function message(args: ReportArguments & { readonly file: string }): Promise<ExitCode> {
  return writeReport(await scanMessage({ ...runOptions(args), file: args.file }), args, { blocks: 'commit' });
}

export async function publish(
  args: ReportArguments & { readonly npm?: boolean | undefined; readonly docker?: boolean | undefined },
): Promise<ExitCode> {
  const npm = args.npm ?? args.docker !== true;
  const docker = args.docker ?? args.npm !== true;
  if (!npm && !docker) throw new Problem('usage', 'Nothing is left to look at.', 'Leave --no-npm or --no-docker out.');
  const targets = [
    ...(npm ? [{ kind: 'npm' as const, isAskedFor: args.npm === true }] : []),
    ...(docker ? [{ kind: 'docker' as const, isAskedFor: args.docker === true }] : []),
  ];
  return writeReport(await scanPackage({ ...runOptions(args), targets }), args);
}

export async function stdin(args: ReportArguments & { readonly path: string }): Promise<ExitCode> {
  return writeReport(await scanText(readFileSync(0), { ...runOptions(args), path: args.path }), args);
}
