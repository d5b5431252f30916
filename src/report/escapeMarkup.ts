import { escapeUnsafe } from '../text/escape.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Untrusted text for XML and HTML, in attributes and between tags. What XML cannot hold (control
 * characters, lone surrogates, non-characters) is shown as an escape.
 */
export function escapeMarkup(text: string): string {
  return escapeUnsafe(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
