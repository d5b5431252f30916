import { createPrivateKey } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { bech32Checksum } from '../../../../rules/checks/bech32.js';
import type { Sampler } from '../../../../src/model/rule.js';
import type { Mark } from '../corpusCase.js';

/** Another provider's secret, whatever the rule that finds it is called. */
export const secret = (text: string): Mark => ({ text, outcome: 'finding', labels: ['secret'], loose: true });

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `ghp_` or `npm_`, 30 characters and the CRC32 of these in six digits of base 62. */
export function withChecksum(prefix: string, s: Sampler): string {
  const body = s.alnum(30);
  let digits = '';
  for (let rest = crc32(body); digits.length < 6; rest = Math.floor(rest / 62))
    digits = (BASE62[rest % 62] ?? '') + digits;
  return prefix + body + digits;
}

/** A macaroon of pypi.org, as PyPI's tokens are. */
export function pypiToken(s: Sampler): string {
  const field = (kind: number, value: string | Buffer): Buffer =>
    Buffer.concat([Buffer.from([kind, value.length]), Buffer.from(value)]);
  const macaroon = [
    Buffer.from([2]),
    field(1, 'pypi.org'),
    field(2, s.uuid()),
    Buffer.from([0]),
    field(2, '[3, "' + s.uuid() + '"]'),
    Buffer.from([0, 0]),
    field(6, s.bytes(32)),
  ];
  return `pypi-${Buffer.concat(macaroon).toString('base64url')}`;
}

/** Grafana's tokens end in the CRC32 of what stands before it, lowest byte first. */
export function grafanaToken(s: Sampler): string {
  const head = `glsa_${s.alnum(32)}`;
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(head));
  return `${head}_${sum.toString('hex')}`;
}

/** Bech32 of 32 bytes. */
export function ageIdentity(s: Sampler): string {
  const prefix = ['AGE', 'SECRET', 'KEY', ''].join('-');
  const data = `${s.from('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 51)}Q`;
  return `${prefix}1${data}${bech32Checksum(prefix, data).toUpperCase()}`;
}

/** A JSON Web Token as servers sign them with HS256. */
export function jsonWebToken(s: Sampler, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'HS256', typ: 'JWT' }), part(claims), s.bytes(32).toString('base64url')].join('.');
}

/** An Ed25519 key that parses. */
export function privateKeyPem(s: Sampler): string {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), s.bytes(32)]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString()
    .trim();
}
