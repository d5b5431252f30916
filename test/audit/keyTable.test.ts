import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { parseKeyTable, type KeyRow } from '../../src/audit/keyTable.js';

const HEAD = 'Name,Key ID,Type,Created,Last Used,Status';
const DAY = Date.parse('2026-01-29T00:00:00Z');

function only(text: string): KeyRow | undefined {
  const rows = parseKeyTable(text)?.rows ?? [];
  return rows.length === 1 ? rows[0] : undefined;
}

describe('parseKeyTable', () => {
  const row: KeyRow = { id: 'key_a1', name: 'web', type: 'live', created: DAY, lastUsed: 'never', active: true };
  const cases: readonly (readonly [string, string, Partial<KeyRow>])[] = [
    ['CSV as the dashboard heads it', `${HEAD}\nweb,key_a1,Live,2026-01-29,Never,Active`, {}],
    ['with line ends of Windows and a byte order mark', `\ufeff${HEAD}\r\nweb,key_a1,Live,2026-01-29,,Active\r\n`, {}],
    ['with semicolons', `${HEAD.replaceAll(',', ';')}\nweb;key_a1;Live;2026-01-29;-;Active`, {}],
    ['with tabs', `${HEAD.replaceAll(',', '\t')}\nweb\tkey_a1\tLive\t2026-01-29\tNever\tActive`, {}],
    ['with quotes', `${HEAD}\n"a, ""b""\nc",key_a1,Live,"Jan 29, 2026 UTC",Never,Active`, { name: 'a, "b"\nc' }],
    ['revoked', `${HEAD}\nweb,key_a1,Live,2026-01-29,Never,Revoked`, { active: false }],
    ['of a test key', `${HEAD}\nweb,key_a1,Test,2026-01-29,Never,Active`, { type: 'test' }],
    ['with a date of two readings', `${HEAD}\nweb,key_a1,Live,01/02/2026,Never,Active`, { created: undefined }],
    [
      'JSON',
      '[{"name":"web","keyId":"key_a1","type":"live","createdAt":"2026-01-29T00:00:00Z","lastUsedAt":null}]',
      {},
    ],
    [
      'JSON in an object',
      '{"apiKeys":[{"name":"web","id":"key_a1","type":"live","created":"2026-01-29","lastUsed":""}]}',
      {},
    ],
    [
      'JSON with Unix times',
      `[{"name":"web","id":"key_a1","type":"live","created":${DAY / 1000},"lastUsed":${DAY}}]`,
      { lastUsed: DAY },
    ],
    [
      'JSON with a time of revocation',
      '[{"name":"web","id":"key_a1","type":"live","created":"2026-01-29","lastUsed":null,"revokedAt":"2026-02-01"}]',
      { active: false },
    ],
  ];
  it.each(cases)('%s', (_name, text, change) => {
    expect(only(text)).toEqual({ ...row, ...change });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html></html>'],
    ['broken JSON', '[{"id":'],
    ['a table of other things', 'a,b\n1,2'],
    ['numbers', '[1,2,3]'],
  ])('%s is no table', (_name, text) => {
    expect(parseKeyTable(text)).toBeUndefined();
  });
  it('tells of rows that it cannot read', () => {
    expect(parseKeyTable(`${HEAD}\nweb,key_a1,Live,2026-01-29,Never,Active\na,b,c,d,e,f,g,h`)?.bad).toEqual([2]);
  });
  it('takes no word of an inherited property for a column', () => {
    expect(only('[{"__proto__":{"id":"x"},"name":"web","constructor":"y"}]')?.id).toBe('web');
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => (parseKeyTable(text), true)));
    fc.assert(fc.property(fc.json(), (text) => (parseKeyTable(text), true)));
  });
});
