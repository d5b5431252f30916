import type { Sampler } from '../src/model/rule.js';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';

/** Values that look real and are the same in every run: xorshift32 over `seed`. */
export function createSampler(seed = 0x9e3779b9): Sampler {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const from = (alphabet: string, length: number): string => {
    let text = '';
    while (text.length < length) {
      const character = alphabet[next() % alphabet.length] ?? '';
      // No character three times running: that would read as a mask or a placeholder.
      if (text.endsWith(character + character)) continue;
      text += character;
    }
    return text;
  };
  const hex = (length: number): string => from(DIGITS + 'abcdef', length);
  const alnum = (length: number): string => from(UPPER + LOWER + DIGITS, length);
  return {
    key: (kind, length = 24) => ['pk', kind, alnum(length)].join('_'),
    hex,
    alnum,
    upperHex: (length) => from(DIGITS + 'ABCDEF', length),
    lower: (length) => from(LOWER + DIGITS, length),
    upper: (length) => from(UPPER + DIGITS, length),
    digits: (length) => from(DIGITS, length),
    urlSafe: (length) => from(UPPER + LOWER + DIGITS + '_-', length),
    from,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    bytes: (length) => Buffer.from(Array.from({ length }, () => next() & 0xff)),
    join: (...parts) => parts.join(''),
  };
}
