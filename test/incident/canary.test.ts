import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCanary, leaksIn } from '../support/canary.js';
import { Repository } from '../support/repository.js';

const { key, token, seed } = createCanary();

/** A repository in which a key is in every place that the report names. */
function everywhere(secret: string): Repository {
  const repository = Repository.started();
  repository.environment = {
    ...repository.environment,
    GIT_AUTHOR_NAME: `Ada ${secret}`,
    GIT_AUTHOR_EMAIL: `${secret}@example.com`,
  };
  repository.git('remote', 'add', 'origin', `https://ada:${secret}@example.com/${secret}.git`);
  repository.write('package.json', JSON.stringify({ name: `cards-${secret}`, version: '1.0.0' }));
  repository.write('a.js', `new Pictify('${secret}'); // process.env.PICTIFY_API_KEY ${secret}\n`);
  repository.write(`${secret}.js`, `new Pictify(process.env.PICTIFY_API_KEY)\n`);
  repository.write(
    'b.txt',
    `pictify ${Buffer.from(secret).toString('base64')} ${Buffer.from(secret).toString('hex')}\n`,
  );
  repository.write('c.ps1', Buffer.from(`\ufeff$env:PICTIFY_API_KEY = "${secret}"\r\n`, 'utf16le'));
  repository.write(
    'load.js',
    `getSecretValue({ SecretId: 'pictify/${secret}' }); read('secret/data/pictify/${secret}') // vault\n`,
  );
  repository.write('.env', `PICTIFY_API_KEY=${secret}\n`);
  repository.commit(`use ${secret}\n\nbody ${secret}\n\nCo-authored-by: ${secret} <${secret}@example.com>`);
  repository.git('tag', '-a', `v-${secret}`, '-m', secret);
  repository.git('checkout', '-q', '-b', `try-${secret}`);
  repository.write('a.js', 'clean\n');
  repository.commit(`out ${secret}`);
  mkdirSync(join(repository.path, '.git', 'refs', 'remotes', 'origin'), { recursive: true });
  repository.git('update-ref', `refs/remotes/origin/try-${secret}`, 'HEAD');
  const line = (change: object): string =>
    JSON.stringify({
      timestamp: new Date().toISOString(),
      action: 'api.request',
      keyId: 'key_a',
      endpoint: '/image',
      method: 'POST',
      status: 200,
      ip: '203.0.113.50',
      userAgent: 'pictify-node',
      ...change,
    });
  writeFileSync(
    join(repository.path, 'log.jsonl'),
    [
      line({}),
      line({ endpoint: `/image?token=${secret}` }),
      line({ endpoint: `/${secret}` }),
      line({ userAgent: secret }),
      line({ ip: secret }),
      line({ keyId: secret }),
      `broken ${secret}`,
    ].join('\n'),
  );
  return repository;
}

describe.each([
  ['a key', key],
  ['a token without prefix', token],
])('%s never comes out of incident', (_kind, secret) => {
  it.each([
    ['as Markdown', ['--format', 'markdown']],
    ['as a page', ['--format', 'html']],
    ['as JSON', ['--format', 'json']],
  ])('%s', (_name, args) => {
    using repository = everywhere(secret);
    const all = ['incident', '--stdin', '--audit-log', 'log.jsonl', ...args];
    const printed = repository.run(all, { input: secret });
    const written = repository.run([...all, '--output', '../out'], { input: secret });
    expect([printed.code, written.code], printed.stderr).toEqual([1, 1]);
    const text = readFileSync(join(repository.home, 'out'), 'utf8');
    const leaks = [printed.stdout, printed.stderr, written.stdout, written.stderr, text].map((each) =>
      leaksIn(each, secret),
    );
    expect(leaks, `seed ${seed}`).toEqual([[], [], [], [], []]);
  });

  it('by its place, or where something breaks', () => {
    using repository = everywhere(secret);
    repository.git('checkout', '-q', 'main');
    const runs = [
      repository.run(['incident', 'a.js:1']),
      repository.run(['incident', `${secret}.js:1`]),
      repository.run(['incident', secret]),
      repository.run(['incident', 'a.js:1', '--audit-log', secret]),
      repository.run(['incident', 'a.js:1', '--output', `${secret}/x`]),
      repository.run(['incident', '--stdin', '--exposed-since', secret, '--audit-log', 'log.jsonl'], { input: secret }),
      repository.run(['incident', '--stdin'], { input: `${secret} ${secret}` }),
    ];
    expect(
      runs.flatMap(({ stdout, stderr }) => [...leaksIn(stdout, key), ...leaksIn(stderr, key)]),
      `seed ${seed}`,
    ).toEqual([]);
  });
});
