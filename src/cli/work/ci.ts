import { detectCi } from '../../ci/detectCi.js';
import { commitsPastHook } from '../../ci/passedHook.js';
import { resolveCiRange } from '../../ci/resolveCiRange.js';
import { createGit } from '../../git/run.js';
import { Problem } from '../../model/errors.js';
import type { ReportWarning } from '../../model/report.js';
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
  const range = await resolveCiRange(createGit(process.cwd(), process.env), system);
  tell(`pictify-scan: ${system.name}: ${range.written} (${range.why})\n`);
  const verify = args.verify ? await openVerification(args) : undefined;
  const options = runOptions(args);
  const report = await scanRange({ ...options, range, configFrom: options.configFrom ?? range.judge, verify });
  if (verify) tellVerification(report, verify);
  const warnings = [
    ...report.warnings,
    ...(range.isGuess ? [guessWarning(system.name)] : []),
    ...commitsPastHook(report),
  ];
  return writeReport({ ...report, warnings }, args);
}

/** Said in the report, as a pass over too little would be taken for one over all. */
function guessWarning(system: string): ReportWarning {
  return {
    code: 'range-guessed',
    message: `${system} does not say what was pushed: only the newest commit was looked at. Let pull requests run this too, or name the range: pictify-scan range BASE..HEAD`,
  };
}
