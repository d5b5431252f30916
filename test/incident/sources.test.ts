import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';
import { incident } from './incident.js';

describe('the guard that a commit went past is named once', () => {
  it.each([
    ['.husky', '.husky'],
    ['./.husky/', '.husky'],
    ['the whole path', '.husky'],
    ['.githooks', '.githooks'],
  ])('where core.hooksPath is %s', (hooksPath, folder) => {
    using repository = Repository.started();
    const hook = `${folder}/pre-commit`;
    repository.write(hook, '#!/bin/sh\nnpx pictify-scan staged\n');
    const file = join(repository.path, hook);
    chmodSync(file, 0o755);
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    repository.git(
      'config',
      'core.hooksPath',
      hooksPath === 'the whole path' ? join(repository.path, folder) : hooksPath,
    );
    repository.commit('guard');
    repository.write('a.js', leak());
    repository.write('b.js', leak());
    repository.commit('leak');
    const { report } = incident(repository, ['--stdin'], `${KEY}\n`);
    expect(report.sources.map(({ guards }) => guards)).toEqual([[hook]]);
  });

  it("where it is in git's own folder", () => {
    using repository = Repository.started();
    repository.hook('pre-commit', 'staged # pictify-scan');
    utimesSync(join(repository.path, '.git/hooks/pre-commit'), 1_700_000_000, 1_700_000_000);
    repository.write('a.js', leak());
    repository.commit('leak');
    const { report } = incident(repository, ['--stdin'], `${KEY}\n`);
    expect(report.sources.map(({ guards }) => guards)).toEqual([['.git/hooks/pre-commit']]);
  });
});
