import { describe, expect, it } from 'vitest';
import { assigned, vendorKey } from '../../rules/checks/assigned.js';
import { hasAwsAccount } from '../../rules/checks/awsAccount.js';
import { base62 } from '../../rules/checks/base62.js';
import { bech32Checksum, hasBech32Checksum } from '../../rules/checks/bech32.js';
import { crc32 } from '../../rules/checks/crc32.js';

describe('crc32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j', (text, sum) => expect(crc32(text)).toBe(sum));
});

describe('base62', () => {
  it.each([
    [0, '000000'],
    [61, '00000z'],
    [10, '00000A'],
    [62, '000010'],
    [0xffffffff, '4gfFC3'],
  ])('of %i', (value, text) => expect(base62(value, 6)).toBe(text));
});

describe('bech32', () => {
  // Vectors of BIP 173.
  it.each([
    'A12UEL5L',
    'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
    '11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j',
  ])('accepts %s', (text) => expect(hasBech32Checksum(text)).toBe(true));
  it.each(['A12UEL5M', 'A12uEL5L', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxx', 'x'])('refuses %s', (text) =>
    expect(hasBech32Checksum(text)).toBe(false),
  );
  it('makes what it accepts', () => expect(bech32Checksum('a', '')).toBe('2uel5l'));
});

describe('AWS account', () => {
  // The example of a public write-up belongs to 029608264753.
  it('reads a known account', () => expect(hasAwsAccount(['ASIA', 'QNZGKIQY56JQ7WML'].join(''))).toBe(true));
  it('refuses an account above 12 digits', () =>
    expect(hasAwsAccount(['AKIA', '7777777777777777'].join(''))).toBe(false));
  it('refuses digits outside base 32', () => expect(hasAwsAccount(['AKIA', 'Q1111111AAAAAAAA'].join(''))).toBe(false));
});

describe('assigned', () => {
  const pattern = vendorKey('acme', 'api[_-]?key|token', '[0-9a-f]{8}');
  it.each([
    'ACME_API_KEY=deadbee1',
    'export ACME_API_KEY="deadbee1"',
    "acmeApiKey: 'deadbee1',",
    '"acme_api_key": "deadbee1"',
    '"acme": { "region": "eu", "apiKey": "deadbee1" }',
    'acme:\n  api_key: deadbee1',
    'os.environ["ACME_API_KEY"] = "deadbee1"',
    'os.getenv("ACME_API_KEY", "deadbee1")',
    "process.env.ACME_API_KEY || 'deadbee1'",
    "process.env.ACME_API_KEY ?? 'deadbee1'",
    'const acmeToken: string = `deadbee1`;',
    'ENV ACME_API_KEY deadbee1',
    '- name: ACME_API_KEY\n  value: deadbee1',
    '{"name": "ACME_API_KEY", "value": "deadbee1"}',
    '<add key="ACME_API_KEY" value="deadbee1" />',
    '<acmeApiKey>deadbee1</acmeApiKey>',
    '{\\"acme_api_key\\": \\"deadbee1\\"}',
    '-H "Acme-Api-Key: deadbee1"',
    'KEY=${ACME_API_KEY:-deadbee1}',
    "'acme_token' => 'deadbee1'",
    'acme_token := "deadbee1"',
    'acme.setApiKey("deadbee1")',
    'variable "acme_api_key" {\n  type = string\n  default = "deadbee1"\n}',
  ])('sees %j', (text) => expect(pattern.exec(text)?.groups?.['secret']).toBe('deadbee1'));
  it.each([
    'ACME_API_KEY=deadbee1f',
    'ACME_REGION=deadbee1',
    'sha = deadbee1 # not of ACME_API_KEY',
    'ACME_API_KEY=$OTHER deadbee1',
  ])('leaves %j', (text) => expect(pattern.exec(text)).toBeNull());
  it('needs the name', () => expect(assigned('acme', '[0-9]{4}').test('other=1234')).toBe(false));
});
