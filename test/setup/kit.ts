import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { applyPlan, planInit, planUninstall, type InitOptions, type SetupPlan } from '../../src/setup/index.js';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(name = 'repo'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pictify-setup-')));
  made.push(folder);
  const inner = join(folder, name);
  mkdirSync(inner);
  return inner;
}

/** No config, hooks or variables of whoever runs the tests. */
export function cleanEnvironment(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
    GIT_ALLOW_PROTOCOL: 'file',
    ...more,
  };
}

export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** A real repository with a stand-in for the scanner. */
export class Playground {
  readonly top: string;
  readonly environment: NodeJS.ProcessEnv;

  constructor(top: string = temporaryFolder(), environment = cleanEnvironment(dirname(top))) {
    this.top = top;
    this.environment = environment;
  }

  static create(name = 'repo'): Playground {
    const playground = new Playground(temporaryFolder(name));
    playground.git('init', '-q', '-b', 'main');
    return playground;
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.top,
      env: this.environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  try(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Ran {
    const git = realpathSync(execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim());
    const ran = spawnSync(git, args, { cwd: this.top, env: environment, encoding: 'utf8' });
    return { status: ran.status ?? -1, output: ran.stdout + ran.stderr };
  }

  run(...args: readonly string[]): Ran {
    return this.try(this.environment, ...args);
  }

  path(...parts: readonly string[]): string {
    return join(this.top, ...parts);
  }

  write(file: string, text: string | Buffer, mode = 0o644): this {
    const path = this.path(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
    return this;
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  /** Installs the stand-in: it notes how it was called and what came on standard input, and ends with a set status. */
  scanner(status = 0, folder = '.'): this {
    const at = join(folder, 'node_modules/pictify-scan');
    this.write(`${at}/package.json`, '{"name":"pictify-scan","version":"0.1.0","type":"module"}');
    this.write(`${at}/status`, String(status));
    this.write(
      `${at}/dist/bin.cjs`,
      `const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const stdin = args[0] === 'push' ? readFileSync(0, 'utf8') : '';
appendFileSync(join(__dirname, '../calls'), JSON.stringify({ args, stdin }) + '\\n');
const status = Number(readFileSync(join(__dirname, '../status'), 'utf8'));
if (status !== 0) console.error('scanner says no');
process.exitCode = status;
`,
    );
    return this;
  }

  /** How the stand-in was called so far. */
  calls(folder = '.'): readonly { readonly args: readonly string[]; readonly stdin: string }[] {
    const file = join(folder, 'node_modules/pictify-scan/calls');
    if (!this.has(file)) return [];
    return this.read(file)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { args: string[]; stdin: string });
  }

  options(more: Partial<InitOptions> = {}): InitOptions {
    return {
      cwd: this.top,
      environment: this.environment,
      version: '0.1.0',
      salt: '0123456789abcdef0123456789abcdef',
      ...more,
    };
  }

  async init(more: Partial<InitOptions> = {}): Promise<SetupPlan> {
    const plan = await planInit(this.options(more));
    await applyPlan(plan, this.environment);
    return plan;
  }

  async uninstall(): Promise<SetupPlan> {
    const plan = await planUninstall(this.options());
    await applyPlan(plan, this.environment);
    return plan;
  }

  commit(file = 'a.txt', text = `${Math.random()}`): Ran {
    this.write(file, text);
    this.git('add', '-f', '--', file);
    return this.run('commit', '-q', '-m', 'change');
  }

  /** Every file with mode and bytes: the work tree, and git's hooks and config. */
  snapshot(): Readonly<Record<string, string>> {
    const files: Record<string, string> = {};
    const walk = (folder: string) => {
      for (const name of readdirSync(this.path(folder))) {
        const path = join(folder, name);
        if (path === '.git' || name === 'node_modules') continue;
        const found = lstatSync(this.path(path));
        if (found.isSymbolicLink()) files[path] = `link ${readlinkSync(this.path(path))}`;
        else if (found.isDirectory()) walk(path);
        else files[path] = `${(found.mode & 0o777).toString(8)} ${readFileSync(this.path(path)).toString('latin1')}`;
      }
    };
    walk('.');
    if (this.has('.git/hooks')) walk('.git/hooks');
    if (this.has('.git/config')) files['.git/config'] = this.read('.git/config');
    return files;
  }
}

/** Programs for `PATH=/usr/bin:/bin` without node, whatever this machine has there. */
export function pathWithoutNode(folder: string): string {
  const bin = join(folder, 'short-path');
  mkdirSync(bin, { recursive: true });
  for (const name of ['sh', 'cat', 'git', 'ls', 'sort', 'tail', 'dirname', 'basename', 'sed', 'env', 'uname']) {
    const real = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 });
  }
  return bin;
}
