import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { exposureHints, judgeExposure, type Sightings } from '../../src/remedy/exposure.js';
import { commandLine, Repository } from './repository.js';

const key = createSampler(9).key('live');
const nothing: Sightings = { remoteBranches: [], tags: [], localCommits: [], stashes: [], reflog: [] };

describe('judgeExposure', () => {
  it.each([
    ['nowhere', nothing, 'staged'],
    ['a stash', { ...nothing, stashes: ['stash@{0}'] }, 'leftover'],
    ['the reflog', { ...nothing, reflog: ['abc'] }, 'leftover'],
    [
      'a local commit, and a stash',
      { ...nothing, stashes: ['stash@{0}'], localCommits: [{ id: 'abc', isHead: true }] },
      'local',
    ],
    [
      'a tag, and a local commit',
      { ...nothing, tags: ['v1'], localCommits: [{ id: 'abc', isHead: true }] },
      'published',
    ],
    ['a remote branch', { ...nothing, remoteBranches: ['origin/main'] }, 'published'],
  ] as const)('%s', (_, sightings, level) => {
    expect(judgeExposure(sightings).where).toBe(level);
  });

  it('asks for a rebase where an earlier commit has it', () => {
    const exposure = judgeExposure({
      ...nothing,
      localCommits: [
        { id: 'new', isHead: true },
        { id: 'old', isHead: false },
      ],
    });
    expect(exposureHints(exposure, undefined)[0]).toContain('git rebase -i old^');
  });
});

describe('what a blocked commit says', () => {
  const cli = commandLine();
  let repository: Repository;
  beforeEach(() => {
    repository = new Repository();
    repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'start');
    repository.git('init', '-q', '--bare', join(repository.root, '.git', 'remote.git'));
    repository.git('remote', 'add', 'origin', join(repository.root, '.git', 'remote.git'));
    repository.git('push', '-q', 'origin', 'main');
  });
  afterEach(() => repository.remove());

  const commitKey = (message = 'key'): void => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', message);
  };
  const commitElsewhere = (text = `new Pictify('${key}');\n`): void => {
    repository.write('lib/b.js', text);
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'elsewhere');
  };
  /** A second copy of the key is staged: the hook blocks. */
  const blocked = (): Report['findings'][number] | undefined => {
    repository.write('a.js', `new Pictify('${key}');\nnew Pictify('${key}');\n`);
    repository.git('add', '-A');
    const { output } = cli.run(repository.root, ['staged', '--format', 'json']);
    const report = JSON.parse(output.split('\npictify-scan:')[0] ?? '') as Report;
    return report.findings.find(({ status }) => status === 'new');
  };
  const firstHint = (): string => blocked()?.hints[0] ?? '';
  const nowhere = { where: 'staged', commits: { count: 0, ids: [] }, refs: [], remotes: [], stash: [], reflog: [] };
  const head = (): string => repository.git('rev-parse', '--short=8', 'HEAD').trim();

  it('nothing where it is only staged', () => {
    expect(firstHint()).toMatch(/^Change line/);
  });

  it('amend, where the last commit has it', () => {
    commitKey();
    expect(firstHint()).toContain('git commit --amend');
  });

  it('rebase, where an earlier one has it', () => {
    commitKey();
    const id = repository.git('rev-parse', '--short=8', 'HEAD').trim();
    repository.git('commit', '-q', '--allow-empty', '-m', 'more');
    expect(firstHint()).toContain(`git rebase -i ${id}^`);
  });

  it('revoke first, where a remote branch has it', () => {
    commitKey();
    repository.git('push', '-q', 'origin', 'main');
    expect(firstHint()).toMatch(/origin\/main has it\. Revoke it first/);
  });

  it('revoke first, where a tag has it', () => {
    commitKey();
    repository.git('tag', 'v1');
    repository.git('reset', '-q', '--hard', 'HEAD^');
    expect(firstHint()).toMatch(/v1 has it\. Revoke it first/);
  });

  it('drop the stash, where that has it', () => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', '-A');
    repository.git('stash', '-q');
    expect(firstHint()).toContain('git stash drop stash@{0}');
  });

  it('stays on this machine, where only the reflog has it', () => {
    commitKey();
    repository.git('reset', '-q', '--hard', 'HEAD^');
    expect(firstHint()).toContain('on this machine only');
  });

  it.each<readonly [string, () => object]>([
    ['only staged', () => ({})],
    [
      'two local commits',
      () => {
        commitKey();
        const first = head();
        repository.git('commit', '-q', '--allow-empty', '-m', 'more');
        return { where: 'local', commits: { count: 2, ids: [head(), first] } };
      },
    ],
    [
      'a branch of a remote',
      () => {
        commitKey();
        repository.git('push', '-q', 'origin', 'main');
        return { where: 'published', refs: ['origin/main'], remotes: ['origin'] };
      },
    ],
    [
      'a stash',
      () => {
        repository.write('a.js', `new Pictify('${key}');\n`);
        repository.git('add', '-A');
        repository.git('stash', '-q');
        return { where: 'leftover', stash: ['stash@{0}'] };
      },
    ],
    [
      'a commit that was taken back',
      () => {
        commitKey();
        const gone = head();
        repository.git('reset', '-q', '--hard', 'HEAD^');
        return { where: 'leftover', reflog: [gone] };
      },
    ],
    [
      'another file of a branch of a remote',
      () => {
        commitElsewhere();
        repository.git('push', '-q', 'origin', 'main');
        return { where: 'published', refs: ['origin/main'], remotes: ['origin'] };
      },
    ],
    [
      'another file of a branch of a remote, of another name here, that no rule finds it in',
      () => {
        commitElsewhere(`/* pictify-scan-disable-line -- sample */ const stripe = '${key}';\n`);
        repository.git('push', '-q', 'origin', 'main');
        repository.git('mv', 'lib/b.js', 'c.js');
        repository.git('commit', '-q', '-m', 'move');
        return { where: 'published', refs: ['origin/main'], remotes: ['origin'] };
      },
    ],
    [
      'another file of a tag',
      () => {
        commitElsewhere();
        repository.git('tag', 'v1');
        repository.git('reset', '-q', '--hard', 'HEAD^');
        return { where: 'published', refs: ['v1'] };
      },
    ],
    [
      'another file of a local commit',
      () => {
        commitElsewhere();
        return { where: 'local', commits: { count: 1, ids: [head()] } };
      },
    ],
    [
      'only staged, beside a file that is gone from the repository',
      () => {
        repository.write('b.js', 'b\n');
        repository.git('add', '-A');
        repository.git('commit', '-q', '-m', 'b');
        const oid = repository.git('rev-parse', 'HEAD:b.js').trim();
        repository.git('rm', '-q', 'b.js');
        rmSync(join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2)));
        return { isCut: true };
      },
    ],
    [
      'only staged, beside a file too large to be looked into',
      () => {
        repository.write('large.txt', 'large\n'.repeat(700_000));
        repository.git('add', '-A');
        repository.git('commit', '-q', '-m', 'large');
        return { isCut: true };
      },
    ],
  ])('as data: %s', (_, arrange) => {
    const expected = arrange();
    expect(blocked()?.exposure).toEqual({ ...nowhere, ...expected });
  });

  it('in words, for people', () => {
    commitKey();
    repository.git('push', '-q', 'origin', 'main');
    blocked();
    expect(cli.run(repository.root, ['staged']).output).toContain('Out already: on origin/main (remote origin).');
  });

  it('in words, where not every file was looked into', () => {
    repository.write('large.txt', 'large\n'.repeat(700_000));
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'large');
    blocked();
    const { output } = cli.run(repository.root, ['staged']);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'in no commit that was looked at. Not every file of the commits was looked into; for that: pictify-scan history',
    );
  });

  it('nothing in a report on what is in the work tree', () => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    const { output } = cli.run(repository.root, ['scan', '--format', 'json']);
    const report = JSON.parse(output.split('\npictify-scan:')[0] ?? '') as Report;
    expect(report.findings.map(({ exposure }) => exposure)).toEqual([undefined]);
  });
});
