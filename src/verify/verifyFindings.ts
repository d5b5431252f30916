import { KEY_RULES } from '../../rules/pictify.js';
import type { Finding, Verification } from '../model/finding.js';
import type { KeyChecker } from './keyChecker.js';

export interface VerifyOptions {
  readonly checker: KeyChecker;
  /** Also keys that nothing near says are Pictify's: they may be another product's. */
  readonly unproven: boolean;
}

/** Whether a finding is about a key that Pictify can be asked about. */
export function isPictifyKey(finding: Finding): boolean {
  return KEY_RULES.has(finding.rule) && finding.kind.startsWith('pictify-');
}

/**
 * The findings, those about Pictify keys with what Pictify says of them.
 *
 * @param secrets by fingerprint, as the scan met them
 */
export async function verifyFindings(
  findings: readonly Finding[],
  secrets: ReadonlyMap<string, string>,
  { checker, unproven }: VerifyOptions,
): Promise<Finding[]> {
  // A key that one place proves to be Pictify's is Pictify's everywhere.
  const proven = new Set(
    findings
      .filter((each) => each.evidence.some(({ rung, says }) => says === 'pictify' && rung !== 'default'))
      .map((each) => secrets.get(each.fingerprint)),
  );
  const verified: Finding[] = [];
  for (const finding of findings) {
    if (!isPictifyKey(finding)) {
      verified.push(finding);
      continue;
    }
    const secret = secrets.get(finding.fingerprint);
    const verification: Verification =
      secret === undefined
        ? { state: 'unknown', why: 'not-at-hand' }
        : proven.has(secret) || unproven
          ? await checker.check(secret)
          : { state: 'unknown', why: 'unproven' };
    verified.push({ ...finding, verification });
  }
  return verified;
}
