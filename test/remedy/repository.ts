import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { BIN } from '../support/repository.js';

/** A git repository in a temporary folder. */
export class Repository {
  readonly root = mkdtempSync(join(tmpdir(), 'pictify-scan-'));

  constructor() {
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'user.name', 'A');
    this.git('config', 'user.email', 'a@example.com');
    this.git('config', 'commit.gpgsign', 'false');
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  tryGit(...args: string[]): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.root, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  staged(path: string): string {
    return this.git('show', `:${path}`);
  }

  /** Everything that a fix may change: the index, and the files on disk. */
  state(): string {
    const files = this.git('ls-files', '-z', '--cached', '--others')
      .split('\0')
      .filter((path) => path !== '' && this.has(path));
    return [
      this.git('ls-files', '-s'),
      ...[...new Set(files)].toSorted().map((path) => `${path}\n${this.read(path)}`),
    ].join('\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface CommandLine {
  readonly file: string;
  run(
    cwd: string,
    args: readonly string[],
    input?: string,
  ): { status: number | null; signal: string | null; output: string };
}

/** The command line as users run it. */
export function commandLine(): CommandLine {
  return commandLineIn(BIN);
}

/** Another one, built from a file of the tests and the sources as they are. */
export async function buildCommandLine(entry: string): Promise<CommandLine & { remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-build-'));
  const file = join(folder, 'bin.cjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { PACKAGE_VERSION: '"0.0.0"', 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  return { ...commandLineIn(file), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function commandLineIn(file: string): CommandLine {
  return {
    file,
    run(cwd, args, input) {
      const { status, signal, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
        cwd,
        encoding: 'utf8',
        ...(input !== undefined && { input }),
      });
      return { status, signal, output: stdout + stderr };
    },
  };
}
