import type { LogSummary } from '../auditLog.js';
import type { KeyTable } from '../keyTable.js';
import type { AuditResult } from '../model.js';
import { count, day, listed, PASS_NOTHING } from '../words.js';

const DAY = 86_400_000;
/** A log that ends before that says nothing about now. */
const STALE = 31 * DAY;
/** Less than that is no usual time to compare the last week with. */
const SHORTEST = 14 * DAY;

export interface UseInput {
  /** `undefined` where none was given. */
  readonly log: LogSummary | undefined;
  readonly table: KeyTable | undefined;
  readonly now: number;
}

/** What stands out that an anomaly is made of; a new address or agent alone is everyday. */
const ANOMALIES: ReadonlySet<string> = new Set(['spike', 'errors', 'outside-hours']);

/** The log of the last weeks was looked at (by this), and nothing in it is unusual. */
export function checkMonitoring({ log, table, now }: UseInput): AuditResult {
  if (!log)
    return {
      status: 'unknown',
      says: 'Whether somebody watches the use of the keys is not to be seen in a repository.',
      evidence: [],
      places: [],
      next: [
        'Export the audit log (one JSON object on each line), and have it looked at: --audit-log audit.jsonl',
        'Set alerts in the dashboard: Settings > Alerts.',
      ],
    };
  const { tally, requests, first = 0, last = 0, keys, signals, notCompared } = log;
  const strangers = table
    ? [...keys].filter(([id, use]) => use.accepted > 0 && !table.rows.some((row) => row.id === id))
    : [];
  const evidence = [
    requests === 0
      ? 'No line of the log is a record.'
      : `${count(requests, 'request')} from ${day(first)} to ${day(last)}, by ${count(keys.size, 'key')}.`,
    ...(tally.bad === 0
      ? []
      : [
          `${tally.bad} of ${count(tally.lines, 'line')} ${tally.bad === 1 ? 'is' : 'are'} no record, the first: ${listed(tally.badLines.map(String))}.`,
        ]),
    ...signals.flatMap(({ keyId, signals: list }) => list.map(({ text }) => `${keyId || '(no key id)'}: ${text}`)),
    ...strangers.map(
      ([id, { accepted }]) =>
        `${id || '(no key id)'}: ${count(accepted, 'request')}, and it is not in the table of keys.`,
    ),
    ...(notCompared === 0 ? [] : [`${count(notCompared, 'key')} with few requests not compared.`]),
  ];
  const anomalies = signals.flatMap(({ signals: list }) => list.filter(({ code }) => ANOMALIES.has(code))).length;
  if (anomalies + strangers.length > 0)
    return {
      status: 'fail',
      says: `${count(anomalies + strangers.length, 'thing')} in the log to be explained.`,
      evidence,
      places: [],
      next: [
        'Ask whose requests these are. Where nobody knows, treat the key as leaked: pictify-scan incident --stdin --audit-log FILE --key-id KEY_ID',
      ],
    };
  const why =
    requests === 0
      ? 'The log has no record.'
      : now - last > STALE
        ? `The newest record is of ${day(last)}, so it says nothing about now.`
        : last - first < SHORTEST
          ? 'The log is shorter than two weeks, so nothing usual is known to compare with.'
          : undefined;
  if (why !== undefined)
    return { ...PASS_NOTHING, status: 'unknown', says: why, evidence, next: ['Export a log of the last months.'] };
  return {
    ...PASS_NOTHING,
    status: 'pass',
    says: 'Nothing in the last week of the log is unusual against the time before.',
    evidence: [...evidence, 'Whether alerts are set is not to be seen from here (Settings > Alerts).'],
  };
}

/** Who can create keys is set in the dashboard; a log can show a key that does. */
export function checkCreation({ log }: UseInput): AuditResult {
  const creators = [...(log?.keys ?? [])].filter(([, { created }]) => created > 0);
  const both = creators.filter(([, { other }]) => other > 0);
  const evidence = creators.map(
    ([id, { created, other }]) =>
      `${id || '(no key id)'} created ${count(created, 'key')} by the API, and made ${count(other, 'other request')}.`,
  );
  const next = ['Look at Settings > Team: only Admins can create keys, and few people should be one.'];
  if (both.length > 0)
    return {
      status: 'fail',
      says: 'A key that programs use for other work can create keys.',
      evidence,
      places: [],
      next: ['Create keys by a key that does nothing else, or in the dashboard alone.', ...next],
    };
  return {
    ...PASS_NOTHING,
    status: 'unknown',
    says: 'Who can create keys is set in the dashboard.',
    evidence: log && creators.length === 0 ? ['No key was created by the API in the time of the log.'] : evidence,
    next,
  };
}
