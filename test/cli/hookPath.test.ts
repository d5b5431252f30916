import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

/** Told to Node: notes each of the program's files that is read, and each process that is started. */
const WITNESS = `
  const fs = require('node:fs');
  const told = (what) => fs.appendFileSync(process.env.WITNESSED, what + '\\n');
  const { readFileSync } = fs;
  fs.readFileSync = (...args) => {
    const [, name] = /[\\\\/]dist[\\\\/](\\w+)\\.cjs$/.exec(String(args[0])) ?? [];
    if (name !== undefined) told(name);
    return readFileSync(...args);
  };
  const { getBuiltinModule } = process;
  process.getBuiltinModule = (name) => {
    told(name);
    return getBuiltinModule(name);
  };
`;

describe('what a hook loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-witness-'));
  const witness = join(folder, 'witness.cjs');
  writeFileSync(witness, WITNESS);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The files by their names, in order. */
  const loaded = (repository: Repository, more: NodeJS.ProcessEnv = {}): { code: number | null; files: string[] } => {
    const list = join(folder, 'list');
    writeFileSync(list, '');
    const { status } = spawnSync(process.execPath, ['--require', witness, resolve('dist/bin.cjs'), 'staged', '-q'], {
      cwd: repository.path,
      env: { ...repository.environment, ...more, WITNESSED: list },
    });
    return {
      code: status,
      files: [...new Set(readFileSync(list, 'utf8').trim().split('\n'))].filter((name) => name !== 'bin'),
    };
  };

  it('is one file where nothing is found, words like those of rules or not', () => {
    const repository = Repository.started();
    repository.write('a.js', 'export const a = 1;\n');
    repository.write('b.js', 'const token = read("github_pat", process.env.PORT, "sk_live_", "pictify");\n');
    repository.git('add', '-A');
    expect(loaded(repository)).toEqual({ code: 0, files: ['stagedCommand'] });
  });

  it('is what weighs, where something may be a key and is none', () => {
    const repository = Repository.started();
    repository.write('a.js', leak('pk_live_your_api_key'));
    repository.git('add', '-A');
    expect(loaded(repository)).toEqual({
      code: 0,
      files: ['stagedCommand', 'ownRules', 'joinedTexts', 'judgeDocument'],
    });
  });

  it('is what reads the config, where there is one', () => {
    const repository = Repository.started();
    repository.write('pictify-scan.config.json', '{ "preset": "recommended" }\n');
    repository.git('add', '-A');
    expect(loaded(repository)).toEqual({ code: 0, files: ['stagedCommand', 'loadConfig'] });
  });

  it('is more where a commit is blocked', () => {
    const repository = Repository.started();
    repository.write('a.js', leak());
    repository.git('add', '-A');
    const { code, files } = loaded(repository);
    expect(code).toBe(1);
    expect(files).toEqual(expect.arrayContaining(['judgeDocument', 'wordFindings', 'pretty']));
  });

  it('is what asks git, where the repository is of an unusual kind', () => {
    const repository = Repository.started();
    repository.write('a.js', 'export const a = 1;\n');
    repository.git('add', '-A');
    const { code, files } = loaded(repository, { GIT_SOMETHING_NEW: '1' });
    expect(code).toBe(0);
    expect(files.filter((name) => !name.startsWith('node:'))).toEqual(['stagedCommand', 'startByGit']);
  });
});
