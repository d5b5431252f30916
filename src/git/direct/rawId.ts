/** An id of 20 bytes, a latin1 character each: to compare two costs less than to write them in hex. */
export function rawId(text: string, at: number): string {
  return text.slice(at, at + 20);
}

/** Whether it is one as git prints it. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** As git prints it. */
export function idText(raw: string): string {
  return Buffer.from(raw, 'latin1').toString('hex');
}
