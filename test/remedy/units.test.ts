import { spawnSync } from 'node:child_process';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { dotenvEntries, quote, setEntry } from '../../src/remedy/dotenvFile.js';
import { withIgnoreEntries, withPackageIgnoreEntries } from '../../src/remedy/ignoreEntries.js';
import { diffLines } from '../../src/text/lineDiff.js';
import { showPlan } from '../../src/remedy/showPlan.js';
import { createStoreDetector } from '../../src/remedy/store.js';
import { nameSecrets } from '../../src/remedy/variables.js';
import { fixFiles } from './inMemory.js';

const sample = createSampler(21);
const live = sample.key('live');
const otherLive = sample.key('live');
const test = sample.key('test');

describe('setEntry', () => {
  it.each([
    ['an empty file', '', 'A=1\n'],
    ['a file without a last line end', 'B=2', 'B=2\nA=1\n'],
    ['Windows line ends', 'B=2\r\n', 'B=2\r\nA=1\r\n'],
    ['an entry without a value', 'A=\nB=2\n', 'A=1\nB=2\n'],
    ['a placeholder in quotes, and a comment', 'export A="your_value" # mine\n', 'export A=1 # mine\n'],
  ])('%s', (_, before, after) => {
    expect(setEntry(before, 'A', '1')).toBe(after);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((value) => !/^\s|\s$|\\/.test(value)),
        (value) => {
          expect(dotenvEntries(setEntry('X=1\n', 'A', value)).find(({ name }) => name === 'A')?.value).toBe(value);
        },
      ),
    );
  });

  it('is read back as it was written: quotes and line ends in one value', () => {
    const value = 'it\'s "two"\nlines';
    expect(dotenvEntries(setEntry('X=1\n', 'A', value)).map((each) => each.value)).toEqual(['1', value]);
  });

  it('is read by a shell as it was written', () => {
    for (const value of ['plain', 'with space', 'a#b', 'a$b', 'a"b'])
      expect(spawnSync('sh', ['-c', `A=${quote(value)}; printf %s "$A"`], { encoding: 'utf8' }).stdout).toBe(value);
  });
});

describe('withIgnoreEntries', () => {
  it.each([
    ['no file', undefined, '.env\n.env.*\n!.env.example\n'],
    ['no last line end', 'dist', 'dist\n.env\n.env.*\n!.env.example\n'],
    ['an entry that is taken back', '.env\n!.env\n', '.env\n!.env\n.env\n.env.*\n!.env.example\n'],
    ['all that is needed', '.env*\n!.env.example\n', undefined],
    ['the root only', '/.env\n/.env.*\n', '/.env\n/.env.*\n.env\n.env.*\n!.env.example\n'],
  ])('%s', (_, before, after) => {
    expect(withIgnoreEntries(before)).toBe(after);
  });

  it('names files of other names', () => {
    expect(withIgnoreEntries('.env\n.env.*\n!.env.example\n', ['a/prod.env'])).toContain('\n/a/prod.env\n');
  });
});

describe('withPackageIgnoreEntries', () => {
  const docker = '**/.env\n**/.env.*\n!**/.env.example\n';
  const npm = '.env\n.env.*\n!.env.example\n';
  it.each<readonly [string, 'docker' | 'npm', string, string | undefined]>([
    ['others only', 'docker', 'node_modules\n', `node_modules\n${docker}`],
    ['the root only', 'docker', '.env\n.env.*\n', `.env\n.env.*\n${docker}`],
    ['every folder', 'docker', '**/.env*\n', undefined],
    ['everything', 'docker', '*\n!src\n', undefined],
    ['taken back', 'docker', '**/.env*\n!.env\n', `**/.env*\n!.env\n${docker}`],
    ['line ends of Windows', 'docker', 'a\r\n', `a\r\n${docker.replaceAll('\n', '\r\n')}`],
    ['others only', 'npm', 'test', `test\n${npm}`],
    ['every folder', 'npm', '.env*\n', undefined],
    ['one name only', 'npm', '.env\n', `.env\n${npm}`],
    ['taken back', 'npm', '.env*\n!/.env.local\n', `.env*\n!/.env.local\n${npm}`],
  ])('%s, %s', async (_, kind, before, after) => {
    expect(await withPackageIgnoreEntries(before, kind)).toBe(after);
  });
  it.each(['docker', 'npm'] as const)('names files of other names: %s', async (kind) => {
    expect(await withPackageIgnoreEntries('x\n', kind, ['deploy/prod.env'])).toMatch(/^\/?deploy\/prod\.env$/m);
  });
  it.each(['docker', 'npm'] as const)('is once enough: %s', async (kind) => {
    const once = await withPackageIgnoreEntries('*.log\n', kind, ['prod.env']);
    expect(await withPackageIgnoreEntries(once ?? '', kind, ['prod.env'])).toBeUndefined();
  });
});

describe('nameSecrets', () => {
  const wish = (secret: string, mode: 'live' | 'test', assigned: string[] = []) => ({
    secret,
    mode,
    assigned,
    usual: 'PICTIFY_API_KEY',
  });
  it.each([
    ['one', [wish(live, 'live')], [], ['PICTIFY_API_KEY']],
    ['a pair', [wish(live, 'live'), wish(test, 'test')], [], ['PICTIFY_API_KEY', 'PICTIFY_TEST_API_KEY']],
    ['two of one mode', [wish(live, 'live'), wish(otherLive, 'live')], [], ['PICTIFY_API_KEY', 'PICTIFY_API_KEY_2']],
    ['its own name', [wish(live, 'live', ['PICTIFY_RENDER_KEY'])], [], ['PICTIFY_RENDER_KEY']],
    ['a name that says too little', [wish(live, 'live', ['API_KEY'])], [], ['PICTIFY_API_KEY']],
    ['a published name', [wish(live, 'live', ['NEXT_PUBLIC_PICTIFY_KEY'])], [], ['PICTIFY_KEY']],
    ['the value under another name', [wish(live, 'live')], [['RENDER', live]], ['RENDER']],
    ['another value in its place', [wish(live, 'live')], [['PICTIFY_API_KEY', test]], ['PICTIFY_LIVE_API_KEY']],
    ['a placeholder in its place', [wish(live, 'live')], [['PICTIFY_API_KEY', 'your_key']], ['PICTIFY_API_KEY']],
  ] as const)('%s', (_, wishes, existing, names) => {
    const entries = existing.map(([name, value]) => ({ name, value, start: 0, end: 0 }));
    const named = nameSecrets(wishes, entries);
    expect(wishes.map(({ secret }) => named.get(secret))).toEqual(names);
  });
});

describe('diffLines', () => {
  it('gives back both texts', () => {
    const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 30 }).map((each) => each.join(''));
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const hunks = diffLines(before, after, 1000);
        const side = (sign: string): string =>
          hunks
            .flatMap((hunk) => hunk.lines)
            .filter((line) => line.sign === ' ' || line.sign === sign)
            .map(({ text }) => text)
            .join('');
        expect(before === after ? [before, after] : [side('-'), side('+')]).toEqual([before, after]);
      }),
    );
  });
});

describe('showPlan', () => {
  it('names the lines of a new file as diff does', async () => {
    const { plan } = await fixFiles({ 'a.js': `new Pictify('${live}');\n` });
    const plain = (text: string): string => text;
    const shown = showPlan(plan, { bold: plain, red: plain, green: plain, blue: plain });
    expect(shown).toContain('--- /dev/null\n+++ b/.env\n@@ -0,0 +1,1 @@\n');
  });
});

describe('createStoreDetector', () => {
  const files: Record<string, string> = {
    'package.json': '{"dependencies": {"dotenv": "1"}}',
    'api/package.json': '{"dependencies": {"@aws-sdk/client-secrets-manager": "3"}}',
    'job/requirements.txt': 'hvac==2\n',
    'web/package.json': '{}',
    'deploy/Chart.yaml': 'name: a\n',
  };
  const alone: Record<string, string> = {
    'next/package.json': '{"dependencies": {"next": "15"}}',
    'script/package.json': '{"scripts": {"start": "node --env-file=.env a.js"}}',
    'make/Makefile': 'include .env\n',
    'compose/compose.yaml': 'services: { web: { env_file: .env } }\n',
    'none/package.json': '{"dependencies": {"nextra": "1"}}',
  };
  it.each([
    ['next/a.js', 'dotenv'],
    ['script/a.js', 'dotenv'],
    ['make/a.py', 'dotenv'],
    ['compose/a.go', 'dotenv'],
    ['none/a.js', 'environment'],
  ])('%s: %s', async (path, store) => {
    expect(await createStoreDetector((each) => Promise.resolve(alone[each]))(path)).toBe(store);
  });
  it.each([
    ['a.js', 'dotenv'],
    ['api/src/a.js', 'aws-secrets-manager'],
    ['job/a.py', 'vault'],
    ['web/a.js', 'dotenv'],
    ['deploy/a.sh', 'kubernetes'],
  ])('%s: %s', async (path, store) => {
    expect(await createStoreDetector((each) => Promise.resolve(files[each]))(path)).toBe(store);
  });
});

describe('planFix', () => {
  it('leaves what it cannot change safely, and says why', async () => {
    const { plan } = await fixFiles({ 'a.rs': `const PICTIFY: &str = "${live}";\n` });
    expect(plan.left.map(({ line, why }) => [line, why.slice(0, 15)])).toEqual([[1, 'a const or stat']]);
  });

  it('gives a variable one value only, whatever the files say', async () => {
    const compose = (key: string): string =>
      `services:\n  web:\n    environment:\n      KEY: \${PICTIFY_API_KEY:-${key}}\n`;
    const { plan, files } = await fixFiles({ 'compose.yaml': compose(live), 'compose.prod.yaml': compose(otherLive) });
    expect(plan.left.map(({ path, why }) => [path, why.slice(0, 39)])).toEqual([
      ['compose.prod.yaml', 'PICTIFY_API_KEY has another value alrea'],
    ]);
    expect(dotenvEntries(files.get('.env')?.toString() ?? '').map(({ value }) => value)).toEqual([live]);
  });

  it('takes two keys out of one literal, one after the other', async () => {
    const first = await fixFiles({ 'a.js': `const pictifyKeys = '${live},${otherLive}';\n` });
    expect(first.plan.left.map(({ why }) => why)).toEqual(['another fix changes the same place; run fix again']);
    expect(first.text('a.js')).toBe(`const pictifyKeys = process.env.PICTIFY_API_KEY + ',${otherLive}';\n`);
    const second = await fixFiles(Object.fromEntries(first.files));
    expect([second.plan.left, second.found('a.js')]).toEqual([[], []]);
  });

  it('leaves what a comment accepts', async () => {
    const accepted = `// pictify-scan-disable-next-line pictify/live-key -- revoked\nnew Pictify('${live}');\n`;
    const outcome = await fixFiles({ 'a.js': `${accepted}new Pictify('${live}');\n` });
    expect(outcome.text('a.js')).toBe(`${accepted}new Pictify(process.env.PICTIFY_API_KEY);\n`);
  });

  it('empties a template of values that no rule for keys knows', async () => {
    const outcome = await fixFiles({
      '.env.example': `SESSION_SECRET=${sample.alnum(40)}\nPORT=3000\nDB_PASSWORD="${sample.alnum(30)}"\n`,
    });
    expect(outcome.text('.env.example')).toBe(
      'SESSION_SECRET=your_value_here\nPORT=3000\nDB_PASSWORD=your_value_here\n',
    );
  });

  it('does what is accepted and nothing else', async () => {
    const outcome = await fixFiles(
      {
        '.gitignore': '.env\n.env.*\n!.env.example\n',
        'a.js': `new Pictify('${live}');\n`,
        'b.js': `new Pictify('${live}');\n`,
      },
      ({ path }) => path === 'b.js',
    );
    expect([outcome.found('a.js').length, outcome.found('b.js').length]).toEqual([1, 0]);
  });

  it('puts the value where the nearest package keeps its own', async () => {
    const outcome = await fixFiles({ 'app/package.json': '{}', 'app/src/a.js': `new Pictify('${live}');\n` });
    expect([...outcome.files.keys()].filter((path) => path.endsWith('.env'))).toEqual(['app/.env']);
  });

  it('is byte for byte the same elsewhere', async () => {
    const around = Buffer.from([0xe9, 0x0d, 0x0a, 0x09, 0x20, 0xff, 0x0c]);
    const file = (value: string): Buffer =>
      Buffer.concat([Buffer.from('// '), around, Buffer.from(`new Pictify(${value});`), around]);
    const outcome = await fixFiles({ 'a.js': file(`'${live}'`) });
    expect(outcome.files.get('a.js')?.equals(file('process.env.PICTIFY_API_KEY'))).toBe(true);
  });
});
