const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether an AWS key id (`AKIA` and 16 characters of base 32) names an account that can be: 40 bits of the part
 * after the prefix are the account's number, which has 12 decimal digits. Ids from before 2019 (`AKIAI…`,
 * `AKIAJ…`) hold no account and pass.
 */
export function hasAwsAccount(keyId: string): boolean {
  if (keyId[4] === 'I' || keyId[4] === 'J') return true;
  let bits = 0n;
  for (const character of keyId.slice(4, 14)) {
    const value = BASE32.indexOf(character);
    if (value < 0) return false;
    bits = (bits << 5n) | BigInt(value);
  }
  // 50 bits were read; the account is bits 1 to 40 from the top.
  const account = (bits >> 9n) & 0xffffffffffn;
  return account > 0n && account <= 999_999_999_999n;
}
