import { mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY, KEY2, Repository, leak } from '../support/repository.js';
import { utf32le } from '../support/utf32.js';

const LIVE = 'pictify/live-key';

describe('contents', () => {
  const text = `first\n${leak()}`;
  const contents: readonly (readonly [string, string | Buffer])[] = [
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${text}`],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 little endian without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian without a mark', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-32 little endian with a mark', utf32le(text)],
    ['UTF-32 big endian with a mark', utf32le(text).swap32()],
    ['UTF-32 that ends in half a character', Buffer.concat([utf32le(text), Buffer.from('ab')])],
    ['UTF-16 whose first character is a NUL, as in the mark of UTF-32', Buffer.from(`\ufeff\0\n${leak()}`, 'utf16le')],
    ['latin1', Buffer.from(`caf\u00e9\n${leak()}`, 'latin1')],
    ['NUL bytes before it', Buffer.concat([Buffer.alloc(100), Buffer.from(`\n${leak()}`)])],
    ['no final newline', text.trimEnd()],
    ['lines that look like a diff', `diff --git a/x b/x\n${leak()}`],
    ['lines that look like a raw diff', `:100644 100644 aaa bbb M\n${leak()}`],
    ['terminal escapes', `\u001b[2J\n${leak()}`],
    ['an HTML file', `<script>\n${leak()}</script>\n`],
    ['a key behind a million columns', `first\n${'x '.repeat(500_000)}${leak()}`],
  ];
  it.each(contents)('%s', (_name, content) => {
    using repository = Repository.started();
    repository.stage('a.js', content);
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:2 new`]);
  });

  it.each([
    ['-diff', '*.js -diff\n'],
    ['binary', '*.js binary\n'],
    ['a textconv driver', '*.js diff=hide\n'],
    ['a filter', '*.js filter=hide\n'],
    ['a working-tree encoding', '*.js working-tree-encoding=UTF-8\n'],
    ['linguist-generated', '*.js linguist-generated -text\n'],
  ])('hidden from diffs by attributes: %s', (_name, attributes) => {
    using repository = Repository.started();
    repository.write('.gitattributes', attributes);
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('behind a link that took the place of a tracked folder are not those of the work tree', () => {
    using repository = Repository.started();
    repository.write('src/deep/a.js', 'export {};\n');
    repository.commit('source');
    const outside = join(repository.home, 'outside');
    mkdirSync(join(outside, 'deep'), { recursive: true });
    writeFileSync(join(outside, 'deep/a.js'), leak());
    rmSync(join(repository.path, 'src'), { recursive: true });
    symlinkSync(outside, join(repository.path, 'src'));
    const { code, stderr } = repository.run(['scan']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 not on disk')]);
  });

  it('of a symbolic link are its text, not its target', () => {
    using repository = Repository.started();
    repository.write('../target.js', leak());
    symlinkSync('../target.js', join(repository.path, 'link.js'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([]);
    unlinkSync(join(repository.path, 'link.js'));
    symlinkSync(`https://api.pictify.io/image?token=${KEY}`, join(repository.path, 'link'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([`${LIVE} link:1 new`]);
  });

  it('of a file that becomes a link, and back', () => {
    using repository = Repository.started();
    repository.write('a', 'x');
    repository.commit('file');
    repository.remove('a');
    symlinkSync(`token=${KEY}`, join(repository.path, 'a'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a:1 new`]);
  });

  it('of a link that becomes a file', () => {
    using repository = Repository.started();
    symlinkSync('nowhere', join(repository.path, 'a'));
    repository.commit('link');
    repository.remove('a');
    repository.stage('a', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a:1 new`]);
  });

  it('of a file that becomes a folder, and of a submodule that becomes a file', () => {
    using repository = Repository.started();
    repository.write('a', 'x\n');
    repository.commit('file');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},b`);
    repository.git('commit', '-q', '-m', 'gitlink');
    repository.remove('a');
    repository.write('a/inner.js', leak());
    repository.stage('b', leak(KEY2));
    expect(repository.scan('staged').found).toEqual([`${LIVE} a/inner.js:1 new`, `${LIVE} b:1 new`]);
  });

  it('of a link that points at itself, or at a device, do not hang', () => {
    using repository = Repository.started();
    symlinkSync('loop', join(repository.path, 'loop'));
    symlinkSync('/dev/zero', join(repository.path, 'zero'));
    symlinkSync('/', join(repository.path, 'root'));
    repository.git('add', '-A');
    expect(repository.scan('staged')).toMatchObject({ code: 0, found: [] });
    expect(repository.scan('scan')).toMatchObject({ code: 0, found: [] });
  });

  it('of an LFS pointer are said not to be here', () => {
    using repository = Repository.started();
    repository.stage(
      'big.bin',
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`,
    );
    const { code, stderr } = repository.run(['staged']);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('1 lfs pointer') });
  });
});
