/**
 * What JSON lets through and a terminal or a reader may not: DEL and C1 controls (0x9b starts an escape
 * sequence), separators, directional overrides, invisible characters. In JSON they only stand inside
 * strings, where `\u` says the same.
 */
const LET_THROUGH = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A value as JSON that can be shown anywhere; reads back to the same value. */
export function escapeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    LET_THROUGH,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
