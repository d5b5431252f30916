import type { KeyRow, KeyTable } from '../keyTable.js';
import type { LogSummary } from '../auditLog.js';
import type { AuditResult } from '../model.js';
import { count, day, listed, PASS_NOTHING } from '../words.js';

const DAY = 86_400_000;

export interface TableInput {
  /** `undefined` where none was given. */
  readonly table: KeyTable | undefined;
  readonly log: LogSummary | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days. */
  readonly oldest: number;
  /** Days. */
  readonly idle: number;
}

const NO_TABLE: AuditResult = {
  status: 'unknown',
  says: 'When keys were created and used stands in the dashboard alone.',
  evidence: [],
  places: [],
  next: ['Copy the table of Settings > API Keys into a CSV or JSON file, and give it: --keys keys.csv'],
};

/** Active keys are younger than the bound. */
export function checkRotation({ table, now, oldest }: TableInput): AuditResult {
  if (!table) return NO_TABLE;
  const active = table.rows.filter((row) => row.active);
  const old = active.filter(({ created }) => created !== undefined && now - created > oldest * DAY);
  const undated = active.filter(({ created }) => created === undefined || created > now + DAY);
  const evidence = [
    ...tableFacts(table),
    ...old.map((row) => `${nameOf(row)}: created on ${day(row.created ?? 0)}, ${ageOf(row.created ?? 0, now)} ago.`),
    ...(undated.length === 0 ? [] : [`Without a date that can be read: ${listed(undated.map(nameOf))}.`]),
  ];
  if (old.length > 0)
    return {
      status: 'fail',
      says: `${count(old.length, 'active key')} older than ${oldest} days.`,
      evidence,
      places: [],
      next: [
        'Create new ones, put them where the old ones are, check, revoke the old ones. No stop is needed: docs.pictify.io/security/api-keys.',
      ],
    };
  return verdict(
    active.length > 0 && undated.length === 0 && table.bad.length === 0,
    `${active.length === 1 ? 'The one active key is' : `All ${active.length} active keys are`} younger than ${oldest} days.`,
    active.length === 0 ? 'The table has no active key.' : 'The table does not say when each active key was created.',
    evidence,
  );
}

/** Active keys were used not long ago. The log knows later uses than the table may. */
export function checkUnused({ table, log, now, idle }: TableInput): AuditResult {
  if (!table) return NO_TABLE;
  const active = table.rows.filter((row) => row.active);
  const lastOf = (row: KeyRow): number | 'never' | undefined => {
    const logged = log?.keys.get(row.id)?.lastAccepted;
    if (logged !== undefined && Number.isFinite(logged))
      return typeof row.lastUsed === 'number' ? Math.max(row.lastUsed, logged) : logged;
    return row.lastUsed;
  };
  const unused = active.filter((row) => {
    const last = lastOf(row);
    // A key that was made a moment ago may wait for its first use.
    if (last === 'never') return row.created === undefined || now - row.created > Math.min(idle, 30) * DAY;
    return last !== undefined && now - last > idle * DAY;
  });
  const silent = active.filter((row) => lastOf(row) === undefined);
  const evidence = [
    ...tableFacts(table),
    ...unused.map((row) => {
      const last = lastOf(row);
      return typeof last === 'number'
        ? `${nameOf(row)}: last used on ${day(last)}, ${ageOf(last, now)} ago.`
        : `${nameOf(row)}: never used.`;
    }),
    ...(silent.length === 0 ? [] : [`Without a last use that can be read: ${listed(silent.map(nameOf))}.`]),
  ];
  if (unused.length > 0)
    return {
      status: 'fail',
      says: `${count(unused.length, 'active key')} not used for ${idle} days, or never.`,
      evidence,
      places: [],
      next: ['Revoke them: Settings > API Keys, … > Revoke.'],
    };
  return verdict(
    active.length > 0 && silent.length === 0 && table.bad.length === 0,
    `${active.length === 1 ? 'The one active key was' : `All ${active.length} active keys were`} used in the last ${idle} days.`,
    active.length === 0 ? 'The table has no active key.' : 'The table does not say when each active key was used.',
    evidence,
  );
}

function verdict(isProven: boolean, pass: string, unknown: string, evidence: readonly string[]): AuditResult {
  return isProven
    ? { ...PASS_NOTHING, status: 'pass', says: pass, evidence }
    : { ...PASS_NOTHING, status: 'unknown', says: unknown, evidence };
}

function tableFacts({ rows, bad }: KeyTable): string[] {
  return [
    `The table has ${count(rows.length, 'key')}, ${rows.filter(({ active }) => active).length} of them active.`,
    ...(bad.length === 0 ? [] : [`${count(bad.length, 'row')} could not be read: ${listed(bad.map(String))}.`]),
  ];
}

export function nameOf({ id, name }: KeyRow): string {
  return name === '' || name === id ? id : `${id} (${name})`;
}

function ageOf(time: number, now: number): string {
  return count(Math.floor((now - time) / DAY), 'day');
}
