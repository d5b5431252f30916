import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { Detector } from '../../src/detect/detector.js';
import { KEY, KEY2, leak } from '../support/repository.js';

const detector = new Detector(presetRules('pictify'));

/** A zip archive by PKWARE's APPNOTE: local headers with contents, the central directory, its end. */
function zip(members: readonly { name: string; bytes: Buffer; stored: boolean }[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, stored } of members) {
    const packed = stored ? bytes : deflateRawSync(bytes);
    const sizes = Buffer.alloc(20);
    sizes.writeUInt16LE(stored ? 0 : 8, 2);
    sizes.writeUInt32LE(crc32(bytes), 8);
    sizes.writeUInt32LE(packed.length, 12);
    sizes.writeUInt32LE(bytes.length, 16);
    const lengths = Buffer.from([name.length, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00'), sizes, lengths, Buffer.from(name), packed]);
    const record = Buffer.alloc(14);
    record.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00\x14\x00'), sizes, lengths, record, Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end, Buffer.from(comment)]);
}

/** What is found, as `via: last characters of the key`. */
function found(bytes: Buffer): string[] {
  return detector
    .detect(bytes, 'backup.zip')
    .candidates.filter(({ rule }) => rule.id === 'pictify/live-key')
    .map(({ via, secret }) => `${via.join(', ') || 'plain'}: ${secret.slice(-4)}`);
}

const one = KEY.slice(-4);
const two = KEY2.slice(-4);

describe('a key in an archive is found once', () => {
  it.each([
    ['a stored member', zip([{ name: 'a.js', bytes: Buffer.from(leak()), stored: true }]), [`zip member a.js: ${one}`]],
    [
      'a deflated member',
      zip([{ name: 'a.js', bytes: Buffer.from(leak()), stored: false }]),
      [`zip member a.js: ${one}`],
    ],
    [
      'two stored members',
      zip([
        { name: 'a.js', bytes: Buffer.from(leak()), stored: true },
        { name: 'b.js', bytes: Buffer.from(leak(KEY2)), stored: true },
      ]),
      [`zip member a.js: ${one}`, `zip member b.js: ${two}`],
    ],
    [
      'a stored gzip file',
      zip([{ name: 'a.gz', bytes: gzipSync(leak()), stored: true }]),
      [`zip member a.gz, gzip: ${one}`],
    ],
    [
      "the archive's comment, beside a stored member",
      zip([{ name: 'a.js', bytes: Buffer.from('x'), stored: true }], ` pictify ${KEY} `),
      [`plain: ${one}`],
    ],
  ])('%s', (_name, bytes, expected) => expect(found(bytes)).toEqual(expected));
});
