import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerResponse } from 'node:http';
import { createSampler } from '../../rules/sampler.js';
import { Problem } from '../../src/model/errors.js';
import { cheapestRead, parseApiAddress } from '../../src/verify/apiAddress.js';
import { createKeyChecker, parseRetryAfter, type KeyChecker } from '../../src/verify/keyChecker.js';
import { json, PictifyServer, problem } from './pictifyServer.js';

const sample = createSampler(11);
const key = sample.key('live');
let server: PictifyServer;
let waits: number[];

beforeEach(async () => {
  server = await PictifyServer.start();
  waits = [];
});
afterEach(() => server.stop());

/** Waits for nothing, and notes for how long it would have. */
const checker = (timeout = 60_000): KeyChecker =>
  createKeyChecker({
    address: new URL(server.address),
    timeout,
    sleep: async (milliseconds) => void waits.push(milliseconds),
  });

describe('an answer and what it says', () => {
  const html = '<html><title>Sign in</title></html>';
  const cases: readonly (readonly [string, (response: ServerResponse) => void, string, string])[] = [
    ['200 with templates', (r) => json(r, 200, { templates: [], pagination: {} }), 'works', 'accepted'],
    ['200 with a page', (r) => void r.writeHead(200).end(html), 'unknown', 'unexpected-answer'],
    ['200 with other JSON', (r) => json(r, 200, { ok: true }), 'unknown', 'unexpected-answer'],
    ['200 with nothing', (r) => void r.writeHead(200).end(), 'unknown', 'unexpected-answer'],
    ['204', (r) => void r.writeHead(204).end(), 'unknown', 'unexpected-answer'],
    ['401 as documented', (r) => problem(r, 401, 'invalid-api-key', 'Invalid API Key'), 'revoked', 'rejected'],
    ['401 of the published backend', (r) => json(r, 401, { message: 'Invalid Request' }), 'revoked', 'rejected'],
    ['401 without a key', (r) => problem(r, 401, 'missing-authorization', 'Missing'), 'unknown', 'no-key-arrived'],
    ['401 with a page', (r) => void r.writeHead(401).end(html), 'unknown', 'unexpected-answer'],
    ['401 with nothing', (r) => void r.writeHead(401).end(), 'unknown', 'unexpected-answer'],
    ['403 as documented', (r) => problem(r, 403, 'forbidden', 'Forbidden'), 'works', 'no-permission'],
    ['403 with a page', (r) => void r.writeHead(403).end(html), 'unknown', 'unexpected-answer'],
    ['400', (r) => problem(r, 400, 'validation-error', 'Validation Error'), 'unknown', 'unexpected-answer'],
    ['402', (r) => json(r, 402, { code: 'quota_exceeded' }), 'unknown', 'unexpected-answer'],
    ['404', (r) => problem(r, 404, 'not-found', 'Not Found'), 'unknown', 'unexpected-answer'],
    ['407', (r) => json(r, 407, { message: 'proxy' }), 'unknown', 'network'],
    ['422', (r) => problem(r, 422, 'x', 'x'), 'unknown', 'unexpected-answer'],
    ['429', (r) => problem(r, 429, 'rate-limit-exceeded', 'Rate Limit'), 'unknown', 'rate-limited'],
    ...[500, 502, 503, 504, 599].map(
      (status) =>
        [String(status), (r: ServerResponse) => problem(r, status, 'x', 'x'), 'unknown', 'server-error'] as const,
    ),
    ['500 that says 401', (r) => json(r, 500, { status: 401, message: 'x' }), 'unknown', 'server-error'],
    ['garbage', (r) => void r.socket?.end('\u0000garbage\r\n\r\n'), 'unknown', 'network'],
    ['a reset', (r) => void r.socket?.resetAndDestroy(), 'unknown', 'network'],
    [
      'a body that is cut off',
      (r) => void r.writeHead(401, { 'content-length': '500' }).write('{"status":401', () => r.socket?.destroy()),
      'unknown',
      'network',
    ],
    ['a deep body', (r) => void r.writeHead(401).end('['.repeat(60_000)), 'unknown', 'unexpected-answer'],
    ['an array', (r) => json(r, 401, [{ status: 401 }]), 'unknown', 'unexpected-answer'],
  ];
  it.each(cases)('%s', async (_name, answer, state, why) => {
    server.answer = answer;
    expect(await checker().check(key)).toMatchObject({ state, why });
  });

  it('a redirect is not followed', async () => {
    const other = await PictifyServer.start();
    server.answer = (response) => void response.writeHead(302, { location: `${other.address}/templates?x=1` }).end();
    const verification = await checker().check(key);
    await other.stop();
    expect([verification, other.asked]).toEqual([{ state: 'unknown', why: 'redirect', status: 302 }, []]);
  });

  it('one that never comes', async () => {
    server.answer = () => {};
    expect(await checker(50).check(key)).toEqual({ state: 'unknown', why: 'timeout' });
  });

  it('one that never ends', async () => {
    server.answer = (response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '.repeat(16 * 1024)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(await checker().check(key)).toMatchObject({ state: 'unknown', why: 'unexpected-answer' });
  });

  it('nobody there', async () => {
    const { address } = server;
    await server.stop();
    const asked = createKeyChecker({ address: new URL(address), sleep: async () => {} });
    expect(await asked.check(key)).toEqual({ state: 'unknown', why: 'network' });
    server = await PictifyServer.start();
  });
});

describe('asking again', () => {
  it('waits for as long as the server says, then takes the answer', async () => {
    server.answer = (response) =>
      server.asked.length === 1
        ? problem(response, 429, 'rate-limit-exceeded', 'x', { 'retry-after': '7' })
        : problem(response, 401, 'invalid-api-key', 'x');
    expect([await checker().check(key), waits]).toEqual([{ state: 'revoked', why: 'rejected', status: 401 }, [7000]]);
  });
  it('does not wait for longer than a minute', async () => {
    server.answer = (response) => problem(response, 429, 'rate-limit-exceeded', 'x', { 'retry-after': '3600' });
    expect([(await checker().check(key)).why, waits, server.asked.length]).toEqual(['rate-limited', [], 1]);
  });
  it('is done three times at most, with longer waits', async () => {
    server.answer = (response) => problem(response, 503, 'x', 'x');
    await checker().check(key);
    expect([server.asked.length, waits]).toEqual([3, [1000, 2000]]);
  });
  it('stops for the next key where nobody was there', async () => {
    server.answer = (response) => void response.socket?.destroy();
    const asked = checker();
    await asked.check(key);
    const before = server.asked.length;
    await asked.check(sample.key('live'));
    expect(server.asked.length - before).toBe(1);
  });
  it('is not done for a key that was asked for', async () => {
    const asked = checker();
    await Promise.all([asked.check(key), asked.check(key), asked.check(key)]);
    expect(server.asked.length).toBe(1);
  });
});

describe('a request', () => {
  it('reads one template, with the key in the header alone', async () => {
    await checker().check(key);
    const [asked] = server.asked;
    expect([asked?.url, asked?.authorization]).toEqual(['/templates?page=1&limit=1', `Bearer ${key}`]);
  });
  it.each([
    ['a key of Stripe', sample.join('sk_live_', sample.alnum(24))],
    ['a token of GitHub', sample.join('ghp_', sample.alnum(36))],
    ['a header of its own', `${sample.key('live')}\r\nHost: example.com`],
    ['nothing', ''],
    ['a key with padding', `${sample.key('live')}==`],
  ])('is not made for %s', async (_name, value) => {
    expect([await checker().check(value), server.asked]).toEqual([{ state: 'unknown', why: 'no-pictify-form' }, []]);
  });
  it('is made for a token without prefix', async () => {
    const token = sample.hex(64);
    server.working.add(token);
    expect((await checker().check(token)).state).toBe('works');
  });
});

describe('the address', () => {
  it.each([
    'https://api.pictify.io',
    'https://api.pictify.io/v1/',
    'http://127.0.0.1:8080',
    'http://localhost:1',
    'http://[::1]:9',
  ])('%s is taken', (text) => {
    expect(parseApiAddress(text)).toBeInstanceOf(URL);
  });
  it.each([
    'http://api.pictify.io',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'https://user:word@api.pictify.io',
    'https://api.pictify.io?to=1',
    'https://api.pictify.io/#x',
    'ftp://api.pictify.io',
    'file:///etc/passwd',
    'api.pictify.io',
    '',
  ])('%s is refused', (text) => {
    expect(() => parseApiAddress(text)).toThrow(Problem);
  });
  it('keeps its path', () => {
    expect(cheapestRead(new URL('https://api.pictify.io/v1/')).href).toBe(
      'https://api.pictify.io/v1/templates?page=1&limit=1',
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-29T10:30:00Z');
  it.each([
    ['45', 45_000],
    [' 0 ', 0],
    ['Thu, 29 Jan 2026 10:30:30 GMT', 30_000],
    ['Thu, 29 Jan 2026 10:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    [null, undefined],
  ])('%s', (text, expected) => {
    expect(parseRetryAfter(text, now)).toBe(expected);
  });
});
