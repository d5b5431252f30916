import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { buildOnce, CONFIG, Repo, SALT } from '../config/cli.js';
import { createCanary, leaksIn } from '../support/canary.js';
import { PictifyServer } from './pictifyServer.js';

beforeAll(buildOnce, 60_000);

const canary = createCanary();
const sample = createSampler(canary.seed + 1);
const revoked = sample.key('live', 32);
let server: PictifyServer;
let repo: Repo;

beforeEach(async () => {
  server = await PictifyServer.start();
  server.working.add(canary.key).add(canary.token);
  repo = new Repo().write(CONFIG, { salt: SALT });
});
afterEach(() => server.stop());

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server answers in this process, so the command must not block it. */
function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [resolve('dist/bin.cjs'), ...args], {
    cwd: repo.top,
    env: { PATH: process.env['PATH'], HOME: repo.top, GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1', ...environment },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((done) => {
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
}

const verify = (...args: string[]): Promise<Ran> => run(['verify', '--api-url', server.address, ...args]);

/** States of the Pictify keys, by path. */
async function states(...args: string[]): Promise<Record<string, string>> {
  const { stdout, stderr } = await verify(...args, '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as Report;
  return Object.fromEntries(
    findings.flatMap(({ path, verification }) => (verification ? [[path, verification.state]] : [])),
  );
}

describe('verify', () => {
  test('tells keys that work from revoked ones', async () => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`).write('b.js', `new Pictify('${revoked}');\n`);
    repo.write(
      'c.js',
      `fetch('https://api.pictify.io/image', { headers: { Authorization: 'Bearer ${canary.token}' } });\n`,
    );
    expect(await states()).toEqual({ 'a.js': 'works', 'b.js': 'revoked', 'c.js': 'works' });
  });
  test.each([
    ['a key works', () => canary.key, 1],
    ['all are revoked', () => revoked, 0],
  ])('its exit code where %s', async (_name, key, status) => {
    repo.write('a.js', `new Pictify('${key()}');\n`);
    expect((await verify()).status).toBe(status);
  });
  test('its exit code where it is not known', async () => {
    server.answer = (response) => void response.writeHead(302, { location: 'https://example.com/' }).end();
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    expect((await verify()).status).toBe(2);
  });
  test('asks nobody where there is no key', async () => {
    repo.write('a.js', 'f();\n');
    expect([(await verify()).status, server.asked]).toEqual([0, []]);
  });
  test('says it in plain words', async () => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    const { stdout, stderr } = await verify();
    expect([
      stdout.includes('Pictify accepts it. Revoke it now.'),
      stderr.includes(`asked ${server.address}: 1 key works`),
    ]).toEqual([true, true]);
  });
  test('prints no key, whatever happens', async () => {
    repo
      .write('a.js', `new Pictify('${canary.key}');\n`)
      .write('b.js', `Pictify('${canary.token}') // api.pictify.io\n`);
    let output = '';
    for (const format of ['pretty', 'json', 'html', 'sarif', 'markdown', 'csv'])
      output += Object.values(await verify('--format', format)).join('\n');
    server.answer = (response, key) => void response.writeHead(500).end(key);
    output += Object.values(await verify()).join('\n');
    server.answer = (response, key) => void response.writeHead(302, { location: `http://127.0.0.1:1/${key}` }).end();
    output += Object.values(await verify()).join('\n');
    server.answer = (response, key) => void response.socket?.end(`HTTP/1.1 ${key}\r\n\r\n`);
    output += Object.values(await verify()).join('\n');
    expect([...leaksIn(output, canary.key), ...leaksIn(output, canary.token)]).toEqual([]);
  });
  test('puts no key into an address', async () => {
    repo.write('a.js', `fetch('https://api.pictify.io/image?token=${canary.key}');\n`);
    await verify();
    expect(server.asked.map(({ url }) => url)).toEqual(['/templates?page=1&limit=1']);
  });
});

describe('nothing but Pictify keys goes out', () => {
  const others = [
    ['a secret key of Stripe', `STRIPE_SECRET_KEY=${sample.join('sk_live_', sample.alnum(24))}`],
    ['a publishable key of Stripe', `Stripe('${sample.key('live', 24)}')`],
    ['a token of GitHub', `GITHUB_TOKEN=${sample.join('ghp_', sample.alnum(36))}`],
    ['a webhook secret of Pictify', `PICTIFY_WEBHOOK_SECRET=${sample.join('whsec_', sample.alnum(32))}`],
    ["another product's key", `headers = { 'Authorization': 'Bearer ${sample.key('live', 32)}' }`],
  ] as const;
  test.each(others)('%s', async (_name, text) => {
    repo.write('a.py', `${text}\n`);
    await verify('--preset', 'strict');
    expect(server.asked).toEqual([]);
  });
  test('--unproven asks about keys without evidence too', async () => {
    repo.write('a.py', `value = '${canary.key}'\n`);
    expect([await states(), await states('--unproven')]).toEqual([{ 'a.py': 'unknown' }, { 'a.py': 'works' }]);
  });
  test("a rule of the repository's own cannot name what is sent", async () => {
    const secret = sample.alnum(40);
    const rule = { id: 'pictify/mine', title: 'x', keywords: ['MINE'], pattern: 'MINE=(?P<secret>[A-Za-z0-9]{40})' };
    repo.write(CONFIG, { salt: SALT, customRules: [rule] }).write('a.sh', `MINE=${secret} # pictify\n`);
    await verify();
    expect(server.asked).toEqual([]);
  });
});

describe('who is asked', () => {
  test('is told by the environment', async () => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    expect((await run(['verify'], { PICTIFY_BASE_URL: server.address })).status).toBe(1);
  });
  test.each([
    ['.env', (address: string) => `PICTIFY_BASE_URL=${address}\n`],
    [CONFIG, (address: string) => ({ salt: SALT, apiUrl: address })],
    ['package.json', (address: string) => ({ 'pictify-scan': { 'api-url': address } })],
  ])('%s of the repository has no say', async (file, content) => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    if (file === 'package.json') repo.git('rm', '-q', '-f', '--cached', '--ignore-unmatch', CONFIG);
    repo.write(file, content(server.address));
    // The address that is asked instead leads nowhere; the real one is never asked by a test.
    await run(['verify'], { PICTIFY_BASE_URL: 'http://127.0.0.1:9' });
    expect(server.asked).toEqual([]);
  });
  test.each([
    ['plain http', ['--api-url', 'http://api.example.com'], {}],
    ['no check of certificates', [], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
  ])('%s is refused', async (_name, args, environment) => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    expect(await run(['verify', ...args], environment)).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('where keys are looked for', () => {
  test('--history has keys that are gone from the work tree', async () => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`).commit();
    repo.write('a.js', 'f();\n').commit();
    expect([await states(), await states('--history')]).toEqual([{}, { 'a.js': 'works' }]);
  });
  test('--staged has keys of the index', async () => {
    repo.write('a.js', `new Pictify('${canary.key}');\n`).git('add', 'a.js');
    repo.write('a.js', 'f();\n');
    expect(await states('--staged')).toEqual({ 'a.js': 'works' });
  });
  test('--range has keys of its commits', async () => {
    repo.commit();
    repo.write('a.js', `new Pictify('${canary.key}');\n`).commit();
    repo.write('a.js', 'f();\n').commit();
    expect(await states('--range', 'HEAD~2..HEAD')).toEqual({ 'a.js': 'works' });
  });
  test.each([
    ['a key that works', () => canary.key, 1],
    ['a revoked one', () => revoked, 0],
    ['something else', () => sample.alnum(20), 2],
  ])('--stdin takes %s', async (_name, key, status) => {
    const ran = await run(['verify', '--api-url', server.address, '--stdin'], {}, `${key()}\n`);
    expect([ran.status, leaksIn(ran.stdout + ran.stderr, key())]).toEqual([status, []]);
  });
});

describe('who never asks', () => {
  const environment = (): NodeJS.ProcessEnv => ({ PICTIFY_BASE_URL: server.address });
  const range = (): NodeJS.ProcessEnv => ({
    ...environment(),
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: repo.git('rev-parse', 'HEAD').trim(),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_PATH: `${repo.top}/.git/event.json`,
  });
  const twoCommits = (): void => {
    const before = repo.commit();
    repo.write('a.js', `new Pictify('${canary.key}');\n`);
    const after = repo.commit();
    repo.write('.git/event.json', { before, after });
  };
  test.each([['staged'], ['scan'], ['history'], ['range', 'HEAD~1..HEAD']])('%s', async (...args) => {
    twoCommits();
    await run(args, environment());
    expect(server.asked).toEqual([]);
  });
  test('ci, unless it is told to', async () => {
    twoCommits();
    const silent = await run(['ci'], range());
    const before = server.asked.length;
    const asking = await run(['ci', '--verify', '--format', 'json'], range());
    const { findings } = JSON.parse(asking.stdout || '{"findings":[]}') as Report;
    expect([silent.status, before, asking.status, findings[0]?.verification?.state]).toEqual([1, 0, 1, 'works']);
  });
});
