import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ObjectFiles } from '../../src/git/direct/objectFiles.js';
import { byGit, direct, type Place } from '../support/direct.js';
import { leak, Repository } from '../support/repository.js';

/** What is done to a repository in which `a.js` is staged. */
type Arrange = (repository: Repository) => Place | void;

/** Writes an object into a file of its own, whatever it holds. */
function put(repository: Repository, type: string, content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const oid = createHash('sha1').update(whole).digest('hex');
  repository.write(looseFile(oid), deflateSync(whole));
  return oid;
}

function looseFile(oid: string): string {
  return `.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
}

/** Makes HEAD a commit of a tree with these entries, behind the ignore file: mode, name, id. */
function commitTree(repository: Repository, ...entries: readonly (readonly [string, string, string])[]): void {
  const all = [['100644', '.gitignore', repository.git('rev-parse', ':.gitignore')] as const, ...entries];
  const tree = all.map(([mode, name, oid]) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
  const commit = repository.git('commit-tree', '-m', 'odd', put(repository, 'tree', Buffer.concat(tree)));
  repository.git('update-ref', 'HEAD', commit);
}

function stageSubmodule(repository: Repository, commit: string): void {
  repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
}

/** A submodule that is at another commit now. */
function moveSubmodule(repository: Repository): void {
  stageSubmodule(repository, repository.git('rev-parse', 'HEAD'));
  repository.git('commit', '-qm', 'submodule');
  stageSubmodule(repository, repository.git('rev-parse', 'HEAD'));
}

/** HEAD is a branch of this name, which has a file. */
function nameBranch(repository: Repository, name: string): void {
  repository.write(`.git/refs/heads/${name}`, `${repository.git('rev-parse', 'HEAD')}\n`);
  repository.write('.git/HEAD', `ref: refs/heads/${name}\n`);
}

function onlyPack(repository: Repository): string {
  const folder = join(repository.path, '.git/objects/pack');
  const name = readdirSync(folder).find((each) => each.endsWith('.pack'));
  return join(folder, name ?? '');
}

describe('what is read without git is what git says', () => {
  const cases: readonly (readonly [string, Arrange])[] = [
    ['modes of old trees: a file', (r) => commitTree(r, ['100664', 'a.js', r.git('rev-parse', ':a.js')])],
    ['modes of old trees: a program', (r) => commitTree(r, ['104755', 'a.js', r.git('rev-parse', ':a.js')])],
    ['modes of old trees: neither', (r) => commitTree(r, ['10000', 'a.js', r.git('rev-parse', ':a.js')])],
    [
      'modes of old trees: a link',
      (r) => {
        symlinkSync('a.js', join(r.path, 'link'));
        r.git('add', '-A');
        commitTree(r, ['120777', 'link', r.git('rev-parse', ':link')]);
      },
    ],
    [
      'modes of old trees: a folder',
      (r) => {
        r.stage('d/a.js', 'x\n');
        commitTree(r, ['40755', 'd', r.git('rev-parse', `${r.git('write-tree')}:d`)]);
        r.stage('d/b.js', 'y\n');
      },
    ],
    ['an empty tree', (r) => commitTree(r, ['40000', 'empty', put(r, 'tree', Buffer.alloc(0))])],
    ['an empty tree where a file is now', (r) => commitTree(r, ['40000', 'a.js', put(r, 'tree', Buffer.alloc(0))])],
    [
      'submodules that come, go and become files',
      (r) => {
        stageSubmodule(r, r.git('rev-parse', 'HEAD'));
        r.git('update-index', '--add', '--cacheinfo', `160000,${r.git('rev-parse', 'HEAD')},gone`);
        r.git('commit', '-qm', 'submodules');
        r.git('update-index', '--force-remove', 'gone');
        r.git('update-index', '--cacheinfo', `100644,${r.git('rev-parse', ':a.js')},module`);
        r.git('update-index', '--add', '--cacheinfo', `160000,${r.git('rev-parse', 'HEAD')},new`);
      },
    ],
    [
      'files that are not looked at in the work tree',
      (r) => {
        for (const [name, flag] of [
          ['b.js', '--skip-worktree'],
          ['c.js', '--assume-unchanged'],
        ] as const) {
          r.stage(name, '1\n');
          r.commit(name);
          r.stage(name, '2\n');
          r.git('update-index', flag, name);
        }
      },
    ],
    [
      'packed branches whose names are parts of each other',
      (r) => {
        r.git('branch', 'a');
        r.git('commit', '-qm', 'more');
        for (const name of ['x/refs/heads/a', 'a-b', 'b/a']) r.git('branch', name);
        r.git('tag', '-a', '-m', 'a', 'a', 'a');
        r.git('pack-refs', '--all');
        r.git('symbolic-ref', 'HEAD', 'refs/heads/a');
      },
    ],
    [
      'a packed branch, and a folder of its name',
      (r) => {
        r.git('pack-refs', '--all');
        mkdirSync(join(r.path, '.git/refs/heads/main/left'), { recursive: true });
      },
    ],
    [
      'a branch whose name ends with a space that is none of ASCII',
      (r) => {
        r.git('branch', 'side');
        r.git('commit', '-qm', 'more');
        r.git('checkout', '-q', '-b', 'side\u00a0');
      },
    ],
    [
      'replaced commits and a cut history',
      (r) => {
        const old = r.git('rev-parse', 'HEAD');
        r.git('commit', '-qm', 'more');
        r.git('replace', 'HEAD', old);
        r.write('.git/shallow', `${r.git('rev-parse', 'HEAD')}\n`);
      },
    ],
    [
      'a linked work tree that is named relatively',
      (r) => {
        const cwd = join(r.home, 'linked');
        r.git('worktree', 'add', '-q', '-b', 'linked', cwd);
        writeFileSync(join(cwd, '.git'), 'gitdir: ../repository/.git/worktrees/linked\n');
        writeFileSync(join(cwd, 'new.js'), 'x\n');
        r.git('-C', cwd, 'add', 'new.js');
        return { cwd };
      },
    ],
    [
      'a linked work tree that is named by a link',
      (r) => {
        const cwd = join(r.home, 'linked');
        const link = join(r.home, 'elsewhere/link');
        r.git('worktree', 'add', '-q', '-b', 'linked', cwd);
        mkdirSync(join(link, '..'));
        symlinkSync(join(r.path, '.git/worktrees/linked'), link);
        writeFileSync(join(cwd, '.git'), `gitdir: ${link}\n`);
        writeFileSync(join(cwd, 'new.js'), 'x\n');
        r.git('-C', cwd, 'add', 'new.js');
        return { cwd };
      },
    ],
    [
      'a cache of untracked files, and watched ones',
      (r) => {
        r.git('update-index', '--untracked-cache');
        r.git('update-index', '--fsmonitor');
      },
    ],
    [
      'names with a backslash, of no text, in two cases',
      (r) => {
        r.stage('a\\b.js', 'x\n');
        r.stage(Buffer.from([0x61, 0xff]), 'y\n');
        r.stage('A.js', 'z\n');
      },
    ],
    [
      'an index whose trees are not those of its entries',
      (r) => {
        r.git('commit', '-qm', 'more');
        const index = r.bytes('.git/index');
        const at = index.indexOf(Buffer.from(r.git('rev-parse', ':a.js'), 'hex'));
        index.writeUInt8(index.readUInt8(at) ^ 1, at);
        r.write('.git/index', index);
      },
    ],
    [
      'settings of files that the config includes, which say nothing about where things are',
      (r) => {
        r.write('.git/more', '[core]\n\tworktree = /tmp\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n');
        r.git('config', 'include.path', 'more');
      },
    ],
    [
      'places in the environment as git takes them',
      () => ({ environment: { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' } }),
    ],
  ];
  it.each(cases)('%s', async (_, arrange) => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    const place = arrange(repository) ?? {};
    const files = direct(repository, place);
    expect(files).toBeDefined();
    expect(files).toEqual(await byGit(repository, place));
  });
});

describe('what git has its own thoughts about, git is asked', () => {
  const cases: readonly (readonly [string, Arrange])[] = [
    ['a submodule that moves, which can be hidden', moveSubmodule],
    [
      'the folder of git says that the rest is elsewhere',
      (r) => {
        r.git('clone', '-q', '--bare', r.path, join(r.home, 'other'));
        r.write('.git/commondir', `${join(r.home, 'other')}\n`);
      },
    ],
    [
      'the folder of git is without refs',
      (r) => {
        r.git('checkout', '-q', '--detach');
        r.remove('.git/refs');
      },
    ],
    [
      'the folder of git is a link',
      (r) => {
        renameSync(join(r.path, '.git'), join(r.home, 'moved'));
        symlinkSync(join(r.home, 'moved'), join(r.path, '.git'));
      },
    ],
    [
      'the config is a device',
      (r) => {
        r.remove('.git/config');
        symlinkSync('/dev/zero', join(r.path, '.git/config'));
      },
    ],
    [
      'the config is a pipe',
      (r) => {
        r.remove('.git/config');
        execFileSync('mkfifo', [join(r.path, '.git/config')]);
      },
    ],
    ['the config is a hundred megabytes', (r) => r.write('.git/config', Buffer.alloc(100_000_000, '#'))],
    [
      'the config names a work tree without saying which',
      (r) => appendFileSync(join(r.path, '.git/config'), '[core]\n\tworktree\n'),
    ],
    [
      'the config has spaces that are none of ASCII',
      (r) => appendFileSync(join(r.path, '.git/config'), Buffer.from([0xa0, 10])),
    ],
    ['the config has a form feed', (r) => appendFileSync(join(r.path, '.git/config'), '\f[user]\n')],
    ['the branch is called like a lock', (r) => nameBranch(r, 'a.lock')],
    ['the branch is called like a place in its log', (r) => nameBranch(r, 'a@{1}')],
    ['the branch ends with a dot', (r) => nameBranch(r, 'a.')],
    [
      'the name of the branch is no text',
      (r) => {
        r.git('branch', '\ufffd');
        r.git('commit', '-qm', 'more');
        const file = Buffer.concat([Buffer.from(`${r.path}/.git/refs/heads/`), Buffer.from([0xff])]);
        writeFileSync(file, `${r.git('rev-parse', 'HEAD')}\n`);
        r.write('.git/HEAD', Buffer.concat([Buffer.from('ref: refs/heads/'), Buffer.from([0xff, 10])]));
      },
    ],
    [
      'the branch is a link that leads nowhere',
      (r) => {
        r.git('pack-refs', '--all');
        symlinkSync('nowhere', join(r.path, '.git/refs/heads/main'));
      },
    ],
    [
      'the branch is a link to what is called like another one',
      (r) => {
        r.git('branch', 'old');
        r.git('commit', '-qm', 'more');
        mkdirSync(join(r.path, '.git/refs/heads/refs/heads'), { recursive: true });
        renameSync(join(r.path, '.git/refs/heads/main'), join(r.path, '.git/refs/heads/refs/heads/old'));
        symlinkSync('refs/heads/old', join(r.path, '.git/refs/heads/main'));
      },
    ],
    [
      'packed refs name the branch in a comment',
      (r) => {
        r.write('.git/packed-refs', `# pack-refs with: sorted \n#${r.git('rev-parse', 'HEAD')} refs/heads/a\n`);
        r.write('.git/HEAD', 'ref: refs/heads/a\n');
      },
    ],
    [
      'the branch is an annotated tag',
      (r) => {
        r.git('tag', '-a', '-m', 'tag', 'tag');
        r.write('.git/refs/heads/main', `${r.git('rev-parse', 'refs/tags/tag')}\n`);
      },
    ],
    [
      'the index counts the entries of a folder wrong',
      (r) => {
        r.stage('d/a.js', 'x\n');
        r.commit('more');
        const index = r.bytes('.git/index');
        index.write('2', index.indexOf('d\x001 0\n', 0, 'latin1') + 2, 'latin1');
        r.write('.git/index', index);
      },
    ],
    [
      'the index has a mode that git does not write',
      (r) => {
        const index = r.bytes('.git/index');
        index.writeUInt32BE(0o1_000_100644, index.lastIndexOf('a.js') - 62 + 24);
        r.write('.git/index', index);
      },
    ],
    [
      'the pack is that of another index',
      (r) => {
        r.git('commit', '-qm', 'more');
        r.git('gc', '-q');
        const pack = onlyPack(r);
        const bytes = readFileSync(pack);
        chmodSync(pack, 0o644);
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
        writeFileSync(pack, bytes);
      },
    ],
  ];
  it.each(cases)('%s', (_, arrange) => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    expect(direct(repository)).toHaveLength(1);
    expect(direct(repository, arrange(repository) ?? {})).toBeUndefined();
  });
});

describe('objects that are not as they should be', () => {
  const text = leak();
  /** As it is read, with what stands in its file changed. */
  const read = (change?: (file: string) => void): string | undefined => {
    using repository = Repository.started();
    repository.stage('a.js', text);
    const oid = repository.git('rev-parse', ':a.js');
    const file = join(repository.path, looseFile(oid));
    chmodSync(file, 0o644);
    change?.(file);
    const objects = new ObjectFiles(join(repository.path, '.git'));
    const content = objects.read(oid)?.bytes.toString();
    objects.close();
    return content;
  };
  const instead = (type: string): Buffer => deflateSync(`${type}${text}`);

  it.each<[string, (file: string) => void]>([
    ['a device', (file) => (renameSync(file, `${file}.old`), symlinkSync('/dev/zero', file))],
    ['a pipe', (file) => (renameSync(file, `${file}.old`), void execFileSync('mkfifo', [file]))],
    ['larger than it says', (file) => writeFileSync(file, instead(`blob ${text.length - 1}\0`))],
    ['smaller than it says', (file) => writeFileSync(file, instead(`blob ${text.length + 1}\0`))],
    ['of no kind', (file) => writeFileSync(file, instead(`blub ${text.length}\0`))],
    ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 20))],
    ['empty', (file) => writeFileSync(file, '')],
  ])('%s', (_, change) => {
    expect(read(change)).toBeUndefined();
  });

  it('but read where they are stored as they are', () => {
    expect(read()).toBe(text);
    const stored = deflateSync(`blob ${text.length}\0${text}`, { level: 0 });
    expect(read((file) => writeFileSync(file, stored))).toBe(text);
  });

  it.skipIf(process.platform !== 'linux')('a pack without its other half is looked at once', () => {
    using repository = Repository.started();
    repository.git('gc', '-q');
    repository.write('.git/objects/pack/zzz.idx', '');
    const objects = new ObjectFiles(join(repository.path, '.git'));
    const isOpen = (): number => readdirSync('/proc/self/fd').length;
    const before = isOpen();
    for (let count = 0; count < 5; count += 1)
      expect(objects.read(repository.git('rev-parse', 'HEAD'))).toBeUndefined();
    expect(isOpen()).toBe(before);
    objects.close();
  });
});
