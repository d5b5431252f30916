/** Letters and digits both: no identifier made of words, no plain number. */
export function hasLetterAndDigit(text: string): boolean {
  return /[A-Za-z]/.test(text) && /[0-9]/.test(text);
}

/** Upper case, lower case and digits, as random text of some length has them. */
export function isMixed(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /[0-9]/.test(text);
}

/** Lower-case hex with letters and digits. */
export function isLowerHex(text: string): boolean {
  return /^[0-9a-f]+$/.test(text) && hasLetterAndDigit(text);
}
