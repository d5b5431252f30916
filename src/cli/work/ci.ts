import { detectCi } from '../../ci/detectCi.js';
import { commitsPastHook } from '../../ci/passedHook.js';
import { resolveCiRange } from '../../ci/resolveCiRange.js';
import { createGit } from '../../git/run.js';
import { Problem } from '../../model/errors.js';
import { scanRange } from '../../scan/run.js';
import type { ReportArguments, VerifyArguments } from '../options.js';
import { tell, type ExitCode } from '../output.js';
import { runOptions } from '../runOptions.js';
import { openVerification, tellVerification } from '../verification.js';
import { writeReport } from '../writeReport.js';

/** @throws Problem `usage` outside of a CI system */
export async function ci(args: ReportArguments & VerifyArguments & { readonly verify: boolean }): Promise<ExitCode> {
  const system = detectCi(process.env);
  if (!system)
    throw new Problem(
      'usage',
      'No CI system was recognised by its variables.',
      'Name the range yourself: pictify-scan range origin/main..HEAD',
    );
  const { range, why } = await resolveCiRange(createGit(process.cwd(), process.env), system);
  tell(`pictify-scan: ${system.name}: ${range} (${why})\n`);
  const verify = args.verify ? await openVerification(args) : undefined;
  const report = await scanRange({ ...runOptions(args), range, verify });
  if (verify) tellVerification(report, verify);
  const warnings = [...report.warnings, ...commitsPastHook(report)];
  return writeReport({ ...report, warnings }, args);
}
