import { describe, expect, it } from 'vitest';
import type { IncidentReport } from '../../src/incident/model.js';
import { createSampler } from '../../rules/sampler.js';
import { KEY, leak, Repository } from '../support/repository.js';

const TOKEN = createSampler(77).hex(64);

/** What `incident` says of a key, as data. */
export function incident(
  repository: Repository,
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly report: IncidentReport; readonly stderr: string } {
  const { code, stdout, stderr } = repository.run(['incident', ...args, '--format', 'json'], { input });
  if (!stdout.startsWith('{')) throw new Error(`${code}: ${stderr}`);
  return { code, report: JSON.parse(stdout) as IncidentReport, stderr };
}

const told = ({ scope }: IncidentReport): string[] =>
  scope.events.map(({ change, path, line, via, at }) =>
    [change, line === null ? path : `${path}:${line}`, ...via, ...(at === 'refs' ? [] : [at])].join(' '),
  );

describe('incident finds every commit:', () => {
  it.each<readonly [string, (repository: Repository) => void, readonly string[]]>([
    [
      'added and taken away',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.stage('a.js', ''), r.commit('out')),
      ['added a.js:1', 'removed a.js'],
    ],
    [
      'a change of a file that holds it',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.stage('a.js', `\n${leak()}`), r.commit('more')),
      ['added a.js:1', 'changed a.js:2'],
    ],
    [
      'a rename',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.git('mv', 'a.js', 'b.js'), r.commit('mv')),
      ['added a.js:1', 'removed a.js', 'added b.js:1'],
    ],
    [
      'in base64',
      (r) => (
        r.stage('s.yaml', `kind: Secret\ndata:\n  PICTIFY_API_KEY: ${Buffer.from(KEY).toString('base64')}\n`),
        r.commit('in')
      ),
      ['added s.yaml:3 base64'],
    ],
    [
      'in base64 inside of something longer',
      (r) => (r.stage('x.txt', `auth ${Buffer.from(`user:${KEY}:x`).toString('base64')}\n`), r.commit('in')),
      ['added x.txt:1 base64'],
    ],
    [
      'in hex',
      (r) => (r.stage('x.bin', Buffer.from(`\0\n${Buffer.from(KEY).toString('hex')}`)), r.commit('in')),
      ['added x.bin:2 hex'],
    ],
    [
      'in UTF-16',
      (r) => (r.stage('x.ps1', Buffer.from(`\ufeff\nkey ${KEY}`, 'utf16le')), r.commit('in')),
      ['added x.ps1:2'],
    ],
    [
      'in parts',
      (r) => (r.stage('p.py', `k = Pictify("${KEY.slice(0, 14)}" + "${KEY.slice(14)}")\n`), r.commit('in')),
      ['added p.py:1 folded literals'],
    ],
    ['in a commit message', (r) => r.commit(`use ${KEY}`), ['added COMMIT_MESSAGE']],
    ['in the message of a tag', (r) => r.git('tag', '-a', 'v1', '-m', KEY), ['added TAG_MESSAGE']],
    ['in a stash', (r) => (r.stage('.gitignore', leak()), r.git('stash', '-q')), ['added .gitignore:1 stash']],
    [
      'in the reflog',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.git('reset', '-q', '--hard', 'HEAD^')),
      ['added a.js:1 reflog'],
    ],
    [
      'on a branch that was merged',
      (r) => {
        r.git('checkout', '-q', '-b', 'side');
        r.stage('a.js', leak());
        r.commit('in');
        r.git('checkout', '-q', 'main');
        r.commit('other');
        r.git('merge', '-q', '--no-edit', '--no-ff', 'side');
      },
      ['added a.js:1'],
    ],
    [
      'brought by a merge itself',
      (r) => {
        r.git('checkout', '-q', '-b', 'side');
        r.stage('b.js', '1\n');
        r.commit('side');
        r.git('checkout', '-q', 'main');
        r.commit('other');
        r.git('merge', '-q', '--no-commit', '--no-ff', 'side');
        r.stage('evil.js', leak());
        r.commit('merge');
      },
      ['added evil.js:1'],
    ],
  ])('%s', (_name, arrange, expected) => {
    using repository = Repository.started();
    arrange(repository);
    const { report, code } = incident(repository, ['--stdin'], `${KEY}\n`);
    expect({
      events: told(report).map((each) => each.replace(/ (?:concatenation|folded|joined|parts).*$/, ' folded literals')),
      code,
    }).toEqual({ events: expected, code: 1 });
  });

  it('where no rule would look: hex without a word about Pictify', () => {
    using repository = Repository.started();
    repository.stage('sums.txt', `one\n${TOKEN}\n`);
    repository.commit('in');
    expect(told(incident(repository, ['--stdin'], TOKEN).report)).toEqual(['added sums.txt:2']);
  });
});
