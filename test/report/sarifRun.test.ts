import { describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';

interface Replacement {
  readonly deletedRegion: { startLine: number; startColumn: number; endLine: number; endColumn: number };
  readonly insertedContent: { text: string };
}

interface Run {
  readonly versionControlProvenance?: readonly { repositoryUri: string; revisionId: string; branch: string }[];
  readonly results: readonly {
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly fixes?: readonly { artifactChanges: readonly { replacements: readonly Replacement[] }[] }[];
  }[];
}

function sarif(repository: Repository, ...args: string[]): Run {
  const { stdout } = repository.run([...args, '--format', 'sarif']);
  const run = (JSON.parse(stdout) as { runs: Run[] }).runs[0];
  if (!run) throw new Error('no run');
  return run;
}

/** What a viewer makes of the first fix. Columns are UTF-16 units, as are JavaScript's. */
function fixed(text: string, run: Run): string | undefined {
  const replacement = run.results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements[0];
  if (!replacement) return undefined;
  const { deletedRegion: region, insertedContent } = replacement;
  const lines = text.split('\n');
  const line = lines[region.startLine - 1] ?? '';
  lines[region.startLine - 1] =
    line.slice(0, region.startColumn - 1) + insertedContent.text + line.slice(region.endColumn - 1);
  return lines.join('\n');
}

describe('the fixes of a run', () => {
  it.each([
    ['a literal', 'a.js', leak(), 'const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n'],
    [
      'one behind wide characters',
      'a.js',
      `/* 日本語 😀 */ ${leak()}`,
      '/* 日本語 😀 */ const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n',
    ],
    [
      'a value in a workflow',
      '.github/workflows/a.yml',
      `env:\n  PICTIFY_API_KEY: ${KEY}\n`,
      'env:\n  PICTIFY_API_KEY: ${{ secrets.PICTIFY_API_KEY }}\n',
    ],
  ])('mend %s', (_name, path, before, after) => {
    using repository = Repository.started();
    repository.stage(path, before);
    expect(fixed(before, sarif(repository, 'staged'))).toBe(after);
  });

  it.each([
    ['needs an import as well', 'a.py', `pictify = Pictify(api_key="${KEY}")\n`],
    ['stands in no file that a variable can be read from', '.env', `PICTIFY_API_KEY=${KEY}\n`],
    ['is written in parts', 'a.js', `const pictify = new Pictify({ apiKey: 'pk_live_' + '${KEY.slice(8)}' });\n`],
  ])('are left out where the key %s', (_name, path, text) => {
    using repository = Repository.started();
    repository.stage(path, text);
    expect(sarif(repository, 'staged').results.flatMap(({ fixes }) => fixes ?? [])).toEqual([]);
  });

  it('are left out for what an older commit holds', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('add');
    repository.write('a.js', 'x\n');
    repository.commit('take out');
    expect(sarif(repository, 'range', 'HEAD~2..HEAD').results.map(({ fixes }) => fixes)).toEqual([undefined]);
  });
});

describe('the fingerprints of a run', () => {
  it('are the same after a rebase that moves the line', () => {
    using repository = Repository.started();
    repository.git('checkout', '-q', '-b', 'topic');
    repository.write('a.js', `one\n${leak()}`);
    const before = repository.commit('add');
    repository.git('checkout', '-q', 'main');
    repository.write('b.js', 'x\n');
    repository.commit('other');
    const prints = (): unknown =>
      sarif(repository, 'range', 'main..topic').results.map((each) => each.partialFingerprints);
    const first = prints();
    repository.git('rebase', '-q', 'main', 'topic');
    repository.write('a.js', `zero\none\n${leak()}`);
    repository.git('commit', '-q', '-a', '--amend', '--no-verify', '-m', 'reworded');
    expect([repository.git('rev-parse', 'topic') === before, prints()]).toEqual([false, first]);
  });
});

describe('the provenance of a run', () => {
  it('names remote, commit and branch, and no credentials', () => {
    using repository = Repository.started();
    repository.git('remote', 'add', 'origin', 'https://ada:token@example.com/team/app.git');
    expect(sarif(repository, 'scan').versionControlProvenance).toMatchObject([
      {
        repositoryUri: 'https://example.com/team/app.git',
        revisionId: repository.git('rev-parse', 'HEAD'),
        branch: 'main',
      },
    ]);
  });

  it('is left out without a remote', () => {
    using repository = Repository.started();
    expect(sarif(repository, 'scan').versionControlProvenance).toBeUndefined();
  });
});
