import { decodeBase64 } from './base64.js';

/**
 * Whether base64url text is a version 2 macaroon of `location`: `02`, the location field (`01`, length, text), an
 * identifier, and at its end a signature field (`06 20` and 32 bytes).
 */
export function isMacaroonOf(location: string, text: string): boolean {
  const bytes = decodeBase64(text);
  const head = Buffer.from([2, 1, location.length]);
  return (
    bytes.length > 60 &&
    bytes.subarray(0, 3).equals(head) &&
    bytes.toString('latin1', 3, 3 + location.length) === location &&
    bytes.at(-34) === 0x06 &&
    bytes.at(-33) === 0x20
  );
}
