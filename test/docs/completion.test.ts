import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN } from '../support/repository.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-completion-'));
  writeFileSync(join(folder, 'pictify-scan'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  chmodSync(join(folder, 'pictify-scan'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bash(script: string): { readonly code: number | null; readonly lines: readonly string[] } {
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-c', script], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, SHELL: '/bin/bash' },
    encoding: 'utf8',
  });
  return { code: status, lines: stdout.split('\n').filter((line) => line !== '') };
}

/** What bash offers for a line, its last word being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  return bash(
    `source <(pictify-scan completion) && COMP_WORDS=(${line}) COMP_CWORD=${words.length - 1} && _pictify-scan_yargs_completions && printf '%s\\n' "\${COMPREPLY[@]}"`,
  ).lines;
}

describe('completion in bash', () => {
  it('is a script and nothing else', () => expect(bash('pictify-scan completion | bash -n').code).toBe(0));

  it('ends well', () => expect(bash('pictify-scan completion > /dev/null').code).toBe(0));

  it('is set up by what it says itself', () =>
    expect(bash('source <(pictify-scan completion) && complete -p pictify-scan').lines.join()).toMatch(
      /-F _pictify-scan_yargs_completions pictify-scan$/,
    ));

  it.each([
    ['a command', ['pictify-scan', 'st'], ['staged', 'stdin']],
    ['a command that is alone', ['pictify-scan', 'hist'], ['history']],
    ['an option', ['pictify-scan', 'scan', '--fail'], ['--fail-on']],
    ['a value', ['pictify-scan', 'scan', '--fail-on', 'w'], ['warning']],
    ['an option of one command', ['pictify-scan', 'history', '--sh'], ['--shard', '--show-known', '--show-public']],
    ['nothing that there is', ['pictify-scan', 'zzz'], []],
  ])('offers %s', (_name, words, expected) => expect(offered(...words).toSorted()).toEqual(expected));
});
