import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';
import { witness } from '../support/witness.js';

describe('what a hook loads', () => {
  const loaded = (repository: Repository, more?: NodeJS.ProcessEnv): ReturnType<typeof witness> =>
    witness(repository, ['staged', '-q'], more);

  it('is one file where nothing is found, words like those of rules or not', () => {
    const repository = Repository.started();
    repository.write('a.js', 'export const a = 1;\n');
    repository.write('b.js', 'const token = read("github_pat", process.env.PORT, "sk_live_", "pictify");\n');
    // Rules for certain files only are passed over by their path.
    repository.write('c.yml', 'with:\n  token: ${{ secrets.TOKEN }}\n  password: something\n');
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

describe('what a look at the work tree loads', () => {
  const loaded = (repository: Repository): ReturnType<typeof witness> => witness(repository, ['scan', '-q']);

  it('is one file and no git where nothing is found and nothing is untracked', () => {
    const repository = Repository.started();
    repository.write('src/a.js', 'export const a = 1;\n');
    repository.commit('one');
    const { code, files } = loaded(repository);
    expect(code).toBe(0);
    expect(files.filter((name) => !name.startsWith('node:'))).toEqual(['otherCommand', 'scan']);
    expect(files).not.toContain('node:child_process');
  });

  it('is git as well where there is more than the index holds', () => {
    const repository = Repository.started();
    repository.write('src/a.js', 'export const a = 1;\n');
    expect(loaded(repository).files).toContain('node:child_process');
  });
});
