import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { presetRules } from '../../rules/index.js';
import type { Judged } from '../../src/judge/judgeDocument.js';
import type { FileWindow } from '../../src/scan/engine.js';
import { engineFor, loadEngine } from '../../src/scan/loadEngine.js';
import fc from '../support/properties.js';
import { IGNORE, KEY, leak, Repository } from '../support/repository.js';

// A file that is read into the matcher's window passes where a scan would do no more than count it.

const engine = await loadEngine({ read: () => undefined });
const plain = `const answer = ${'42;\n'.repeat(40)}`;

/** Whether it passes, its path, and what is in it. */
const FILES: readonly (readonly [string, boolean, string, Buffer])[] = [
  ['plain code', true, 'a.js', Buffer.from(plain)],
  ['a key', false, 'a.js', Buffer.from(leak())],
  ['a comment that silences nothing', false, 'a.js', Buffer.from(`${plain}// pictify-scan-disable-line\n`)],
  ['an environment file', false, '.env', Buffer.from('A=1\n')],
  ['one with a key', false, '.env', Buffer.from(`PICTIFY_API_KEY=${KEY}\n`)],
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
];

function window(by = engine): FileWindow {
  if (!by.window) throw new Error('There is no window: nothing was tested');
  return by.window;
}

function passes(path: string, bytes: Buffer, by = engine): boolean {
  window(by).bytes.fill(0x2e);
  window(by).bytes.set(bytes);
  const isPassed = window(by).take(path, bytes.length, Buffer.alloc(bytes.length)) === undefined;
  // Whatever passes, a scan has nothing to say of.
  if (isPassed) {
    const tally = by.beginTally();
    expect(by.scan({ path, bytes, origin: { kind: 'worktree', tracked: true } }, tally)).toEqual([]);
    expect(tally).toMatchObject({ files: 1, bytes: bytes.length, skipped: [] });
  }
  return isPassed;
}

/** What a look at the tree finds of files that are read one after the other. */
function found(files: Readonly<Record<string, string | Buffer>>): readonly string[] {
  using repository = Repository.started();
  repository.write('.gitignore', IGNORE);
  for (const [path, content] of Object.entries(files)) repository.stage(path, content);
  repository.commit('one');
  return repository.scan('scan').found;
}

describe('a file that does not pass', () => {
  const long = plain.repeat(20);

  it.each<[string, string, string | Buffer]>([
    ['an environment file', '.env', `PICTIFY_API_KEY=${KEY}\n`],
    ['wide characters', 'b.txt', Buffer.from(`\ufeff${leak()}`, 'utf16le')],
    ['an archive', 'b.gz', gzipSync(leak())],
    ['a key', 'b.js', leak()],
  ])('is looked at for itself, whatever was read before: %s', (_name, path, content) => {
    const before = { '.a.js': long, 'a.js': long };
    expect(found({ ...before, [path]: content })).toEqual(found({ [path]: content }));
    expect(found({ [path]: content })).toContainEqual(expect.stringContaining('pictify/live-key'));
  });
});

describe('a file passes', () => {
  it.each(FILES)('or not: %s', (_name, expected, path, bytes) => {
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

  it('whatever was read before it, and what does not is looked at as ever', async () => {
    const other = await loadEngine({ read: () => undefined });
    const told = (judged: readonly Judged[]): readonly string[] =>
      judged.map(({ rule, start, via }) => `${rule.id} ${start.line}:${start.column} ${via.join(' ')}`);
    const room = Buffer.alloc(window().bytes.length);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FILES), { minLength: 2, maxLength: 8 }), (files) => {
        for (const [, , path, content] of files) {
          const origin = { kind: 'worktree', tracked: true } as const;
          window().bytes.set(content);
          const bytes = window().take(path, content.length, room);
          const seen = bytes === undefined ? [] : told(engine.scan({ path, bytes, origin }));
          expect(seen).toEqual(told(other.scan({ path, bytes: content, origin })));
        }
      }),
      { numRuns: 300 },
    );
  });
});
