const ASCII = 128;
/** How often each character was met; all zeros between calls. */
const counts = new Uint32Array(ASCII);

/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const met: number[] = [];
  let isAscii = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    isAscii = code < ASCII;
    if (!isAscii) break;
    const times = counts[code] as number;
    counts[code] = times + 1;
    if (times === 0) met.push(code);
  }
  const shares = met.map((code) => (counts[code] as number) / text.length);
  for (const code of met) counts[code] = 0;
  return isAscii ? bitsOf(shares) : bitsOf(sharesOfAny(text));
}

function bitsOf(shares: Iterable<number>): number {
  let bits = 0;
  for (const share of shares) bits -= share * Math.log2(share);
  return bits;
}

function sharesOfAny(text: string): number[] {
  const times = new Map<string, number>();
  for (const character of text) times.set(character, (times.get(character) ?? 0) + 1);
  return [...times.values()].map((count) => count / text.length);
}
