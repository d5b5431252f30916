import { decodeBase64, decodeJsonObject } from './base64.js';

export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  /** Empty where the payload is no JSON object (an encrypted token). */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Bytes of a signature by algorithm (RFC 7518 §3.1); RSA's depends on the key. */
const SIGNATURE_BYTES: Readonly<Record<string, number>> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
  EdDSA: 64,
};

/** A signed JSON Web Token in compact form whose header names an algorithm and whose signature has its length. */
export function parseJwt(text: string): Jwt | undefined {
  const [head = '', body = '', signature = '', ...more] = text.split('.');
  const header = decodeJsonObject(head);
  const payload = decodeJsonObject(body);
  const algorithm = header?.['alg'];
  if (!header || !payload || more.length > 0 || typeof algorithm !== 'string') return undefined;
  const length = decodeBase64(signature).length;
  const wanted = SIGNATURE_BYTES[algorithm];
  if (wanted === undefined ? length < 128 : length !== wanted) return undefined;
  return { header, payload };
}
