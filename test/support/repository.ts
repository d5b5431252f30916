import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';

export const BIN = resolve('dist/bin.cjs');

const sampler = createSampler(20_261_123);
/** Keys that are the same in every run, and stand in no file. */
export const KEY = sampler.key('live');
export const KEY2 = sampler.key('live');
export const TEST_KEY = sampler.key('test');

/** A line of code that leaks. */
export const leak = (key = KEY): string => `const pictify = new Pictify({ apiKey: '${key}' });\n`;
export const IGNORE = '.env\n.env.*\n!.env.example\n';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a scan gave, in short: exit code and `rule path:line status` of each finding. */
export interface Scan extends Outcome {
  readonly report: Report | undefined;
  readonly found: readonly string[];
}

let startedTemplate: Repository | undefined;

const homes = new Set<string>();
/** What no test has taken away itself. */
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** A real repository in a temporary folder, out of reach of the machine's own git settings. */
export class Repository {
  readonly path: string;
  readonly home: string;
  environment: NodeJS.ProcessEnv;

  constructor(options: { readonly init?: readonly string[] | false; readonly path?: string } = {}) {
    this.home = mkdtempSync(join(tmpdir(), 'pictify-scan-test-'));
    homes.add(this.home);
    this.path = options.path ?? join(this.home, 'repository');
    mkdirSync(this.path, { recursive: true });
    this.environment = {
      PATH: process.env['PATH'],
      HOME: this.home,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: join(this.home, 'gitconfig'),
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_EDITOR: 'true',
    };
    writeFileSync(
      join(this.home, 'gitconfig'),
      '[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n',
    );
    if (options.init !== false) this.git('init', '-q', '--template=', ...(options.init ?? []));
  }

  /** With ignore entries and one commit. Made once, then copied: that is many times faster. */
  static started(): Repository {
    if (startedTemplate === undefined) {
      startedTemplate = new Repository();
      startedTemplate.write('.gitignore', IGNORE);
      startedTemplate.commit('start');
    }
    const repository = new Repository({ init: false });
    cpSync(startedTemplate.path, repository.path, { recursive: true });
    return repository;
  }

  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.path,
      env: this.environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** A git command that reads from standard input. */
  gitWith(input: string | Buffer, ...args: string[]): string {
    return execFileSync('git', args, { cwd: this.path, env: this.environment, encoding: 'utf8', input }).trim();
  }

  /** A git command that may fail. */
  tryGit(...args: string[]): Outcome {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.path,
      env: this.environment,
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  }

  write(path: string | Buffer, content: string | Buffer): void {
    const full = Buffer.concat([Buffer.from(`${this.path}/`), Buffer.isBuffer(path) ? path : Buffer.from(path)]);
    if (!Buffer.isBuffer(path)) mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(full, content);
  }

  exists(path: string): boolean {
    return existsSync(join(this.path, path));
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.path, path));
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true, force: true });
  }

  /** Writes and stages. */
  stage(path: string | Buffer, content: string | Buffer): void {
    this.write(path, content);
    this.git('add', '-A', '-f');
  }

  /** Commits everything without any hook. */
  commit(message: string): string {
    this.git('add', '-A');
    this.git('commit', '-q', '--no-verify', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Puts the built scanner on a hook, as a user's own line would. */
  hook(name: 'pre-commit' | 'pre-merge-commit' | 'pre-push' | 'commit-msg' | 'pre-receive', command: string): void {
    const hooks = this.git('rev-parse', '--git-path', 'hooks');
    const file = join(resolve(this.path, hooks), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${BIN}" ${command}\n`);
    chmodSync(file, 0o755);
  }

  /** Runs the built command line. */
  run(
    args: readonly string[],
    options: { readonly input?: string | Buffer; readonly cwd?: string; readonly environment?: NodeJS.ProcessEnv } = {},
  ): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
      cwd: options.cwd ?? this.path,
      env: { ...this.environment, ...options.environment },
      input: options.input ?? '',
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: status, stdout, stderr };
  }

  /** Runs a scan and reads its JSON. */
  scan(command: string, ...args: string[]): Scan {
    return this.scanWith({}, command, ...args);
  }

  scanWith(options: Parameters<Repository['run']>[1], command: string, ...args: string[]): Scan {
    const outcome = this.run([command, ...args, '--format', 'json', '--show-known'], options);
    const report = outcome.stdout.startsWith('{') ? (JSON.parse(outcome.stdout) as Report) : undefined;
    const found = (report?.findings ?? []).map((each) => `${each.rule} ${each.path}:${each.line} ${each.status}`);
    return { ...outcome, report, found };
  }

  [Symbol.dispose](): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
