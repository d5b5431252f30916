import { Problem } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { VerifyOptions } from '../verify/verifyFindings.js';
import type { VerifyArguments } from './options.js';
import { stopProgress } from './progress.js';
import { tell } from './output.js';

/** Makes ready to ask. @throws Problem `usage` where keys would not be safe on their way */
export async function openVerification(args: VerifyArguments): Promise<VerifyOptions> {
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new Problem(
      'usage',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 takes anybody for Pictify, so no key is sent.',
      'Unset it, or name a certificate with NODE_EXTRA_CA_CERTS.',
    );
  const [{ ADDRESS_VARIABLE, parseApiAddress, PICTIFY_API }, { createKeyChecker }] = await Promise.all([
    import('../verify/apiAddress.js'),
    import('../verify/keyChecker.js'),
  ]);
  // The user's own word, never a file of the repository: that would send the keys where it likes.
  const address = args.apiUrl ?? (process.env[ADDRESS_VARIABLE] || PICTIFY_API);
  return { checker: createKeyChecker({ address: parseApiAddress(address) }), unproven: args.unproven };
}

/** How many keys are in which state. */
export function countStates({ findings }: Report): { works: number; revoked: number; unknown: number } {
  const states = new Map(
    findings.flatMap(({ fingerprint, verification }) => (verification ? [[fingerprint, verification.state]] : [])),
  );
  const count = (state: string): number => [...states.values()].filter((each) => each === state).length;
  return { works: count('works'), revoked: count('revoked'), unknown: count('unknown') };
}

/** Says on standard error who was asked, and the sum of the answers. */
export function tellVerification(report: Report, { checker }: VerifyOptions): void {
  stopProgress();
  const { works, revoked, unknown } = countStates(report);
  tell(
    works + revoked + unknown === 0
      ? 'pictify-scan: no Pictify key was found, so nobody was asked.\n'
      : `pictify-scan: asked ${checker.address}: ${works} ${works === 1 ? 'key works' : 'keys work'}, ${revoked} revoked, ${unknown} not known.\n`,
  );
}
