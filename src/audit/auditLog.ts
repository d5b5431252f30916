import { readAuditLog, type AuditRecord, type LogTally } from '../incident/auditLog.js';
import type { Signal } from '../incident/model.js';
import { UsageCounter } from '../incident/usage.js';

const DAY = 86_400_000;
/** What is new is the last week; what is usual is the time before it. */
const NEWEST = 7 * DAY;
/** Keys whose use is compared, the busiest first. */
const MOST_KEYS = 50;
const MOST_IDS = 10_000;

/** What an audit log says about the use of the keys. */
export interface LogSummary {
  readonly tally: LogTally;
  readonly requests: number;
  /** Milliseconds since 1970; absent where the log has no record. */
  readonly first?: number;
  readonly last?: number;
  readonly keys: ReadonlyMap<string, KeyUse>;
  /** What stands out in the last week, by key id. */
  readonly signals: readonly { readonly keyId: string; readonly signals: readonly Signal[] }[];
  readonly notCompared: number;
}

export interface KeyUse {
  requests: number;
  /** Those that succeeded, and when the last one was. */
  accepted: number;
  lastAccepted: number;
  /** Keys that this key created. */
  created: number;
  /** Accepted requests that are not about keys. */
  other: number;
}

export interface LogOptions {
  readonly file: string;
  readonly timeZone: string;
  readonly businessHours: string;
}

/** Reads a log twice as a stream, however large it is: what is usual is known only when its end is. @throws Problem */
export async function summarizeLog(options: LogOptions): Promise<LogSummary> {
  const keys = new Map<string, KeyUse>();
  let [requests, first, last] = [0, Infinity, -Infinity];
  const tally = await readAuditLog(options.file, (record) => {
    requests += 1;
    first = Math.min(first, record.time);
    last = Math.max(last, record.time);
    countUse(keys, record);
  });
  if (requests === 0) return { tally, requests, keys, signals: [], notCompared: 0 };
  const busiest = [...keys].toSorted(([, a], [, b]) => b.requests - a.requests).map(([id]) => id);
  const counters = new Map(
    busiest
      .slice(0, MOST_KEYS)
      .map((keyId) => [
        keyId,
        new UsageCounter({ ...options, keyId, since: last - NEWEST, sinceWhy: 'the last week of the log' }),
      ]),
  );
  await readAuditLog(options.file, (record) => counters.get(record.keyId)?.add(record));
  const signals = [...counters].map(([keyId, counter]) => ({
    keyId,
    // A key whose first request is of this week has nothing to be compared with.
    signals: counter.finish(tally).signals.filter(({ code }) => code !== 'after-only'),
  }));
  return {
    tally,
    requests,
    first,
    last,
    keys,
    signals: signals.filter((each) => each.signals.length > 0),
    notCompared: Math.max(0, busiest.length - MOST_KEYS),
  };
}

function countUse(keys: Map<string, KeyUse>, { keyId, time, status, endpoint, method }: AuditRecord): void {
  if (!keys.has(keyId) && keys.size >= MOST_IDS) return;
  const use = keys.get(keyId) ?? { requests: 0, accepted: 0, lastAccepted: -Infinity, created: 0, other: 0 };
  keys.set(keyId, use);
  use.requests += 1;
  if (status === undefined || status >= 400) return;
  use.accepted += 1;
  use.lastAccepted = Math.max(use.lastAccepted, time);
  if (!/\/api-keys(?:\/|$)/.test(endpoint)) use.other += 1;
  else if (method.toUpperCase() === 'POST') use.created += 1;
}
