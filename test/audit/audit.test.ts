import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { auditRepository } from '../../src/audit/audit.js';
import type { AuditItem, AuditItemId, AuditReport } from '../../src/audit/model.js';
import { codeWith, CONFIG, Repo, SALT } from '../config/cli.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 86_400_000;
const sample = createSampler(23);
const [live, test1, otherLive] = [sample.key('live', 32), sample.key('test', 32), sample.key('live', 32)];
const READS = 'new Pictify(process.env.PICTIFY_API_KEY);\n';
let repo: Repo;

beforeEach(() => {
  repo = new Repo().write(CONFIG, { salt: SALT }).write('src/a.js', READS);
});

interface Given {
  readonly keys?: string;
  readonly auditLog?: string;
  readonly history?: boolean;
}

function audit({ keys, auditLog, history = false }: Given = {}): Promise<AuditReport> {
  return auditRepository({
    cwd: repo.top,
    now: NOW,
    history,
    keys: keys && join(repo.top, keys),
    auditLog: auditLog && join(repo.top, auditLog),
    timeZone: 'UTC',
    businessHours: '09:00-18:00',
    oldest: 365,
    idle: 90,
  });
}

async function item(id: AuditItemId, given: Given = {}): Promise<AuditItem> {
  const found = (await audit(given)).items.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
}

const placesOf = ({ places }: AuditItem): string[] => places.map(({ path, line }) => `${path}:${line}`);

test('the items are the eight of the checklist in its order, and least privilege', async () => {
  expect((await audit()).items.map(({ number, id }) => `${number ?? '-'} ${id}`)).toEqual([
    '1 storage',
    '2 ignored-env',
    '3 separate-keys',
    '4 rotation',
    '5 unused-keys',
    '6 monitoring',
    '7 key-creation',
    '8 incident-plan',
    '- least-privilege',
  ]);
});

test('its schema describes it', async () => {
  repo.write('b.js', codeWith(live)).commit();
  const schema = JSON.parse(readFileSync(new URL('../../schema/audit.schema.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
  validate(JSON.parse(JSON.stringify(await audit())));
  expect(validate.errors ?? []).toEqual([]);
});

describe('storage', () => {
  test('passes where programs read keys and none stands in a file', async () => {
    expect(await item('storage')).toMatchObject({ status: 'pass', places: [] });
  });
  test('is not provable where nothing reads a key', async () => {
    repo.write('src/a.js', 'f();\n');
    expect((await item('storage')).status).toBe('unknown');
  });
  test.each([['tracked'], ['untracked']])('fails by a key in a file that is %s', async (how) => {
    repo.write('b.js', codeWith(live));
    if (how === 'tracked') repo.commit();
    expect(await item('storage').then((each) => [each.status, placesOf(each)])).toEqual(['fail', ['b.js:1']]);
  });
  test.each([
    ['a level', { rules: { 'pictify/*': 'off' } }],
    ['an override', { overrides: [{ files: ['*.js'], rules: { 'pictify/live-key': 'off' } }] }],
  ])('%s of the config makes it not blind', async (_name, config) => {
    repo.write(CONFIG, { salt: SALT, ...config }).write('b.js', codeWith(live));
    expect((await item('storage')).status).toBe('fail');
  });
  test('what the config leaves out is told', async () => {
    repo.write(CONFIG, { salt: SALT, ignorePaths: ['b.js'] }).write('b.js', codeWith(live));
    expect((await audit()).limits).toEqual([expect.stringContaining('1 file was left out') as string]);
  });
  test('what is accepted is told with its reason', async () => {
    repo.write('b.js', `${codeWith(live)} // pictify-scan-disable-line -- revoked sample`);
    const storage = await item('storage');
    expect([storage.status, storage.evidence.join(' ').includes('b.js:1 (revoked sample)')]).toEqual(['pass', true]);
  });
  test('the history is looked at on request', async () => {
    repo.write('b.js', codeWith(live)).commit();
    repo.write('b.js', 'f();\n').commit();
    expect([(await item('storage')).status, (await item('storage', { history: true })).status]).toEqual([
      'pass',
      'fail',
    ]);
  });
});

describe('ignored environment files', () => {
  test('pass', async () => {
    repo.write('.env', `PICTIFY_API_KEY=${live}\n`);
    expect((await item('ignored-env')).status).toBe('pass');
  });
  test('fail where one is committed', async () => {
    repo.write('.env', `PICTIFY_API_KEY=${live}\n`).commit();
    expect(placesOf(await item('ignored-env'))).toEqual(['.env:1']);
  });
  test('fail where nothing keeps them out', async () => {
    repo.write('.gitignore', 'node_modules\n').commit();
    expect(placesOf(await item('ignored-env'))).toEqual(['.gitignore:1']);
  });
});

describe('separate keys', () => {
  const environments = (development: string, production: string): void => {
    repo.write('.env.development', `PICTIFY_API_KEY=${development}\n`);
    repo.write('.env.production', `PICTIFY_API_KEY=${production}\n`);
  };
  test('pass with a test key here and a live one there', async () => {
    environments(test1, live);
    expect((await item('separate-keys')).status).toBe('pass');
  });
  test.each([
    ['one key in both', () => environments(live, live), ['.env.development:1', '.env.development:1']],
    ['a live key in development', () => environments(otherLive, live), ['.env.development:1']],
    ['a test key in production', () => environments(test1, test1), ['.env.development:1', '.env.production:1']],
    [
      'a live key in a compose file of development',
      () => void repo.write('compose.dev.yaml', `services:\n  a:\n    environment:\n      PICTIFY_API_KEY: ${live}\n`),
      ['compose.dev.yaml:4'],
    ],
  ])('fail by %s', async (_name, write, places) => {
    write();
    expect(await item('separate-keys').then((each) => [each.status, placesOf(each)])).toEqual(['fail', places]);
  });
  test.each([
    ['no key is here', () => {}],
    ['one side is here', () => void repo.write('.env.development', `PICTIFY_API_KEY=${test1}\n`)],
    [
      'a plain .env has the key of production',
      () => {
        environments(test1, live);
        repo.write('.env', `PICTIFY_API_KEY=${live}\n`);
      },
    ],
  ])('are not provable where %s', async (_name, write) => {
    write();
    expect((await item('separate-keys')).status).toBe('unknown');
  });
});

describe('the table of keys', () => {
  const HEAD = 'Name,Key ID,Type,Created,Last Used,Status';
  const table = (...rows: string[]): Given => {
    repo.write('.git/keys.csv', `${[HEAD, ...rows].join('\n')}\n`);
    return { keys: '.git/keys.csv' };
  };
  test.each([
    ['a young key that is used', ['a,key_a,Live,2026-06-01,2026-11-20,Active'], 'pass', 'pass'],
    ['an old one', ['a,key_a,Live,2025-06-01,2026-11-20,Active'], 'fail', 'pass'],
    [
      'an old one that is revoked',
      ['a,key_a,Live,2025-06-01,2025-11-20,Revoked', 'b,key_b,Live,2026-06-01,2026-11-20,Active'],
      'pass',
      'pass',
    ],
    ['one that is used no more', ['a,key_a,Live,2026-06-01,2026-07-01,Active'], 'pass', 'fail'],
    ['one that was never used', ['a,key_a,Live,2026-06-01,Never,Active'], 'pass', 'fail'],
    ['one that was made this week', ['a,key_a,Live,2026-11-20,Never,Active'], 'pass', 'pass'],
    ['dates that cannot be read', ['a,key_a,Live,01/02/2026,03/04/2026,Active'], 'unknown', 'unknown'],
    ['no active key', ['a,key_a,Live,2026-06-01,2026-11-20,Revoked'], 'unknown', 'unknown'],
    ['a row that cannot be read', ['a,key_a,Live,2026-06-01,2026-11-20,Active', 'a,b,c,d,e,f,g'], 'unknown', 'unknown'],
  ])('%s', async (_name, rows, rotation, unused) => {
    const { items } = await audit(table(...rows));
    expect([items[3]?.status, items[4]?.status]).toEqual([rotation, unused]);
  });
  test('is asked for where it is missing', async () => {
    expect((await item('rotation')).next.join(' ')).toContain('--keys');
  });
  test.each([
    ['is not there', 'nowhere.csv'],
    ['is no table', '.git/HEAD'],
  ])('a file that %s is told', async (_name, keys) => {
    await expect(audit({ keys })).rejects.toMatchObject({ name: 'Problem', code: 'read' });
  });
});

describe('the audit log', () => {
  const START = NOW - 40 * DAY;
  interface Request {
    readonly keyId?: string;
    readonly status?: number;
    readonly endpoint?: string;
  }
  const line = (time: number, { keyId = 'key_a', status = 200, endpoint = '/image' }: Request = {}): string =>
    JSON.stringify({
      timestamp: new Date(time).toISOString(),
      action: 'api.request',
      keyId,
      endpoint,
      method: 'POST',
      status,
      ip: '203.0.113.50',
      userAgent: 'pictify-node/1.0.0',
    });
  /** Eight requests a day, Monday to Friday at ten, for forty days. */
  const usual = Array.from({ length: 40 }, (_, day) => START + day * DAY)
    .map((time) => new Date(new Date(time).setUTCHours(10, 0, 0, 0)))
    .filter((date) => date.getUTCDay() % 6 !== 0)
    .flatMap((date) => Array.from({ length: 8 }, (_, at) => line(date.getTime() + at * 60_000)));
  const log = (...lines: string[]): Given => {
    repo.write('.git/audit.jsonl', `${lines.join('\n')}\n`);
    return { auditLog: '.git/audit.jsonl' };
  };
  const yesterday = Date.parse('2026-11-20T10:30:00Z');
  const night = Date.parse('2026-11-20T02:00:00Z');
  const many = (time: number, request: Request = {}): string[] =>
    Array.from({ length: 200 }, (_, at) => line(time + at * 1000, request));

  test.each([
    ['everyday use passes', () => usual, 'pass'],
    ['a spike fails', () => [...usual, ...many(yesterday)], 'fail'],
    ['many errors fail', () => [...usual, ...many(yesterday, { status: 401 }).slice(0, 15)], 'fail'],
    ['requests at night fail', () => [...usual, ...many(night).slice(0, 15)], 'fail'],
    ['a short log proves nothing', () => usual.slice(-40), 'unknown'],
    ['an old log proves nothing', () => usual.map((each) => each.replaceAll('2026-', '2025-')), 'unknown'],
    ['no record proves nothing', () => ['oops', '{}'], 'unknown'],
  ])('%s', async (_name, lines, status) => {
    expect((await item('monitoring', log(...lines()))).status).toBe(status);
  });
  test('bad lines are counted and told', async () => {
    const { evidence } = await item('monitoring', log('oops', ...usual, '[1]'));
    expect(evidence.join(' ')).toContain(
      `2 of ${usual.length + 2} lines are no record, the first: 1, ${usual.length + 2}.`,
    );
  });
  test('a key that the table has not fails', async () => {
    repo.write('.git/keys.csv', 'Name,Key ID,Created\nb,key_b,2026-06-01\n');
    expect((await item('monitoring', { ...log(...usual), keys: '.git/keys.csv' })).status).toBe('fail');
  });
  test('knows a later use than the table', async () => {
    repo.write('.git/keys.csv', 'Name,Key ID,Created,Last Used\na,key_a,2026-06-01,2026-06-02\n');
    expect((await item('unused-keys', { ...log(...usual), keys: '.git/keys.csv' })).status).toBe('pass');
  });
  test('a key that renders and creates keys fails', async () => {
    const { status } = await item('key-creation', log(...usual, line(yesterday, { endpoint: '/v1/api-keys' })));
    expect(status).toBe('fail');
  });
  test('a key that only creates keys proves nothing', async () => {
    const creation = line(yesterday, { keyId: 'key_admin', endpoint: '/v1/api-keys' });
    expect((await item('key-creation', log(...usual, creation))).status).toBe('unknown');
  });
  test('that is not there is told', async () => {
    await expect(audit({ auditLog: 'nowhere' })).rejects.toMatchObject({ name: 'Problem', code: 'read' });
  });
});

describe('a plan', () => {
  const PLAN = '# Leaked keys\n\nRevoke the API key in the dashboard, then rotate it.\n';
  test.each([
    ['by its heading', 'SECURITY.md', PLAN, 'pass'],
    ['by its name', 'docs/incident-response.md', 'Revoke the key first.\n', 'pass'],
    [
      'that is elsewhere',
      'SECURITY.md',
      '# Incidents\n\nOur plan for leaked keys: https://wiki.example.com/plan\n',
      'pass',
    ],
    ['with blanks', 'SECURITY.md', `${PLAN}\nCall [fill in: name].\n`, 'fail'],
    ['that says what a policy says', 'SECURITY.md', '# Security\n\nReport problems to us.\n', 'fail'],
    ['in a list of changes', 'CHANGELOG.md', PLAN, 'fail'],
    ['of somebody else', 'node_modules/a/SECURITY.md', PLAN, 'fail'],
    ['in code', 'src/incident.js', PLAN, 'fail'],
  ])('%s', async (_name, path, text, status) => {
    repo.write(path, text).commit();
    expect((await item('incident-plan')).status).toBe(status);
  });
  test('a link is not followed', async () => {
    repo.write('.git/plan.md', PLAN);
    symlinkSync(join(repo.top, '.git/plan.md'), join(repo.top, 'incident.md'));
    expect((await item('incident-plan')).status).toBe('fail');
  });
});

describe('least privilege', () => {
  const service = (name: string, key: string): void => {
    repo.write(`apps/${name}/package.json`, {}).write(`apps/${name}/.env`, `PICTIFY_API_KEY=${key}\n`);
  };
  test('a key for each service passes', async () => {
    service('a', live);
    service('b', otherLive);
    expect((await item('least-privilege')).status).toBe('pass');
  });
  test('one key in two services fails', async () => {
    service('a', live);
    service('b', live);
    expect(placesOf(await item('least-privilege'))).toEqual(['apps/a/.env:1', 'apps/b/.env:1']);
  });
  test('one service proves nothing', async () => {
    service('a', live);
    expect((await item('least-privilege')).status).toBe('unknown');
  });
});

test('in a plain folder it says what it can', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-audit-'));
  writeFileSync(join(folder, 'a.js'), codeWith(live));
  const report = await auditRepository({
    cwd: folder,
    now: NOW,
    history: false,
    timeZone: 'UTC',
    businessHours: '09:00-18:00',
    oldest: 365,
    idle: 90,
  });
  rmSync(folder, { recursive: true });
  expect(report.items.slice(0, 2).map(({ status }) => status)).toEqual(['fail', 'unknown']);
});
