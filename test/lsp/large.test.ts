import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { Client } from './client.js';
import { Repository } from './repository.js';

const sampler = createSampler(45);
const line = (): string => `new Pictify({ apiKey: '${sampler.key('live', 32)}' });\n`;
/** A buffer that takes seconds. */
const large = Array.from({ length: 60_000 }, line).join('');
/** One that would take none, but for those that come before it. */
const quick = `${'// nothing here\n'.repeat(10_000)}${line()}`;

let repository: Repository;
let client: Client;

beforeAll(async () => {
  repository = new Repository();
  client = await Client.start(repository.root);
});
afterAll(async () => {
  await client.stop();
  repository.remove();
});

/** Milliseconds until the newest version of a buffer was looked at. */
async function waitFor(uri: string): Promise<number> {
  const started = performance.now();
  await client.looked(uri);
  return performance.now() - started;
}

describe('a look at a buffer that takes seconds', () => {
  it('keeps nothing else waiting: neither questions nor looks at other buffers', async () => {
    const uri = repository.at('first.js');
    const small = repository.at('small.js');
    await client.open(uri, large);
    await client.open(small, line());
    await client.looked(small);
    expect(await client.hover(small, 0, 30)).toContain('pictify/live-key');
    expect(client.count(`publish ${uri}`)).toBe(0);
    expect(await client.looked(uri)).toHaveLength(2001);
    await client.close(uri);
  }, 120_000);

  it('ends where the buffer goes on', async () => {
    const uri = repository.at('second.js');
    await client.open(uri, large);
    const whole = await waitFor(uri);
    await client.change(uri, [{ text: `${large}\n` }]);
    // The look at that has begun.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await client.change(uri, [{ text: quick }]);
    expect(await waitFor(uri)).toBeLessThan(whole / 2);
    expect(client.diagnostics(uri).map(({ range }) => range.start.line)).toEqual([10_000]);
  }, 120_000);

  it('ends where the buffer is closed', async () => {
    const uri = repository.at('third.js');
    await client.open(uri, large);
    await client.close(uri);
    const next = repository.at('fourth.js');
    await client.open(next, quick);
    expect(await client.looked(next)).toHaveLength(1);
    expect(client.diagnostics(uri)).toEqual([]);
  }, 120_000);

  it('keeps nobody from ending the server', async () => {
    const another = await Client.start(repository.root);
    await another.open(repository.at('fifth.js'), large);
    await another.stop();
    expect(another.count(`publish ${repository.at('fifth.js')}`)).toBe(0);
  }, 120_000);
});

describe('a large buffer', () => {
  it('is judged by the config as it is now', async () => {
    const uri = repository.at('configured.js');
    await client.open(uri, quick);
    expect(await client.looked(uri)).toHaveLength(1);
    const config = repository.write('pictify-scan.config.json', '{ "rules": { "pictify/live-key": "off" } }');
    await client.watchedChanged(config);
    await client.until(() => client.diagnostics(uri).length === 0, 'a look by the new config');
    repository.write('pictify-scan.config.json', '{}');
    await client.watchedChanged(config);
    await client.until(() => client.diagnostics(uri).length === 1, 'a look by the next config');
  }, 120_000);

  it('is looked at by the server itself where there is no thread', async () => {
    const folder = join(repository.root, '.git/program');
    cpSync('dist', folder, { recursive: true });
    rmSync(join(folder, 'bufferThread.cjs'));
    const alone = await Client.start(repository.root, {}, join(folder, 'bin.cjs'));
    const uri = repository.at('alone.js');
    await alone.open(uri, quick);
    expect(await alone.looked(uri)).toHaveLength(1);
    await alone.stop();
  }, 120_000);
});
