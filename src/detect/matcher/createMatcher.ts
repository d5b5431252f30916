/** Finds keywords in bytes, ASCII case folded. */
export interface KeywordMatcher {
  readonly keywords: readonly string[];
  scan(bytes: Uint8Array, onHit: (keyword: number, offset: number) => void): void;
}

export function createMatcher(keywords: readonly string[]): KeywordMatcher {
  const lowered = keywords.map((keyword) => keyword.toLowerCase());
  return {
    keywords,
    scan(bytes, onHit) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('latin1')
        .replace(/[A-Z]+/g, (run) => run.toLowerCase());
      const hits: [number, number][] = [];
      for (const [index, keyword] of lowered.entries()) {
        for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1)) hits.push([index, at]);
      }
      hits.sort((a, b) => a[1] - b[1]);
      for (const [keyword, offset] of hits) onHit(keyword, offset);
    },
  };
}
