/** Hex digits of a fingerprint: 80 bits, far from any chance collision in one repository. */
const LENGTH = 20;
/** The key where the config has no salt yet: fingerprints hold within the repository all the same. */
const DEFAULT_SALT = 'pictify-scan';

/** Keyed hash of rule and secret: equal wherever the secret stands, and of no use to find the secret. */
export type Fingerprinter = (rule: string, secret: string) => string;

export function createFingerprinter(salt: string = DEFAULT_SALT): Fingerprinter {
  return (rule, secret) => {
    // Loaded when something was found: a clean run needs no cryptography.
    const { createHmac } = process.getBuiltinModule('node:crypto');
    return createHmac('sha256', salt).update(`${rule}\0${secret}`, 'utf8').digest('hex').slice(0, LENGTH);
  };
}
