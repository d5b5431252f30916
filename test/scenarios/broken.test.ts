import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

/** Where a loose object is kept. */
const place = (id: string): string => `.git/objects/${id.replace(/^../, '$&/')}`;

describe('a broken repository is exit 2, and never clean:', () => {
  it.each<readonly [string, (r: Repository) => void, readonly string[]]>([
    ['a ref that holds no id', (r) => r.write('.git/refs/heads/broken', 'garbage\n'), ['history']],
    ['a ref whose commit is gone', (r) => r.write('.git/refs/heads/gone', `${'1'.repeat(40)}\n`), ['history']],
    ["HEAD's tree is gone", (r) => r.remove(place(r.git('rev-parse', 'HEAD^{tree}'))), ['staged']],
    ["a commit's tree is gone", (r) => r.remove(place(r.git('rev-parse', 'HEAD^{tree}'))), ['range', 'HEAD~1..HEAD']],
    ["a commit's tree is gone, in history", (r) => r.remove(place(r.git('rev-parse', 'HEAD^{tree}'))), ['history']],
    ['a blob is garbage', (r) => r.write(place(r.git('rev-parse', 'HEAD:a.js')), 'garbage'), ['range', 'HEAD~1..HEAD']],
    ['a blob is garbage, in history', (r) => r.write(place(r.git('rev-parse', 'HEAD:a.js')), 'garbage'), ['history']],
    ['the index is cut off', (r) => r.write('.git/index', r.bytes('.git/index').subarray(0, 40)), ['staged']],
    ['the index is cut off, for scan', (r) => r.write('.git/index', r.bytes('.git/index').subarray(0, 20)), ['scan']],
    ['the config cannot be parsed', (r) => r.write('.git/config', '[core\n'), ['staged']],
    ['its format is of the future', (r) => r.git('config', 'core.repositoryFormatVersion', '99'), ['staged']],
    ['the object folder is gone', (r) => r.remove('.git/objects'), ['staged']],
    ['the shallow file is garbage', (r) => r.write('.git/shallow', 'garbage\n'), ['range', 'HEAD~1..HEAD']],
    ['.git is a file that leads nowhere', (r) => (r.remove('.git'), r.write('.git', 'gitdir: /nowhere\n')), ['staged']],
    ['.git is an empty folder', (r) => (r.remove('.git'), r.write('.git/x', '')), ['staged']],
    ['.git is an empty folder, for scan', (r) => (r.remove('.git'), r.write('.git/x', '')), ['scan']],
  ])('%s', (_name, damage, args) => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.stage('b.js', 'x\n');
    damage(repository);
    const { code, stderr, stdout } = repository.run(args);
    expect({ code, stdout, stack: /\n\s+at /.test(stderr), bug: stderr.includes('this is a bug') }).toEqual({
      code: 2,
      stdout: '',
      stack: false,
      bug: false,
    });
  });
});

describe('the key is found inside of', () => {
  it.each([
    ['a zip archive', 'x.zip', ['archive', '--format=zip', '-o', 'x.zip', 'HEAD']],
    ['a compressed tar archive', 'x.tgz', ['archive', '--format=tar.gz', '-o', 'x.tgz', 'HEAD']],
    ['a tar archive', 'x.tar', ['archive', '--format=tar', '-o', 'x.tar', 'HEAD']],
    ['a patch', '0001-leak.patch', ['format-patch', '-1', '-o', '.', 'HEAD']],
  ])('%s', (_name, path, command) => {
    using repository = Repository.started();
    repository.write('a.js', `${leak()}${'// more\n'.repeat(40)}`);
    repository.commit('leak');
    repository.git(...command);
    repository.git('add', '-A');
    const { code, found } = repository.scan('staged');
    expect(code).toBe(1);
    expect(found[0]).toContain(` ${path}:`);
  });
});
