import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';
import { readAction, runAction, type ActionRun } from './compositeAction.js';

const action = readAction('action.yml');
const scripts = action.runs.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('action.yml', () => {
  it('has text of nobody in its scripts', () => expect(scripts.filter((run) => run.includes('${{'))).toEqual([]));

  it('names the shell of each script', () =>
    expect(action.runs.steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash')).toEqual([]));

  it('installs the version that it comes with', () => expect(action.inputs['version']?.default).toBe(version));

  it('hands every input on', () => {
    const text = readFileSync('action.yml', 'utf8');
    expect(Object.keys(action.inputs).filter((name) => !text.includes(`\${{ inputs.${name} }}`))).toEqual([]);
  });

  it.each(Object.entries({ ...action.inputs, ...action.outputs }))('says what %s is', (_name, { description }) =>
    expect(description).toMatch(/^[A-Z0-9a-z].{20,}\.$/),
  );
});

describe('the action on a runner', () => {
  let folder = '';
  let tarball = '';
  let leaking: ActionRun | undefined;
  const repositories: Repository[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pictify-scan-action-'));
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: 'pipe' });
    tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
    leaking = run({ event: push('src/card.js', leak()), install: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const repository of repositories) repository[Symbol.dispose]();
  });

  interface Situation {
    /** Makes the commits; gives the event's payload. */
    readonly event: (repository: Repository) => object;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly workspace?: (repository: Repository) => string;
    /** The install step too; its folder is kept from run to run. */
    readonly install?: true;
  }

  function run({ event, inputs = {}, workspace, install }: Situation): ActionRun & { repository: Repository } {
    const repository = Repository.started();
    repositories.push(repository);
    const payload = event(repository);
    const eventFile = join(repository.home, 'event.json');
    writeFileSync(eventFile, JSON.stringify(payload));
    const place = workspace?.(repository) ?? repository.path;
    const outcome = runAction(action, {
      workspace: place,
      temp: join(folder, 'runner temp'),
      environment: {
        ...repository.environment,
        npm_config_cache: process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? folder, '.npm'),
        npm_config_prefer_offline: 'true',
        GITHUB_EVENT_PATH: eventFile,
        GITHUB_SHA: repository.git('rev-parse', 'HEAD'),
      },
      inputs: { version: `file:${tarball}`, ...inputs },
      done: install ? [] : ['Install pictify-scan'],
    });
    return { ...outcome, repository };
  }

  /** A push of one commit. */
  const push =
    (path: string, content: string) =>
    (repository: Repository): object => {
      const before = repository.git('rev-parse', 'HEAD');
      repository.write(path, content);
      return { before, after: repository.commit('change'), repository: { default_branch: 'main' } };
    };

  /** A pull request whose first commit brings a key and whose second takes it out again. */
  const pullRequest = (repository: Repository): object => {
    const base = repository.git('rev-parse', 'HEAD');
    repository.write('src/card.js', leak());
    repository.commit('add');
    repository.write('src/card.js', 'clean\n');
    return { pull_request: { base: { sha: base }, head: { sha: repository.commit('take out') } } };
  };

  /** A clone that lacks the base, as actions/checkout makes one by default. */
  const shallow = (repository: Repository): string => {
    const path = join(repository.home, 'shallow');
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, path);
    return path;
  };

  /** [situation, exit code, findings as the output says] */
  const cases: readonly (readonly [string, Situation, number, string])[] = [
    ['a clean push', { event: push('a.js', 'x\n') }, 0, '0'],
    ['a push with a key', { event: push('src/card.js', leak()) }, 1, '1'],
    ['a pull request that takes its key out again', { event: pullRequest }, 1, '1'],
    ['a shallow clone', { event: push('src/card.js', leak()), workspace: shallow }, 2, ''],
    ['a preset that does not exist', { event: push('a.js', 'x\n'), inputs: { preset: 'all' } }, 2, ''],
    ['a config that does not exist', { event: push('a.js', 'x\n'), inputs: { config: 'no such.json' } }, 2, ''],
    [
      'the work tree instead of the commits',
      { event: push('src/card.js', leak()), inputs: { command: 'scan', args: 'src\n' } },
      1,
      '1',
    ],
    [
      'a folder that is clean, one argument a line',
      { event: push('src/card.js', leak()), inputs: { command: 'scan', args: '--quiet\r\n.gitignore' } },
      0,
      '0',
    ],
    [
      'an argument that a shell would run',
      { event: push('a.js', 'x\n'), inputs: { args: '$(touch pwned) ; touch pwned' } },
      2,
      '',
    ],
  ];

  it.each(cases)('%s', (_name, situation, code, findings) => {
    const { outputs, code: status, repository } = run(situation);
    expect([status, outputs['exit-code'], outputs['findings'], repository.exists('pwned')]).toEqual([
      code,
      String(code),
      findings,
      false,
    ]);
  });

  it('annotates the line', () => expect(leaking?.stdout).toMatch(/^::error file=src\/card\.js,line=1,/m));

  it('writes the summary', () => expect(leaking?.summary).toContain('pictify/live-key'));

  it('says where SARIF is', () => {
    const { outputs } = run({ event: push('src/card.js', leak()) });
    const log = JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8')) as { runs: { results: unknown[] }[] };
    expect(log.runs[0]?.results).toHaveLength(1);
  });

  it('leaves SARIF where it is told to', () => {
    const { outputs, repository } = run({ event: push('a.js', 'x\n'), inputs: { sarif: 'out.sarif' } });
    expect(outputs['sarif']).toBe(join(repository.path, 'out.sarif'));
  });

  it('says how to mend a shallow clone', () => {
    const { stderr } = run({ event: push('a.js', 'x\n'), workspace: shallow });
    expect(stderr).toContain('fetch-depth: 0');
  });

  it('shows the key nowhere', () => {
    const texts = [leaking?.stdout, leaking?.stderr, leaking?.summary, JSON.stringify(leaking?.outputs)];
    expect(texts.filter((text) => text === undefined || text.includes(KEY))).toEqual([]);
  });

  it('does not use what the repository has installed', () => {
    const { code } = run({
      event: (repository) => {
        repository.write('node_modules/pictify-scan/dist/bin.cjs', 'process.exit(0)');
        repository.write('.npmrc', 'registry=http://127.0.0.1:9/\n');
        return push('src/card.js', leak())(repository);
      },
      install: true,
    });
    expect(code).toBe(1);
  });

  it('installs nothing where npm cannot', () => {
    const { code, outputs } = run({
      event: push('a.js', 'x\n'),
      inputs: { version: `file:${join(folder, 'no such.tgz')}` },
      install: true,
    });
    expect([code === 0, outputs['exit-code'], existsSync(tarball)]).toEqual([false, '', true]);
  });
});
