// Where things stand in memory, in bytes. Static data (rarity.ts) comes before all of them, from 0x400 on.

/** What `look` tells: i32 each; see matcherEngine.ts. */
export const FIELDS: usize = 0x100;

/** What was left by the first sieve, and by the second. */
export const LEFT: usize = 0x1000;
export const LEFT_AGAIN: usize = 0x1800;

/** The piece of input, with room for words loaded across its end. */
export const WINDOW: usize = 0x2000;
export const WINDOW_SIZE: usize = 0x10000;
const WINDOW_SLACK: usize = 0x80;

/** No keyword is longer: keywordMatcher.ts. */
export const LONGEST_KEYWORD: i32 = 64;

/** Runs of base64 characters at least this long are marked: the table matcher's SHORTEST_RUN is the same. */
export const SHORTEST_RUN: i32 = 24;
/** Where runs are written: 8 bytes each, and between two of them stands another byte. */
export const RUNS: usize = WINDOW + WINDOW_SIZE + WINDOW_SLACK;
const RUNS_SIZE: usize = 0x6000;
/** Where escapes are written: 2 bytes each, and each takes two bytes of input. */
export const ESCAPES: usize = RUNS + RUNS_SIZE;

// From here on stands what is made of keywords, in one stretch: who puts there what was made of the same ones before
// (keptTables.ts) need not build it again.

/** What is made of them besides tables. */
@unmanaged
export class Built {
  /** Addresses for JavaScript: see matcherEngine.ts. */
  window: usize;
  hits: usize;
  runs: usize;
  escapes: usize;
  patterns: usize;
  hitsLimit: i32;
  longestChain: i32;
  longestLateChain: i32;
  /** The most keywords that one sampled position can find. */
  mostAtOnce: i32;
  /** How far a sampled position can be past the start of the keyword that it finds. */
  reach: i32;
  /** Every how many bytes a position is sampled: 4 where every keyword is long enough for that or has the pair, else 2. */
  stride: i32;
  /** What the keywords have in common that `pairedChain` begins with, which is that of an entry, as index + 1. */
  pair: u32;
  pairedChain: u32;
  /** The most hits of a stretch by the pair. */
  mostPaired: i32;
  hasLateEntries: bool;
  /** How many bytes of the sieve have a bit. */
  sieveUsed: i32;
}

export const built = changetype<Built>(0x28f00);

/** For each hash of a fingerprint the first entry of its chain, as index + 1 (u16). */
export const HEADS: usize = 0x29000;
/** The same for the entries that look one byte past the sampled position. */
export const LATE_HEADS: usize = 0x2b000;

/** For each hash of three bytes a set of the low five bits that a fourth may have (u32). */
export const FOURTHS: usize = 0x2c000;
/** A bit for each hash of four bytes. */
export const SIEVE: usize = 0x30000;
export const SIEVE_BITS: i32 = 15;

/** Entries of every keyword; then patterns and hits, placed by `reserve`. */
export const ENTRIES: usize = SIEVE + (1 << SIEVE_BITS);
export const ENTRY_SIZE: usize = 8;

/** How a keyword is found from sampled positions: an entry for each remainder of its start by their distance. */
@unmanaged
export class Entry {
  /** The next entry of the chain, as index + 1; 0 ends it. */
  next: u16;
  /** Bytes of the keyword. */
  length: u8;
  /** The sampled position less the keyword's start: -1 for a late entry. */
  offset: i8;
  /** For each 8 bytes of the keyword: the bits to set in the input (u64), then what must come out (u64). */
  pattern: usize;
}
