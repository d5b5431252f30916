import type { Sampler } from '../../src/model/rule.js';
import { base62 } from './base62.js';
import { crc32 } from './crc32.js';

/** A token in GitHub's and npm's form: prefix, 30 random characters, checksum. */
export function tokenWithChecksum(sample: Sampler, prefix: string): string {
  const random = sample.alnum(30);
  return prefix + random + base62(crc32(random), 6);
}

/** The same with one character of the random part changed, so that the checksum is wrong. */
export function tokenWithWrongChecksum(sample: Sampler, prefix: string): string {
  const token = tokenWithChecksum(sample, prefix);
  const at = prefix.length + 10;
  return token.slice(0, at) + (token[at] === 'q' ? 'w' : 'q') + token.slice(at + 1);
}

/** A value as base64url JSON. */
export function base64urlJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A value as base64 JSON, padded. */
export function base64Json(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

/** A JWT with a random HS256 signature. */
export function sampleJwt(sample: Sampler, payload: Readonly<Record<string, unknown>>): string {
  const head = base64urlJson({ alg: 'HS256', typ: 'JWT' });
  return [head, base64urlJson(payload), sample.bytes(32).toString('base64url')].join('.');
}

/** Base64 of a DER sequence that begins like an RSA private key of PKCS #1. */
export function samplePrivateKeyBody(sample: Sampler, bytes = 600): string {
  const head = Buffer.from([
    0x30,
    0x82,
    (bytes - 4) >> 8,
    (bytes - 4) & 0xff,
    0x02,
    0x01,
    0x00,
    0x02,
    0x82,
    0x01,
    0x01,
  ]);
  const body = Buffer.concat([head, sample.bytes(bytes - head.length)]).toString('base64');
  return body.replace(/.{64}/g, '$&\n').trimEnd();
}

/** BEGIN and END lines round a body; the words are joined here so that no file holds such a line. */
export function pemBlock(label: string, body: string): string {
  const dashes = '-'.repeat(5);
  return `${dashes}BEGIN ${label}${dashes}\n${body}\n${dashes}END ${label}${dashes}`;
}
