const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62, digits before upper before lower case, padded with zeros on the left to `length` characters. */
export function base62(value: number, length: number): string {
  let text = '';
  let rest = value;
  while (rest > 0) {
    text = (DIGITS[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text.padStart(length, '0');
}
