import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { presetRules } from '../../rules/index.js';
import { engineFor, loadEngine } from '../../src/scan/loadEngine.js';
import { leak, KEY } from '../support/repository.js';

// A file that is read into the matcher's window passes where a scan would do no more than count it.

const engine = await loadEngine({ read: () => undefined });
const plain = `const answer = ${'42;\n'.repeat(40)}`;

function passes(path: string, bytes: Buffer, by = engine): boolean {
  const { window } = by;
  if (!window) throw new Error('There is no window: nothing was tested');
  window.bytes.fill(0x2e);
  window.bytes.set(bytes);
  const isPassed = by.passes(path, bytes.length);
  // Whatever passes, a scan has nothing to say of.
  if (isPassed) {
    const tally = by.beginTally();
    expect(by.scan({ path, bytes, origin: { kind: 'worktree', tracked: true } }, tally)).toEqual([]);
    expect(tally).toMatchObject({ files: 1, bytes: bytes.length, skipped: [] });
  }
  return isPassed;
}

describe('a file passes', () => {
  it.each<[string, boolean, string, Buffer]>([
    ['plain code', true, 'a.js', Buffer.from(plain)],
    ['a key', false, 'a.js', Buffer.from(leak())],
    ['a comment that silences nothing', false, 'a.js', Buffer.from(`${plain}// pictify-scan-disable-line\n`)],
    ['an environment file', false, '.env', Buffer.from('A=1\n')],
    ['a template of one', false, '.env.example', Buffer.from('A=1\n')],
    ['characters of two bytes', false, 'a.txt', Buffer.from(`\ufeff${KEY}`, 'utf16le')],
    ['such without a NUL', false, 'a.txt', Buffer.from('\ufeff漢字'.repeat(20), 'utf16le')],
    ['the same the other way round', false, 'a.txt', Buffer.from('\ufeff漢字'.repeat(20), 'utf16le').swap16()],
    ['what is packed', false, 'a.gz', gzipSync(leak())],
    ['an archive', false, 'a.zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from(plain)])],
    ['what begins like one', true, 'a.md', Buffer.from(`P. S.\n${plain}`)],
    [
      'a pointer of LFS',
      false,
      'a.bin',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
    ],
    ['what begins like one and is longer', true, 'a.js', Buffer.from(`var a;\n${plain.repeat(10)}`)],
    ['a NUL', false, 'a.bin', Buffer.from(`${plain}\0`)],
    ['what is encoded', false, 'a.js', Buffer.from(`a = "${Buffer.from(leak()).toString('base64')}";\n`)],
    ['escapes', false, 'a.js', Buffer.from('a = "\\x70\\x6b_live_";\n')],
  ])('or not: %s', (_name, expected, path, bytes) => {
    expect(passes(path, bytes)).toBe(expected);
  });

  it('with no example of a rule', () => {
    const sample = createSampler(5);
    const examples = presetRules('recommended').flatMap((rule) =>
      rule.on === 'text' ? rule.examples(sample).leak.map((each) => (typeof each === 'string' ? each : each.text)) : [],
    );
    expect(examples.length).toBeGreaterThan(100);
    expect(examples.filter((text) => passes('a.js', Buffer.from(text)))).toEqual([]);
  });

  it('nowhere where the config passes it over', async () => {
    const ignoring = await engineFor({ ...engine.config, ignorePaths: ['lib/**'] });
    expect([passes('lib/a.js', Buffer.from(plain), ignoring), passes('a.js', Buffer.from(plain), ignoring)]).toEqual([
      false,
      true,
    ]);
  });
});
