import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';

// The index says how many bytes a file had when git looked at it last. What it holds now is what counts.

const before = `${'/'.repeat(leak().length - 1)}\n`;
const found = ['pictify/live-key a.js:1 new'];

function committed(): Repository {
  const repository = Repository.started();
  repository.write('a.js', before);
  repository.write('z.js', '// z\n');
  repository.commit('one');
  return repository;
}

describe('a tracked file that is another one than the index knows', () => {
  it.each<[string, string, string[]]>([
    ['of the same length', leak(), found],
    ['longer', `${before}${leak()}`, ['pictify/live-key a.js:2 new']],
    ['longer than what is read at once', `${leak()}${before.repeat(20_000)}`, found],
    ['shorter', `k='${KEY}'`, found],
    ['empty', '', []],
  ])('is looked at as it is: %s', (_name, content, expected) => {
    using repository = committed();
    repository.write('a.js', content);
    const scan = repository.scan('scan');
    expect({ code: scan.code, found: scan.found }).toEqual({ code: expected.length === 0 ? 0 : 1, found: expected });
    const others = repository.bytes('.gitignore').length + repository.bytes('z.js').length;
    expect(scan.report?.receipt).toMatchObject({ files: 3, bytes: Buffer.byteLength(content) + others });
  });

  it.each<[string, (path: string) => void, string]>([
    ['a pipe', (path) => void execFileSync('mkfifo', [path]), 'special-file'],
    ['a folder', (path) => mkdirSync(path), 'submodule'],
    ['nothing', () => {}, 'not-on-disk'],
  ])('is told where it is none: %s', (_name, replace, why) => {
    using repository = committed();
    repository.remove('a.js');
    replace(join(repository.path, 'a.js'));
    expect(JSON.stringify(repository.scan('scan').report?.receipt.skipped)).toContain(why);
  });

  it('is not followed where it is a link', () => {
    using repository = committed();
    repository.write('../outside.js', leak());
    repository.remove('a.js');
    symlinkSync('../outside.js', join(repository.path, 'a.js'));
    expect(repository.scan('scan')).toMatchObject({ code: 0, found: [] });
  });
});
