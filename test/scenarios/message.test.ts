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
