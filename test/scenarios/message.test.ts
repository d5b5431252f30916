import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY, Repository } from '../support/repository.js';

const SCISSORS = '# ------------------------ >8 ------------------------\n';
const EXPLAINED = `${SCISSORS}# Do not modify or remove the line above.\n# Everything below it will be ignored.\n`;
const LEAK = ['pictify/live-key COMMIT_MESSAGE'];

describe('a commit message', () => {
  it.each<readonly [string, string | Buffer, readonly string[]]>([
    ['that is clean', 'fix: the renderer\n', []],
    ['that is empty', '', []],
    ['with a key in its subject', `use ${KEY}\n`, LEAK],
    ['with a key in its body', `subject\n\nPICTIFY_API_KEY=${KEY}\n`, LEAK],
    ['with a key in a trailer', `subject\n\nCo-authored-by: ${KEY} <a@example.com>\n`, LEAK],
    ['in UTF-16', Buffer.from(`\ufeffuse ${KEY}\n`, 'utf16le'), LEAK],
    ['in latin1', Buffer.from(`caf\u00e9 ${KEY}\n`, 'latin1'), LEAK],
    ['with the diff of --verbose below it', `subject\n${EXPLAINED}diff --git a/a.js b/a.js\n-${KEY}\n`, []],
    ['with a merge diff of --verbose below it', `subject\n${EXPLAINED}diff --cc a.js\n- ${KEY}\n`, []],
    ['with nothing below the scissors but comments', `subject\n${EXPLAINED}#\n# modified: ${KEY}.js\n`, []],
    ['with another comment character', `subject\n${EXPLAINED.replaceAll('#', ';')}diff --git a/a b/a\n-${KEY}\n`, []],
    ['with a key above the scissors', `${KEY}\n${EXPLAINED}diff --git a/a.js b/a.js\n`, LEAK],
    ['with a line like scissors in it, which git keeps, and a key below', `subject\n\n${SCISSORS}${KEY}\n`, LEAK],
  ])('%s', (_name, text, expected) => {
    using repository = Repository.started();
    repository.write('../message', text);
    const { found, code } = repository.scan('message', '../message');
    expect({ found: found.map((each) => each.replace(/:\d+ new$/, '')), code }).toEqual({
      found: expected,
      code: expected.length,
    });
  });

  it.each([
    ['-m', ['-m', `use ${KEY}`]],
    ['-F', ['-F', 'text']],
    ['two -m', ['-m', 'subject', '-m', KEY]],
    ['--amend -m', ['--amend', '-m', KEY]],
    ['--trailer', ['-m', 'x', '--trailer', `Key: ${KEY}`]],
  ])('by %s is refused by the commit-msg hook', (_name, args) => {
    using repository = Repository.started();
    repository.hook('commit-msg', 'message "$1"');
    repository.write('text', `subject\n\n${SCISSORS}${KEY}\n`);
    expect(repository.tryGit('commit', '--allow-empty', ...args).code).toBe(1);
    expect(repository.git('log', '--format=%s')).toBe('start');
  });

  it('file that is not there is exit 2', () => {
    using repository = Repository.started();
    expect(repository.run(['message', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nowhere'),
    });
  });
});

describe('a message that was refused', () => {
  const PICTIFY = `render with pictify, key ${KEY}`;
  const MENDED = 'render with pictify, key of Ada';
  /** What the user does in an editor. */
  const editor = (from: string, to: string): NodeJS.ProcessEnv => ({ GIT_EDITOR: `sed -i 's/${from}/${to}/'` });

  /** The command of the last step of the first finding. */
  function lastStep(stdout: string): string {
    return /^ +2\. .*in the message[^]*?:\s+(git commit.*)$/m.exec(stdout)?.[1] ?? `none in ${stdout}`;
  }

  it.each<readonly [string, string, readonly string[], NodeJS.ProcessEnv]>([
    ['is committed again by the command that is said', '', ['-m', PICTIFY], {}],
    ['in a folder below', 'sub', ['-m', PICTIFY], {}],
    ['in a linked work tree', '../linked tree', ['-m', PICTIFY], {}],
    ['out of an editor', '', ['-e', '-m', 'x'], editor('^x$', PICTIFY)],
    ['out of an editor that shows the change', '', ['-v', '-e', '-m', 'x'], editor('^x$', PICTIFY)],
  ])('%s', (_name, folder, args, environment) => {
    using repository = Repository.started();
    repository.git('worktree', 'add', '-q', '-b', 'linked', '../linked tree');
    mkdirSync(join(repository.path, 'sub'));
    repository.hook('commit-msg', 'message "$1"');
    const cwd = join(repository.path, folder);
    const env = { ...repository.environment, ...environment };
    const git = (...words: string[]): string => execFileSync('git', words, { cwd, env, encoding: 'utf8' }).trim();
    repository.write(join(folder, 'a.js'), '// a change\n');
    git('add', '-A');
    const blocked = spawnSync('git', ['commit', ...args], { cwd, env, encoding: 'utf8' });
    const command = lastStep(blocked.stdout + blocked.stderr);
    spawnSync('sh', ['-c', command], { cwd, env: { ...env, ...editor(KEY, 'of Ada') } });
    expect([command, git('log', '-1', '--format=%B')]).toEqual([expect.stringContaining('-e -F '), MENDED]);
  });

  it('is committed again where it is that of a merge', () => {
    using repository = Repository.started();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('side.js', '// side\n');
    repository.commit('side');
    repository.git('checkout', '-q', '-');
    repository.hook('commit-msg', 'message "$1"');
    const { stdout, stderr } = repository.tryGit('merge', '--no-ff', '-m', PICTIFY, 'side');
    const command = lastStep(stdout + stderr);
    spawnSync('sh', ['-c', command], {
      cwd: repository.path,
      env: { ...repository.environment, ...editor(KEY, 'of Ada') },
    });
    expect([command, repository.git('log', '-1', '--format=%s %P').split(' ').length]).toEqual([
      'git commit',
      MENDED.split(' ').length + 2,
    ]);
  });

  it('is told nothing of git where the file is none of git’s', () => {
    using repository = Repository.started();
    repository.write('../message', `${PICTIFY}\n`);
    expect(repository.run(['message', '../message']).stdout).not.toContain('git commit');
  });
});
