import { describe, expect, it } from 'vitest';
import { commitsPastHook } from '../../src/ci/passedHook.js';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { emptyReport, hostileReport } from '../report/hostileReport.js';
import { KEY, leak, Repository } from '../support/repository.js';

/** A repository with a range on a branch, and what CI says of it. */
function branch(prepare: (repository: Repository) => void): { repository: Repository; run: () => string } {
  const repository = Repository.started();
  const base = repository.git('rev-parse', 'HEAD');
  prepare(repository);
  const environment = { CIRCLECI: 'true', CIRCLE_BASE_REVISION: base };
  return { repository, run: () => repository.run(['ci'], { environment }).stdout };
}

describe('pictify-scan ci tells which commits went past the hook', () => {
  it('names the commit that brings a key, and no other', () => {
    const { repository, run } = branch((r) => {
      r.write('b.js', 'x\n');
      r.commit('clean');
      r.write('a.js', leak());
      r.commit('Render the card');
      r.write('a.js', 'x\n');
      r.commit('take out');
    });
    using _ = repository;
    const guilty = repository.git('rev-parse', '--short=12', 'HEAD~1');
    const told = [...run().matchAll(/Commit (\w+) \((.*?), \S+: (.*?)\) went past the hook/g)];
    expect(told.map((each) => each.slice(1))).toEqual([[guilty, 'Ada', 'Render the card']]);
  });

  it('names none where nothing is found', () => {
    const { repository, run } = branch((r) => r.commit('clean'));
    using _ = repository;
    expect(run()).not.toContain('went past the hook');
  });

  it('shows neither escape sequences nor keys of a subject', () => {
    const { repository, run } = branch((r) => {
      r.write('a.js', leak());
      r.commit(`\u001b[31mred ${KEY}`);
    });
    using _ = repository;
    const output = run();
    expect([output.includes('\u001b[31m'), output.includes(KEY), output.includes('went past the hook')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('grants that a change of the config may have let it through', () => {
    const { repository, run } = branch((r) => {
      r.write('a.js', leak());
      r.write('pictify-scan.config.json', '{ "rules": { "pictify/*": "off" } }');
      r.commit('both');
    });
    using _ = repository;
    expect(run()).toContain('Or the config that this range changes let it through.');
  });
});

describe('commits past the hook', () => {
  const [finding] = hostileReport(['plain']).findings;
  const report = (changes: readonly Partial<Finding>[]): Report => ({
    ...emptyReport(),
    findings: changes.flatMap((change) => (finding ? [{ ...finding, ...change }] : [])),
  });
  const commit = (index: number): Partial<Finding> => ({
    commit: {
      id: `${index}`.padStart(40, '0'),
      author: 'a',
      email: 'e',
      date: `2026-01-01T00:00:${index}Z`,
      subject: 's',
    },
  });

  it.each([
    ['a warning', { severity: 'warning' as const }],
    ['what was known', { status: 'known' as const }],
    ['what the baseline holds', { status: 'baseline' as const }],
  ])('are not told by %s', (_name, change) => expect(commitsPastHook(report([change]))).toEqual([]));

  it('are told once each', () => expect(commitsPastHook(report([commit(1), commit(1)]))).toHaveLength(1));

  it('are counted when there are many', () => {
    const told = commitsPastHook(report(Array.from({ length: 23 }, (_, index) => commit(index + 10))));
    expect([told.length, told.at(-1)?.message]).toEqual([21, '3 more commits went past the hook.']);
  });
});
