const CHARACTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Whether `text` ends in the Bech32 checksum (BIP 173) of what stands before it. Either case, not both. */
export function hasBech32Checksum(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== text && text.toUpperCase() !== text) return false;
  const split = lower.lastIndexOf('1');
  if (split < 1 || lower.length - split < 7) return false;
  const values: number[] = [];
  for (const character of lower.slice(0, split)) values.push(character.charCodeAt(0) >> 5);
  values.push(0);
  for (const character of lower.slice(0, split)) values.push(character.charCodeAt(0) & 31);
  for (const character of lower.slice(split + 1)) {
    const value = CHARACTERS.indexOf(character);
    if (value < 0) return false;
    values.push(value);
  }
  return polymod(values) === 1;
}

/** The six characters that complete `prefix` + `1` + `data`. */
export function bech32Checksum(prefix: string, data: string): string {
  const lower = prefix.toLowerCase();
  const values = [...lower].map((character) => character.charCodeAt(0) >> 5);
  values.push(0, ...[...lower].map((character) => character.charCodeAt(0) & 31));
  values.push(...[...data.toLowerCase()].map((character) => CHARACTERS.indexOf(character)), 0, 0, 0, 0, 0, 0);
  const sum = polymod(values) ^ 1;
  return [5, 4, 3, 2, 1, 0].map((place) => CHARACTERS[(sum >>> (5 * place)) & 31] ?? '').join('');
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) if ((top >>> bit) & 1) sum ^= GENERATOR[bit] ?? 0;
  }
  return sum >>> 0;
}
