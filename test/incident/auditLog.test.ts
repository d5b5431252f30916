import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { AuditLogReader, LONGEST_LINE, parseRecord, type AuditRecord } from '../../src/incident/auditLog.js';
import type { Usage } from '../../src/incident/model.js';
import { UsageCounter } from '../../src/incident/usage.js';
import { KEY, Repository } from '../support/repository.js';
import { incident } from './incident.js';

const GOOD = {
  timestamp: '2026-01-29T10:30:00Z',
  action: 'api.request',
  keyId: 'key_abc123',
  endpoint: '/image',
  method: 'POST',
  status: 200,
  ip: '203.0.113.50',
  userAgent: 'pictify-node/1.0.0',
};

describe('parseRecord', () => {
  it("reads the guide's example", () => {
    expect(parseRecord(JSON.stringify(GOOD))).toEqual({
      time: Date.UTC(2026, 0, 29, 10, 30),
      action: 'api.request',
      keyId: 'key_abc123',
      endpoint: '/image',
      method: 'POST',
      status: 200,
      ip: '203.0.113.50',
      userAgent: 'pictify-node/1.0.0',
    });
  });

  it.each<readonly [string, string]>([
    ['no JSON', 'GET /image 200'],
    ['an array', '[1]'],
    ['null', 'null'],
    ['a number', '1'],
    ['no time', '{"action":"api.request"}'],
    ['a time that is none', '{"timestamp":"yesterday"}'],
    ['a time of another age', '{"timestamp":"9999-01-01T00:00:00Z"}'],
    ['half a record', JSON.stringify(GOOD).slice(0, 40)],
  ])('%s is no record', (_name, line) => {
    expect(parseRecord(line)).toBeUndefined();
  });

  it.each<readonly [string, object, Partial<AuditRecord>]>([
    ['seconds since 1970', { timestamp: 1_700_000_000 }, { time: 1_700_000_000_000 }],
    ['a query, which may hold a key', { endpoint: '/image?token=abc' }, { endpoint: '/image' }],
    ['a status in text', { status: '404' }, { status: 404 }],
    ['a status of no meaning', { status: 'ok' }, { status: undefined }],
    ['fields of another type', { ip: { a: 1 }, userAgent: 7 }, { ip: '', userAgent: '' }],
    ['names of Object', { keyId: undefined, ['__proto__']: { keyId: 'x' } }, { keyId: '' }],
  ])('%s', (_name, change, expected) => {
    expect(parseRecord(JSON.stringify({ ...GOOD, ...change }))).toMatchObject(expected);
  });
});

/** Everything that a reader told of some bytes, cut into chunks at some places. */
function read(
  bytes: Buffer,
  cuts: readonly number[],
): { records: AuditRecord[]; tally: ReturnType<AuditLogReader['end']> } {
  const records: AuditRecord[] = [];
  const reader = new AuditLogReader((record) => records.push(record));
  let from = 0;
  for (const cut of [...cuts.map((each) => each % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)) {
    reader.push(bytes.subarray(from, cut));
    from = cut;
  }
  return { records, tally: reader.end() };
}

describe('AuditLogReader', () => {
  const good = fc
    .record({
      timestamp: fc
        .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      ip: fc.ipV4(),
      status: fc.integer({ min: 100, max: 599 }),
      userAgent: fc.string({ unit: 'binary', maxLength: 20 }),
      endpoint: fc.webPath(),
    })
    .map((record) => ({ line: JSON.stringify(record), isGood: true }));
  const bad = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((text) => text.replace(/[\n\r]/g, ' '))
    .filter(
      (text) =>
        text.trim() !== '' && text.replace(/^\ufeff/, '').trim() !== '' && parseRecord(text.trim()) === undefined,
    )
    .map((line) => ({ line, isGood: false }));

  it('tells the same however the bytes are cut, and counts each line once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(good, bad), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 10 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, cuts, end, closed) => {
          const bytes = Buffer.from(lines.map(({ line }) => line).join(end) + (closed ? end : ''));
          const whole = read(bytes, []);
          expect(read(bytes, cuts)).toEqual(whole);
          expect({ records: whole.records.length, lines: whole.tally.lines, bad: whole.tally.bad }).toEqual({
            records: lines.filter(({ isGood }) => isGood).length,
            lines: lines.length,
            bad: lines.filter(({ isGood }) => !isGood).length,
          });
        },
      ),
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.array(fc.nat(), { maxLength: 5 }), (bytes, cuts) => {
        const { records, tally } = read(Buffer.from(bytes), cuts);
        expect(records.length + tally.bad).toBe(tally.lines);
      }),
    );
  });

  it('says which lines are none, and keeps nothing of one without end', () => {
    const long = Buffer.concat([
      Buffer.from(`${JSON.stringify(GOOD)}\n\n`),
      Buffer.alloc(LONGEST_LINE * 3, 'x'),
      Buffer.from(`\n${JSON.stringify(GOOD)}\nno\n`),
    ]);
    const { records, tally } = read(
      long,
      Array.from({ length: 40 }, (_, index) => index * 20_000),
    );
    expect({ records: records.length, tally }).toEqual({ records: 2, tally: { lines: 4, bad: 2, badLines: [3, 5] } });
  });
});

const HOUR = 3_600_000;
/** A Monday, 10 o'clock in UTC. */
const MONDAY = Date.UTC(2026, 0, 5, 10);

interface Traffic {
  readonly at: number;
  readonly count?: number;
  readonly ip?: string;
  readonly agent?: string;
  readonly status?: number;
  readonly keyId?: string;
}

function usageOf(
  traffic: readonly Traffic[],
  options: { readonly keyId?: string; readonly since?: number | null; readonly timeZone?: string } = {},
): Usage {
  const counter = new UsageCounter({
    file: 'log',
    keyId: options.keyId,
    since: options.since === null ? undefined : (options.since ?? MONDAY + 24 * HOUR),
    sinceWhy: '',
    timeZone: options.timeZone ?? 'UTC',
    businessHours: '09:00-18:00',
  });
  let lines = 0;
  for (const { at, count = 1, ip = '203.0.113.50', agent = 'pictify-node', status = 200, keyId = 'key_a' } of traffic)
    for (let index = 0; index < count; index += 1) {
      lines += 1;
      counter.add({
        time: at + index,
        action: 'api.request',
        keyId,
        endpoint: '/image',
        method: 'POST',
        status,
        ip,
        userAgent: agent,
      });
    }
  return counter.finish({ lines, bad: 0, badLines: [] });
}

/** A day of ten quiet hours before, and one after. */
const quiet: readonly Traffic[] = Array.from({ length: 8 }, (_, hour) => [
  { at: MONDAY + hour * HOUR - HOUR, count: 10 },
  { at: MONDAY + (hour + 24) * HOUR, count: 10 },
]).flat();

describe('what stands out', () => {
  it.each<readonly [string, readonly Traffic[], readonly string[]]>([
    ['nothing in the same as ever', [], []],
    ['an hour with far more requests', [{ at: MONDAY + 30 * HOUR, count: 100 }], ['spike']],
    ['a new address', [{ at: MONDAY + 30 * HOUR, ip: '198.51.100.7' }], ['new-address']],
    ['a new agent', [{ at: MONDAY + 30 * HOUR, agent: 'curl/8' }], ['new-agent']],
    ['more errors', [{ at: MONDAY + 30 * HOUR, count: 9, status: 401 }], ['errors']],
    ['work at night', [{ at: MONDAY + 41 * HOUR, count: 9 }], ['outside-hours']],
    ['work on Sunday', [{ at: MONDAY + 6 * 24 * HOUR, count: 9 }], ['outside-hours']],
    ['an address that went away', [{ at: MONDAY, ip: '198.51.100.7' }], []],
  ])('%s', (_name, more, expected) => {
    expect(usageOf([...quiet, ...more]).signals.map(({ code }) => code)).toEqual(expected);
  });

  it('nothing can be compared where the log begins after the exposure', () => {
    expect(usageOf([{ at: MONDAY + 30 * HOUR, count: 5 }]).signals.map(({ code }) => code)).toEqual(['after-only']);
  });

  it('nothing is after, where nobody says when it got out', () => {
    const { before, after, since } = usageOf(quiet, { since: null });
    expect([before.requests, after.requests, since]).toEqual([160, 0, null]);
  });

  it('counts the key that is asked for, and says which others there are', () => {
    const { before, otherKeys, keyIds } = usageOf([{ at: MONDAY, count: 3, keyId: 'key_b' }, { at: MONDAY }], {
      keyId: 'key_b',
    });
    expect({ requests: before.requests, otherKeys, keyIds }).toEqual({
      requests: 3,
      otherKeys: 1,
      keyIds: [
        { id: 'key_b', requests: 3 },
        { id: 'key_a', requests: 1 },
      ],
    });
  });

  it.each([
    ['UTC', 0],
    ['America/New_York', 10],
    ['Asia/Tokyo', 10],
  ])('business hours are those of %s', (timeZone, outside) => {
    expect(usageOf([{ at: MONDAY, count: 10 }], { timeZone }).before.outsideHours).toBe(outside);
  });

  it('slices hold every request, in order, and are not too many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 50 }), (minutes) => {
        const { slices } = usageOf(minutes.map((minute) => ({ at: MONDAY + minute * 60_000 })));
        expect(slices.reduce((sum, { requests }) => sum + requests, 0)).toBe(minutes.length);
        expect(slices.length).toBeLessThanOrEqual(132);
        expect(slices.map(({ at }) => at)).toEqual(slices.map(({ at }) => at).toSorted());
      }),
      { numRuns: 30 },
    );
  });
});

describe('incident --audit-log', () => {
  it('divides at the first push, and says what is no record', () => {
    using repository = Repository.started();
    repository.git('init', '-q', '--bare', '../remote.git');
    repository.git('remote', 'add', 'origin', '../remote.git');
    repository.stage('a.js', `new Pictify('${KEY}')\n`);
    repository.commit('in');
    repository.git('push', '-q', 'origin', 'main');
    const now = Date.now();
    const line = (at: number): string => JSON.stringify({ ...GOOD, timestamp: new Date(at).toISOString() });
    writeFileSync(join(repository.path, 'log.jsonl'), `${line(now - 24 * HOUR)}\nnonsense\n${line(now + HOUR)}\n`);
    const { usage } = incident(
      repository,
      ['--stdin', '--audit-log', 'log.jsonl', '--key-id', 'key_abc123'],
      KEY,
    ).report;
    expect({
      before: usage?.before.requests,
      after: usage?.after.requests,
      bad: usage?.bad,
      why: usage?.sinceWhy.slice(0, 35),
    }).toEqual({ before: 1, after: 1, bad: { count: 1, lines: [2] }, why: '"After" begins with the first push,' });
  });
});
