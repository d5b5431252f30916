import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const BIN = resolve('dist/bin.cjs');

/** Built once for all test files. */
export function buildOnce(): void {
  if (!existsSync(BIN)) execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'ignore' });
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real repository that the built command line runs in. */
export class Repo {
  readonly top: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor() {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'pictify-config-')));
    made.push(home);
    this.top = join(home, 'repo');
    mkdirSync(this.top);
    this.#environment = {
      PATH: process.env['PATH'],
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
      NO_COLOR: '1',
    };
    this.git('init', '-q', '-b', 'main');
    this.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    this.commit('begin');
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.top, env: this.#environment, encoding: 'utf8', stdio: 'pipe' });
  }

  tryGit(...args: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.top,
      env: this.#environment,
      encoding: 'utf8',
    });
    return { status: status ?? -1, stdout, stderr };
  }

  write(file: string, content: string | object): this {
    const path = join(this.top, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
    return this;
  }

  read(file: string): string {
    return readFileSync(join(this.top, file), 'utf8');
  }

  remove(file: string): this {
    rmSync(join(this.top, file));
    return this;
  }

  link(target: string, file: string): this {
    symlinkSync(target, join(this.top, file));
    return this;
  }

  isLink(file: string): boolean {
    return lstatSync(join(this.top, file)).isSymbolicLink();
  }

  /** Runs a script of the shell, which knows the command line as `$BIN`. */
  shell(script: string): Ran {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd: this.top,
      env: { ...this.#environment, BIN, NODE: process.execPath },
      encoding: 'utf8',
    });
    return { status: status ?? -1, stdout, stderr };
  }

  /** Begins a run beside others, and gives its exit code. */
  start(...args: readonly string[]): Promise<number | null> {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: this.top, env: this.#environment, stdio: 'ignore' });
    return new Promise((done) => child.once('close', done));
  }

  commit(message = 'change'): string {
    this.git('add', '-A', '-f');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  run(...args: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
      cwd: this.top,
      env: this.#environment,
      encoding: 'utf8',
    });
    return { status: status ?? -1, stdout, stderr };
  }

  report(...args: readonly string[]): Report {
    const { stdout, stderr } = this.run(...args, '--format', 'json');
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Report;
  }

  /** Rules of the new findings. */
  rules(...args: readonly string[]): string[] {
    return this.report(...args)
      .findings.filter((each) => each.status === 'new')
      .map((each) => each.rule);
  }

  /** Codes of the warnings. */
  warnings(...args: readonly string[]): string[] {
    return this.report(...args).warnings.map((each) => each.code);
  }
}

const sample = createSampler();
/** Keys that are different each time. */
export function freshKey(): string {
  return sample.key('live', 40);
}

export const SALT = '0123456789abcdef0123456789abcdef';
export const CONFIG = 'pictify-scan.config.json';

/** A line of source code with a key in it. */
export function codeWith(key: string): string {
  return `new Pictify({ apiKey: '${key}' });`;
}
