import { base62 } from './base62.js';
import { crc32 } from './crc32.js';

/**
 * The checksum of GitHub's and npm's tokens: after `PREFIX_` come 30 random characters and the CRC-32 of those
 * 30 in base 62, six characters long.
 */
export function hasTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return body.length === 36 && base62(crc32(body.slice(0, 30)), 6) === body.slice(30);
}

/** CRC-32 of `text` as 8 hex digits, lowest byte first: Grafana's order. */
export function crc32LittleEndianHex(text: string): string {
  const hex = crc32Hex(text);
  return hex.slice(6, 8) + hex.slice(4, 6) + hex.slice(2, 4) + hex.slice(0, 2);
}

/** CRC-32 of `text` as 8 lower-case hex digits, highest byte first. */
export function crc32Hex(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
