import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BIN, KEY2, leak, Repository } from '../support/repository.js';

const page = readFileSync('docs/scale.md', 'utf8');

/** The first block of code below a heading. */
function blockOf(heading: string): string {
  const [, text] = new RegExp(`^## ${heading}\\n.*?^\`\`\`\\w+\\n(.*?)^\`\`\``, 'ms').exec(page) ?? [];
  if (text === undefined) throw new Error(`docs/scale.md has no block below ${heading}`);
  return text;
}

interface Outcome {
  readonly slices: readonly (number | null)[];
  readonly code: number | null;
  readonly said: string;
}

let tools = '';

/** The program by the two names that the page calls it. */
beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), 'pictify-scan-scale-'));
  const run = `exec "${process.execPath}" "${BIN}" "$@"\n`;
  writeFileSync(join(tools, 'npx'), `#!/bin/sh\n[ "$1" = pictify-scan ] || exit 99\nshift\n${run}`);
  writeFileSync(join(tools, 'pictify-scan'), `#!/bin/sh\n${run}`);
  for (const name of ['npx', 'pictify-scan']) chmodSync(join(tools, name), 0o755);
});
afterAll(() => rmSync(tools, { recursive: true, force: true }));

function shell(repository: Repository, script: string, environment: Record<string, string> = {}, cwd?: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd: cwd ?? repository.path,
    env: { ...repository.environment, ...environment, PATH: `${tools}:${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

/** Each job of a system runs its lines, then the job behind them. */
const systems: Readonly<Record<string, (repository: Repository) => Outcome>> = {
  'GitHub Actions'(repository) {
    const { jobs } = parse(blockOf('GitHub Actions')) as {
      jobs: Record<'slice' | 'merge', { strategy?: { matrix: { slice: number[] } }; steps: { run?: string }[] }>;
    };
    const lines = (job: 'slice' | 'merge'): string => jobs[job].steps.flatMap(({ run }) => run ?? []).join('\n');
    const matrix = jobs.slice.strategy?.matrix.slice ?? [];
    const slices = matrix.map(
      (slice) => shell(repository, lines('slice').replaceAll('${{ matrix.slice }}', `${slice}`)).status,
    );
    const { status, said } = shell(repository, lines('merge'));
    return { slices, code: status, said };
  },
  GitLab(repository) {
    const { slice, merge } = parse(blockOf('GitLab')) as {
      slice: { parallel: number; script: string[] };
      merge: { script: string[] };
    };
    const slices = Array.from(
      { length: slice.parallel },
      (_, index) =>
        shell(repository, slice.script.join('\n'), {
          CI_NODE_INDEX: `${index + 1}`,
          CI_NODE_TOTAL: `${slice.parallel}`,
        }).status,
    );
    const { status, said } = shell(repository, merge.script.join('\n'));
    return { slices, code: status, said };
  },
  Kubernetes(repository) {
    const { spec } = parse(blockOf('Kubernetes')) as {
      spec: { completions: number; template: { spec: { containers: { command: string[] }[] } } };
    };
    const [program = '', flag = '', script = ''] = spec.template.spec.containers[0]?.command ?? [];
    // The volume of the pods is a folder here.
    const work = join(repository.home, 'work');
    mkdirSync(work);
    const slices = Array.from({ length: spec.completions }, (_, index) => {
      const { status } = spawnSync(program, [flag, script.replaceAll('/work/', `${work}/`)], {
        cwd: repository.path,
        env: {
          ...repository.environment,
          JOB_COMPLETION_INDEX: `${index}`,
          PATH: `${tools}:${process.env['PATH'] ?? ''}`,
        },
      });
      return status;
    });
    const { status, said } = shell(repository, `pictify-scan merge ${work}/slice-*.json`);
    return { slices, code: status, said };
  },
};

describe.each(Object.entries(systems))('a history in slices on %s', (_system, run) => {
  it('is clean where all of them are', () => {
    using repository = Repository.started();
    repository.write('src/card.js', 'export {};\n');
    repository.commit('card');
    const { slices, code, said } = run(repository);
    expect(slices.length).toBeGreaterThan(3);
    expect([new Set(slices), code]).toEqual([new Set([0]), 0]);
    expect(said).toContain('2 commits');
  });

  it('has the key that stands in one of them', () => {
    using repository = Repository.started();
    repository.write('src/card.js', leak(KEY2));
    repository.commit('card');
    repository.write('src/card.js', 'export {};\n');
    repository.commit('mended');
    const { slices, code, said } = run(repository);
    // Findings are let through, so that the join can speak.
    expect([new Set(slices), code]).toEqual([new Set([0]), 1]);
    expect(said).toContain('src/card.js');
    expect(said).not.toContain(KEY2);
  });
});

const hasParallel = spawnSync('parallel', ['--version']).status === 0;
if (!hasParallel) console.log('skipped: this test needs GNU parallel (Debian: apt-get install parallel)');

describe.skipIf(!hasParallel)('the lines for one machine', () => {
  it('divide one history, and go through many', () => {
    using repository = Repository.started();
    repository.write('src/card.js', leak(KEY2));
    repository.commit('card');
    const [slices = '', many = ''] = blockOf('One machine').split('\n\n');
    expect(shell(repository, slices.replace(/^(seq .*)$/m, '$1 || true'))).toMatchObject({ status: 1 });

    using other = Repository.started();
    other.write('src/mail.js', leak(KEY2));
    other.commit('mail');
    const above = join(repository.home, 'above');
    for (const [name, { path }] of Object.entries({ one: repository, two: other }))
      cpSync(path, join(above, 'repositories', name), { recursive: true, filter: (file) => !file.endsWith('.json') });
    const { status, said } = shell(repository, many.replace(/^(ls .*)$/m, '$1 || true'), {}, above);
    expect(status).toBe(1);
    for (const place of ['src/card.js:1', 'src/mail.js:1']) expect(said).toContain(place);
  });
});
