import { defineRules } from '../../src/model/rule.js';
import { pemBlock, samplePrivateKeyBody } from '../checks/exampleValues.js';
import { isPgpSecretKey, readPrivateKeyBody } from '../checks/privateKey.js';

/** An OpenSSH private key's body, its cipher named and `secret` for its private part. */
function openSsh(cipher: string, secret: Buffer): string {
  const strings = (...parts: readonly Buffer[]): Buffer[] =>
    parts.flatMap((part) => [Buffer.from([0, 0, part.length >> 8, part.length & 0xff]), part]);
  const head = strings(Buffer.from(cipher), Buffer.from('none'), Buffer.alloc(0));
  const keys = strings(secret.subarray(0, 51), secret);
  const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), ...head, Buffer.from([0, 0, 0, 1]), ...keys]);
  return body.toString('base64').replace(/.{70}/g, '$&\n').trimEnd();
}

/** The beginning of an encrypted PKCS #8 key and `rest` for what is encrypted. */
function encryptedPkcs8(rest: Buffer): string {
  const inner = Buffer.concat([Buffer.from('304e06092a864886f70d01050d', 'hex'), rest]);
  return Buffer.concat([Buffer.from([0x30, 0x82, inner.length >> 8, inner.length & 0xff]), inner]).toString('base64');
}

export default defineRules({
  provider: 'private-key',
  source: 'https://datatracker.ietf.org/doc/html/rfc7468',
  rules: [
    {
      id: 'private-key/pem',
      title: 'Private key',
      description:
        'Signs in, decrypts or signs as its owner: RSA, EC, Ed25519 or DSA in PEM or OpenSSH form, without a passphrase.',
      kind: 'private-key',
      severity: 'error',
      keywords: ['private key-----'],
      window: { before: 32, after: 14_000, lines: true },
      pattern: /-{5}BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-{5}(?<secret>[^-]{50,13000})-{5}END/,
      validate: (secret) => readPrivateKeyBody(secret) === 'plain',
      placeholders: 'judge',
      variable: 'PRIVATE_KEY',
      revoke: 'Make a new pair, and take the old public key out of every place that trusts it.',
      examples: (s) => ({
        leak: [
          { path: 'id_rsa', text: `${pemBlock('RSA PRIVATE KEY', samplePrivateKeyBody(s))}\n` },
          `{"key": "${pemBlock('PRIVATE KEY', samplePrivateKeyBody(s)).replaceAll('\n', '\\n')}"}`,
          `PRIVATE_KEY="${pemBlock('OPENSSH PRIVATE KEY', openSsh('none', s.bytes(300)))}"`,
        ],
        safe: [
          pemBlock('RSA PRIVATE KEY', 'MIIEpAIBAAKCAQEA...'),
          pemBlock('PRIVATE KEY', s.alnum(400)),
          pemBlock('PUBLIC KEY', samplePrivateKeyBody(s)),
          pemBlock('RSA PRIVATE KEY', samplePrivateKeyBody(s).slice(0, 300)),
          pemBlock('OPENSSH PRIVATE KEY', openSsh('none', s.bytes(300)).slice(0, -60)),
        ],
      }),
    },
    {
      id: 'private-key/encrypted',
      title: 'Private key with a passphrase',
      description: 'Opens with its passphrase, which whoever has the file can guess without end.',
      kind: 'encrypted-private-key',
      severity: 'warning',
      keywords: ['private key-----'],
      window: { before: 32, after: 14_000, lines: true },
      pattern:
        /-{5}BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-{5}(?<secret>(?:\s{0,4}Proc-Type: 4,ENCRYPTED\s{1,4}DEK-Info: [A-Z0-9-]{3,20},[0-9A-Fa-f]{8,40})?[^-]{50,13000})-{5}END/,
      validate: (secret) => readPrivateKeyBody(secret) === 'encrypted',
      placeholders: 'judge',
      revoke: 'Make a new pair, and take the old public key out of every place that trusts it.',
      examples: (s) => ({
        leak: [
          pemBlock(
            'RSA PRIVATE KEY',
            `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${s.upperHex(32)}\n\n${s.alnum(400)}`,
          ),
          pemBlock('OPENSSH PRIVATE KEY', openSsh('aes256-ctr', s.bytes(300))),
          pemBlock('ENCRYPTED PRIVATE KEY', encryptedPkcs8(s.bytes(400))),
        ],
        safe: [pemBlock('ENCRYPTED PRIVATE KEY', '...'), pemBlock('RSA PRIVATE KEY', samplePrivateKeyBody(s))],
      }),
    },
    {
      id: 'private-key/pgp',
      title: 'PGP private key',
      description: 'Signs and decrypts as its owner; with a passphrase, once that is guessed.',
      kind: 'pgp-private-key',
      source: 'https://datatracker.ietf.org/doc/html/rfc9580',
      severity: 'error',
      keywords: ['pgp private key block'],
      window: { before: 16, after: 16_000, lines: true },
      pattern: /-{5}BEGIN PGP PRIVATE KEY BLOCK-{5}(?<secret>[^-]{80,15000})-{5}END PGP/,
      validate: isPgpSecretKey,
      placeholders: 'judge',
      revoke: 'Publish the revocation certificate: gpg --gen-revoke.',
      examples: (s) => {
        const body = (tag: number): string =>
          Buffer.concat([Buffer.from([tag, 0x03, 0xc6]), s.bytes(300)]).toString('base64');
        return {
          leak: [
            pemBlock('PGP PRIVATE KEY BLOCK', `\n${body(0x95)}\n=${s.alnum(4)}`),
            pemBlock('PGP PRIVATE KEY BLOCK', `Version: GnuPG v2\n\n${body(0xc5)}\n=${s.alnum(4)}`),
          ],
          safe: [pemBlock('PGP PRIVATE KEY BLOCK', '\n...\n'), pemBlock('PGP PUBLIC KEY BLOCK', `\n${body(0x99)}\n`)],
        };
      },
    },
    {
      id: 'private-key/putty',
      title: 'PuTTY private key',
      description: 'Signs in as its owner: a .ppk file without a passphrase.',
      kind: 'putty-private-key',
      source: 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
      severity: 'error',
      keywords: ['putty-user-key-file-'],
      window: { before: 8, after: 8192, lines: true },
      pattern:
        /PuTTY-User-Key-File-[23]: [\w.-]{4,60}\r?\nEncryption: none\r?\n(?:[^\r\n]{0,200}\r?\n){2,80}?Private-Lines: \d{1,3}\r?\n(?<secret>[A-Za-z0-9+/=\r\n]{40,6000})/,
      revoke: 'Make a new pair, and take the old public key out of every place that trusts it.',
      examples: (s) => {
        const file = (encryption: string): string =>
          `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: ${encryption}\nComment: me\nPublic-Lines: 2\n${s.alnum(64)}\n${s.alnum(20)}\nPrivate-Lines: 1\n${s.alnum(48)}\nPrivate-MAC: ${s.hex(64)}\n`;
        return {
          leak: [{ path: 'key.ppk', text: file('none') }, file('none').replaceAll('\n', '\r\n')],
          safe: [file('aes256-cbc'), 'PuTTY-User-Key-File-3: ssh-ed25519'],
        };
      },
    },
  ],
});
