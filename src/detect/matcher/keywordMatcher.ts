/** Finds keywords in bytes, ASCII case folded. */
export interface KeywordMatcher {
  /**
   * Calls back for every occurrence, overlapping ones and several keywords at one place included,
   * in order of offset (bytes from the start); at one offset in order of the keyword's index in the
   * list that the matcher was made for. The callback may scan other bytes in turn.
   *
   * @param marks is given what decoders begin at
   */
  scan(bytes: Uint8Array, onHit: OnHit, marks?: Marks): void;
  /** Absent where the matcher has no memory of its own. */
  readonly window?: MatcherWindow;
}

/** Memory that the matcher looks at: who reads a document right into it needs none for those that are bare, as most are. */
export interface MatcherWindow {
  /** Where a document goes that is shorter; good until the matcher scans something else. */
  readonly bytes: Uint8Array;
  /** Whether neither keywords nor marks are in so many bytes of it, nor a NUL. */
  isBare(length: number): boolean;
  /**
   * What `isBare` was just asked about, moved to other memory: to scan just that next takes no second look.
   *
   * @returns its part of the room
   */
  moveTo(room: Buffer, length: number): Buffer;
}

/** Where decoders have to look: told in the pass that looks for keywords, so that they need none of their own. */
export class Marks {
  /** Stretches of at least `SHORTEST_RUN` base64 or base64url characters, as long as they go: start, end, start, end … */
  readonly runs: number[] = [];
  /** Those of them that may stand for text. */
  codedRuns: number[] = [];
  /** Offsets of `%`, `\\` and `&` whose next two bytes can go on an escape; those of one of the three are in order. */
  readonly escapes: number[] = [];
  /** There may be a stretch of sixteen or more characters with a NUL after each. */
  hasWideText = false;
}

/** Shorter runs cannot hold a secret that any rule looks for. */
export const SHORTEST_RUN = 24;

/** @param keyword index */
export type OnHit = (keyword: number, offset: number) => void;

/** Every matcher looks up three bytes at once, so no keyword is shorter. */
export const SHORTEST_KEYWORD = 3;
export const LONGEST_KEYWORD = 64;
export const MOST_KEYWORDS = 4096;

/** @throws RangeError for a list that no matcher can serve: who makes the list checks it before. */
export function checkKeywords(keywords: readonly string[]): void {
  if (keywords.length > MOST_KEYWORDS) {
    throw new RangeError(`${keywords.length} keywords, at most ${MOST_KEYWORDS} are possible`);
  }
  // One test of all characters: this runs at every start, before anything is compiled.
  const lengths = keywords.every(hasKeywordLength);
  if (lengths && isAscii(keywords.join(''))) return;
  const wrong = keywords.find((keyword) => !isKeyword(keyword));
  const limits = `${SHORTEST_KEYWORD} to ${LONGEST_KEYWORD} ASCII characters`;
  throw new RangeError(`Keyword ${JSON.stringify(wrong)} is not ${limits}`);
}

/** Whether a matcher can look for it. */
export function isKeyword(text: string): boolean {
  return hasKeywordLength(text) && isAscii(text);
}

function hasKeywordLength(text: string): boolean {
  return text.length >= SHORTEST_KEYWORD && text.length <= LONGEST_KEYWORD;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
