import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reporterNames } from '../../src/report/reporters.js';
import { createCanary, leaksIn } from '../support/canary.js';
import { IGNORE, Repository, type Outcome } from '../support/repository.js';

const { key, token, seed } = createCanary();

/** Texts in which the key stands in many ways, by file. */
const files: Readonly<Record<string, string | Buffer>> = {
  'plain.js': `const pictify = new Pictify({ apiKey: '${key}' });\n`,
  'folded.py': `client = Pictify("${key.slice(0, 14)}" + "${key.slice(14)}")\n`,
  'parts.js': `const a = ['${key.slice(0, 12)}', '${key.slice(12, 24)}', '${key.slice(24)}'].join('');\nnew Pictify(a)\n`,
  'prefix.js': `const p = '${key.slice(0, 8)}';\nconst pictify = new Pictify(p + '${key.slice(8)}');\n`,
  'encoded.yaml': `kind: Secret\nmetadata:\n  name: pictify\ndata:\n  PICTIFY_API_KEY: ${Buffer.from(key).toString('base64')}\n`,
  'inside.json': JSON.stringify({ blob: Buffer.from(`{"pictify":{"apiKey":"${key}"}}`).toString('base64') }),
  'hex.txt': `pictify ${Buffer.from(key).toString('hex')}\n`,
  'percent.txt': `https://api.pictify.io/image?token=${[...Buffer.from(key)].map((byte) => `%${byte.toString(16)}`).join('')}\n`,
  'escapes.js': `const pictifyApiKey = '${[...key].map((c) => `\\x${c.charCodeAt(0).toString(16)}`).join('')}';\n`,
  'utf16.ps1': Buffer.from(`\ufeff$env:PICTIFY_API_KEY = "${key}"\r\n`, 'utf16le'),
  'beside.js': `/* ${key} */ const stripe = 1; // ${key}, and again ${key}\n${key}\n`,
  'around.txt': `${key}\nPICTIFY_API_KEY=${key}\n${key}\n`,
  'minified.js': `${'var a=1;'.repeat(2000)}new Pictify("${key}")${';var b=2'.repeat(2000)}\n`,
  'token.env.txt': `PICTIFY_API_KEY=${token}\n`,
  'token.py': `requests.post("https://api.pictify.io/image", headers={"Authorization": "Bearer ${token}"})\n`,
  'deploy/.env.example': `PICTIFY_API_KEY=${key}\nNEXT_PUBLIC_PICTIFY_KEY=${key}\n`,
  'escape.js': `\u001b[2Jconst k = "${key}"; \u202e\n`,
  [`${key}.js`]: `new Pictify('${key}')\n`,
  [`dir-${key}/clean.js`]: 'clean\n',
};

function fill(repository: Repository): void {
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  symlinkSync(`https://api.pictify.io/image?token=${key}`, join(repository.path, 'link'));
}

/** A repository in which the key is everywhere: in files, known and staged, messages, names of refs and authors. */
function everywhere(): Repository {
  const repository = Repository.started();
  fill(repository);
  repository.environment = {
    ...repository.environment,
    GIT_AUTHOR_NAME: `Ada ${key}`,
    GIT_AUTHOR_EMAIL: `${key}@example.com`,
  };
  repository.commit(`use ${key}\n\nand again ${key}\nPICTIFY_API_KEY=${token}`);
  repository.git('tag', '-a', `v-${key}`, '-m', `tag of ${key}`);
  repository.git('checkout', '-q', '-b', `try-${key}`);
  for (const [path, content] of Object.entries(files))
    repository.write(path, Buffer.concat([Buffer.from(content), Buffer.from(content)]));
  repository.git('add', '-A', '-f');
  repository.write('message.txt', `fix: ${key}\n\n${key}\n`);
  return repository;
}

/** Everything that a run gave away: what it printed, and what it wrote. */
function expectSilent(outcome: Outcome, written = ''): void {
  const { stdout, stderr } = outcome;
  const leaks = Object.fromEntries(
    [
      ['stdout', stdout],
      ['stderr', stderr],
      ['files', written],
    ].map(([name = '', text = '']) => [name, [...leaksIn(text, key), ...leaksIn(text, token)]]),
  );
  expect(leaks, `seed ${seed}`).toEqual({ stdout: [], stderr: [], files: [] });
}

type Input = (repository: Repository) => string | Buffer;
const nothing: Input = () => '';
const commands: readonly (readonly [string, readonly string[], Input])[] = [
  ['staged', ['staged'], nothing],
  ['scan', ['scan'], nothing],
  ['scan of a path', ['scan', `${key}.js`, 'plain.js'], nothing],
  ['range', ['range', 'main~1..HEAD'], nothing],
  ['history', ['history', '--all-objects'], nothing],
  [
    'push',
    ['push', 'origin', 'file:///nowhere'],
    (r) => `refs/heads/try-${key} ${r.git('rev-parse', 'HEAD')} refs/heads/try-${key} ${'0'.repeat(40)}\n`,
  ],
  ['message', ['message', 'message.txt'], nothing],
  ['stdin', ['stdin', '--path', `src/${key}.js`], () => files['plain.js'] ?? ''],
];

describe('a key never comes out', () => {
  it.each(commands)('of %s, in any format', (_name, args, input) => {
    using repository = everywhere();
    const formats = reporterNames().flatMap((name) => ['--format', name, '--output', `../out-${name}`]);
    const outcome = repository.run([...args, ...formats, '--show-known', '--show-public'], {
      input: input(repository),
    });
    const written = readdirSync(repository.home).filter((name) => name.startsWith('out-'));
    expect({ code: outcome.code, written: written.toSorted() }).toEqual({
      code: 1,
      written: reporterNames()
        .map((name) => `out-${name}`)
        .toSorted(),
    });
    expectSilent(outcome, written.map((name) => readFileSync(join(repository.home, name), 'utf8')).join('\n'));
  });

  it.each(reporterNames())('of staged on a terminal that shows %s', (format) => {
    using repository = everywhere();
    expectSilent(
      repository.run(['staged', '--format', format, '--show-known', '--color'], { environment: { FORCE_COLOR: '1' } }),
    );
  });

  it('of the hook itself', () => {
    using repository = everywhere();
    repository.hook('pre-commit', 'staged');
    repository.hook('commit-msg', 'message "$1"');
    // git's own words name paths; its hook's words are what is looked at.
    expectSilent(repository.run(['staged']));
    expectSilent(repository.run(['staged', '--quiet']));
  });

  it.each<readonly [string, readonly string[]]>([
    ['explain of a line', ['explain', 'plain.js:1']],
    ['explain of a line in a file named by a key', ['explain', `${key}.js:1`]],
    ['explain of a key', ['explain', key]],
    ['explain of a key and a line', ['explain', `${key}:3`]],
    ['rules', ['rules']],
    ['an option that is a key', [`--${key}`]],
    ['a value that is a key', ['staged', '--format', key]],
    ['a command that is a key', [key]],
    ['a path that is a key', ['scan', key]],
    ['a range that is a key', ['range', `${key}..HEAD`]],
    ['a config path that is a key', ['scan', '--config', `${key}.json`]],
    ['a base that is a key', ['range', 'main..HEAD', '--config-from', key]],
    ['a message file that is a key', ['message', key]],
    ['an output into a folder that is a key', ['scan', '--format', 'json', '--output', `${key}/x/y.json`]],
    ['a preset that is a key', ['scan', '--preset', key]],
    ['a level that is a key', ['scan', '--fail-on', key]],
    ['too many arguments', ['staged', key, key]],
  ])('of %s', (_name, args) => {
    using repository = everywhere();
    expectSilent(repository.run(args));
  });
});

describe('a key never comes out when something breaks:', () => {
  it.each<readonly [string, (repository: Repository) => Outcome]>([
    [
      'a config with a syntax error at the key',
      (r) => (r.write('pictify-scan.config.json', `{ "rules": ${key} }`), r.run(['staged'])),
    ],
    [
      'a config with the key as an unknown name',
      (r) => (r.write('pictify-scan.config.json', JSON.stringify({ [key]: 1 })), r.run(['staged'])),
    ],
    [
      'a config with the key as a value',
      (r) => (r.write('pictify-scan.config.json', JSON.stringify({ preset: key })), r.run(['scan'])),
    ],
    [
      'a config with the key as a glob',
      (r) => (
        r.write('pictify-scan.config.json', JSON.stringify({ ignorePaths: [`${key}[`, key] })),
        r.run(['staged'])
      ),
    ],
    [
      'a YAML config that breaks at the key',
      (r) => (r.write('pictify-scan.config.yaml', `rules: [${key}: {\n`), r.run(['staged'])),
    ],
    [
      'a custom rule whose pattern is the key and broken',
      (r) => (
        r.write(
          'pictify-scan.config.json',
          JSON.stringify({ customRules: [{ id: 'x/y', title: 'x', keywords: ['abc'], pattern: `${key}(` }] }),
        ),
        r.run(['staged'])
      ),
    ],
    ['a baseline that is a key', (r) => (r.write('.pictify-scan-baseline', `${key}\n`), r.run(['staged']))],
    [
      'a directive with the key as its rule',
      (r) => (r.stage('d.js', `clean // pictify-scan-disable-line ${key} -- ${key}\n`), r.run(['staged'])),
    ],
    [
      'a blob that is gone',
      (r) => (r.remove(`.git/objects/${r.git('rev-parse', ':plain.js').replace(/^../, '$&/')}`), r.run(['staged'])),
    ],
    [
      'a blob that is cut off',
      (r) => (
        writeFileSync(join(r.path, '.git/objects', r.git('rev-parse', ':plain.js').replace(/^../, '$&/')), 'x', {
          mode: 0o644,
          flag: 'w',
        }),
        r.run(['staged'])
      ),
    ],
    ['an index that is the key', (r) => (r.write('.git/index', key), r.run(['staged']))],
    ['a HEAD that is the key', (r) => (r.write('.git/HEAD', key), r.run(['staged']))],
    [
      'a HEAD on a branch that is the key and broken',
      (r) => (
        r.write(`.git/refs/heads/${key}`, key),
        r.write('.git/HEAD', `ref: refs/heads/${key}\n`),
        r.run(['staged'])
      ),
    ],
    ['a git config that is the key', (r) => (r.write('.git/config', `[${key}\n${key}`), r.run(['staged']))],
    ['no git', (r) => r.run(['staged'], { environment: { PATH: `/${key}` } })],
    ['GIT_DIR that is the key', (r) => r.run(['staged'], { environment: { GIT_DIR: `/${key}` } })],
    ['an index file that is the key', (r) => r.run(['staged'], { environment: { GIT_INDEX_FILE: `/${key}/index` } })],
    [
      'GIT_TRACE',
      (r) =>
        r.run(['staged'], {
          environment: {
            GIT_TRACE: '2',
            GIT_TRACE_SETUP: '2',
            GIT_CURL_VERBOSE: '1',
            DEBUG: '*',
          },
        }),
    ],
    [
      'a work tree whose own path is the key',
      (r) => (r.git('worktree', 'add', '-q', `../${key}`), r.run(['scan', 'nowhere'], { cwd: join(r.home, key) })),
    ],
    ['nonsense for push', (r) => r.run(['push'], { input: `${key} ${key}\n` })],
  ])('%s', (_name, act) => {
    using repository = everywhere();
    expectSilent(act(repository));
  });

  it('and a run over clean files names no secret of the environment', () => {
    using repository = new Repository();
    repository.stage('.gitignore', IGNORE);
    expectSilent(repository.run(['staged', '--format', 'json'], { environment: { PICTIFY_API_KEY: key } }));
  });
});
