import { Problem } from '../model/errors.js';
import type { AuditRecord, LogTally } from './auditLog.js';
import type { Actor, Period, Signal, Slice, Usage } from './model.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Addresses, agents and endpoints that are kept apart; what comes later is counted together. */
const MOST_ACTORS = 50_000;
const MOST_SHOWN = 50;
const MOST_SLICES = 120;
/** Weights of a mean: how many deviations above the usual hour a spike is. */
const SPIKE_DEVIATIONS = 4;
const SPIKE_LEAST = 20;

export interface UsageOptions {
  readonly file: string;
  readonly keyId: string | undefined;
  /** When the key got out, milliseconds since 1970. */
  readonly since: number | undefined;
  readonly sinceWhy: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** `09:00-18:00`, Monday to Friday. */
  readonly businessHours: string;
}

interface Counts {
  before: number;
  after: number;
  errors: number;
  first: number;
  last: number;
}

interface Sums {
  requests: number;
  errors: number;
  outside: number;
  from: number;
  to: number;
}

/** Adds up the records of a log, one at a time: memory grows with hours and actors, not with requests. */
export class UsageCounter {
  readonly #options: UsageOptions;
  readonly #isOutside: (time: number) => boolean;
  readonly #hours = new Map<number, { requests: number; errors: number }>();
  readonly #addresses = new Map<string, Counts>();
  readonly #agents = new Map<string, Counts>();
  readonly #endpoints = new Map<string, Counts>();
  readonly #keys = new Map<string, number>();
  readonly #before: Sums = { requests: 0, errors: 0, outside: 0, from: Infinity, to: -Infinity };
  readonly #after: Sums = { requests: 0, errors: 0, outside: 0, from: Infinity, to: -Infinity };
  #otherKeys = 0;

  /** @throws Problem `usage` for an unknown time zone, or hours that make no sense */
  constructor(options: UsageOptions) {
    this.#options = options;
    this.#isOutside = outsideOf(options.businessHours, options.timeZone);
  }

  add(record: AuditRecord): void {
    const { keyId, since } = this.#options;
    if (record.keyId !== '' && (this.#keys.has(record.keyId) || this.#keys.size < MOST_ACTORS))
      this.#keys.set(record.keyId, (this.#keys.get(record.keyId) ?? 0) + 1);
    if (keyId !== undefined && record.keyId !== keyId) {
      this.#otherKeys += 1;
      return;
    }
    const { time } = record;
    const isAfter = since !== undefined && time >= since;
    const isError = record.status !== undefined && record.status >= 400;
    const sums = isAfter ? this.#after : this.#before;
    sums.requests += 1;
    if (isError) sums.errors += 1;
    if (this.#isOutside(time)) sums.outside += 1;
    sums.from = Math.min(sums.from, time);
    sums.to = Math.max(sums.to, time);
    const hour = Math.floor(time / HOUR);
    const slot = this.#hours.get(hour) ?? { requests: 0, errors: 0 };
    slot.requests += 1;
    if (isError) slot.errors += 1;
    this.#hours.set(hour, slot);
    count(this.#addresses, record.ip, time, isAfter, isError);
    count(this.#agents, record.userAgent, time, isAfter, isError);
    count(this.#endpoints, `${record.method} ${record.endpoint}`.trim(), time, isAfter, isError);
  }

  finish(tally: LogTally): Usage {
    const { file, keyId, since, sinceWhy, timeZone, businessHours } = this.#options;
    const { slices, sliceHours } = this.#slices();
    return {
      file,
      keyId: keyId ?? null,
      keyIds: [...this.#keys]
        .map(([id, requests]) => ({ id, requests }))
        .toSorted((a, b) => b.requests - a.requests)
        .slice(0, MOST_SHOWN),
      lines: tally.lines,
      bad: { count: tally.bad, lines: tally.badLines },
      otherKeys: this.#otherKeys,
      since: since === undefined ? null : new Date(since).toISOString(),
      sinceWhy,
      timeZone,
      businessHours,
      before: this.#period(this.#before, 'before'),
      after: this.#period(this.#after, 'after'),
      signals: this.#signals(),
      addresses: listActors(this.#addresses),
      agents: listActors(this.#agents),
      endpoints: listActors(this.#endpoints),
      slices,
      sliceHours,
    };
  }

  #period(sums: Sums, which: 'before' | 'after'): Period {
    const { requests, errors, outside, from, to } = sums;
    const days = requests === 0 ? 1 : Math.max(1, (to - from) / DAY);
    return {
      requests,
      errors,
      outsideHours: outside,
      addresses: [...this.#addresses.values()].filter((each) => each[which] > 0).length,
      agents: [...this.#agents.values()].filter((each) => each[which] > 0).length,
      from: requests === 0 ? null : new Date(from).toISOString(),
      to: requests === 0 ? null : new Date(to).toISOString(),
      perDay: requests / days,
      busiestHour: this.#hoursOf(which).reduce((most, [, { requests: number }]) => Math.max(most, number), 0),
    };
  }

  /** Hours by their number since 1970. The hour of the exposure itself counts as after. */
  #hoursOf(which: 'before' | 'after'): [number, { readonly requests: number; readonly errors: number }][] {
    const { since } = this.#options;
    const turn = since === undefined ? Infinity : Math.floor(since / HOUR);
    return [...this.#hours].filter(([hour]) => (which === 'after' ? hour >= turn : hour < turn));
  }

  #signals(): Signal[] {
    const before = this.#before;
    const after = this.#after;
    if (after.requests === 0) return [];
    const signals: Signal[] = [];
    if (before.requests === 0)
      signals.push({
        code: 'after-only',
        text: `The log has no request from before the exposure, so nothing can be compared: all ${after.requests} are from after it.`,
      });
    signals.push(...this.#spikes());
    if (before.requests > 0) {
      signals.push(
        ...newActors(this.#addresses, 'new-address', 'address', 'never seen before'),
        ...newActors(this.#agents, 'new-agent', 'agent', 'never seen before'),
        ...moreOften('errors', 'Errors', before.errors, before.requests, after.errors, after.requests),
        ...moreOften(
          'outside-hours',
          `Requests outside of ${this.#options.businessHours} (${this.#options.timeZone}, Monday to Friday)`,
          before.outside,
          before.requests,
          after.outside,
          after.requests,
        ),
      );
    }
    return signals;
  }

  #spikes(): Signal[] {
    const usual = this.#hoursOf('before').map(([, { requests }]) => requests);
    const mean = usual.length === 0 ? 0 : usual.reduce((sum, each) => sum + each, 0) / usual.length;
    const variance = usual.length === 0 ? 0 : usual.reduce((sum, each) => sum + (each - mean) ** 2, 0) / usual.length;
    const bound = Math.max(SPIKE_LEAST, mean + SPIKE_DEVIATIONS * Math.sqrt(variance), mean * 3);
    const busy = this.#hoursOf('after')
      .filter(([, { requests }]) => usual.length > 0 && requests > bound)
      .toSorted(([, a], [, b]) => b.requests - a.requests);
    const [top] = busy;
    if (!top) return [];
    const [hour, { requests }] = top;
    return [
      {
        code: 'spike',
        text: `${busy.length === 1 ? 'One hour has' : `${busy.length} hours have`} far more requests than before: ${requests} in the hour from ${new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ')} UTC, where ${mean.toFixed(1)} was usual.`,
      },
    ];
  }

  #slices(): { readonly slices: readonly Slice[]; readonly sliceHours: number } {
    const numbers = [...this.#hours.keys()];
    if (numbers.length === 0) return { slices: [], sliceHours: 1 };
    const first = numbers.reduce((least, each) => Math.min(least, each), Infinity);
    const last = numbers.reduce((most, each) => Math.max(most, each), -Infinity);
    const sliceHours =
      STEPS.find((step) => (last - first + 1) / step < MOST_SLICES) ??
      Math.ceil((last - first + 1) / (MOST_SLICES - 1));
    // Bars begin with the day (UTC) where they are shorter than one.
    const whole = sliceHours > 2 && sliceHours < 24 ? 24 : sliceHours;
    const start = Math.floor(first / whole) * whole;
    const length = Math.floor((last - start) / sliceHours) + 1;
    const slices = Array.from({ length }, (_, index) => ({ at: start + index * sliceHours, requests: 0, errors: 0 }));
    for (const [hour, { requests, errors }] of this.#hours) {
      const slice = slices[Math.floor((hour - start) / sliceHours)];
      if (!slice) continue;
      slice.requests += requests;
      slice.errors += errors;
    }
    return { slices: slices.map((each) => ({ ...each, at: new Date(each.at * HOUR).toISOString() })), sliceHours };
  }
}

/** Hours that a slice of the plot may last. */
const STEPS = [1, 2, 3, 6, 12, 24, 48, 168];

function count(actors: Map<string, Counts>, name: string, time: number, isAfter: boolean, isError: boolean): void {
  const key = name === '' ? '(none)' : name;
  const known = actors.get(key) ?? { before: 0, after: 0, errors: 0, first: time, last: time };
  if (isAfter) known.after += 1;
  else known.before += 1;
  if (isError) known.errors += 1;
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
  if (actors.has(key) || actors.size < MOST_ACTORS) actors.set(key, known);
}

/** Those that came after the exposure first, then those with most requests. */
function listActors(actors: ReadonlyMap<string, Counts>): Actor[] {
  return [...actors]
    .toSorted(
      ([, a], [, b]) =>
        Number(b.before === 0 && b.after > 0) - Number(a.before === 0 && a.after > 0) ||
        b.before + b.after - a.before - a.after,
    )
    .slice(0, MOST_SHOWN)
    .map(([name, { first, last, ...counts }]) => ({
      name,
      ...counts,
      first: new Date(first).toISOString(),
      last: new Date(last).toISOString(),
    }));
}

function newActors(actors: ReadonlyMap<string, Counts>, code: Signal['code'], what: string, how: string): Signal[] {
  const fresh = [...actors].filter(([name, { before, after }]) => name !== '(none)' && before === 0 && after > 0);
  if (fresh.length === 0) return [];
  const requests = fresh.reduce((sum, [, { after }]) => sum + after, 0);
  const named = fresh
    .toSorted(([, a], [, b]) => b.after - a.after)
    .slice(0, 3)
    .map(([name]) => name);
  const plural = `${what}${what.endsWith('s') ? 'es' : 's'}`;
  return [
    {
      code,
      text: `${fresh.length === 1 ? `One ${what}` : `${fresh.length} ${plural}`} ${how}, with ${requests} ${requests === 1 ? 'request' : 'requests'}: ${named.join(', ')}${fresh.length > 3 ? ' …' : ''}.`,
    },
  ];
}

/** Shares that grew by half and by five points at least. */
function moreOften(
  code: Signal['code'],
  what: string,
  early: number,
  earlyAll: number,
  late: number,
  lateAll: number,
): Signal[] {
  const was = early / earlyAll;
  const is = late / lateAll;
  if (is < was * 1.5 || is - was < 0.05 || late < 3) return [];
  return [{ code, text: `${what} went from ${percent(was)} to ${percent(is)}.` }];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Tells whether a time is outside of business hours. @throws Problem `usage` where hours or zone make no sense */
function outsideOf(hours: string, timeZone: string): (time: number) => boolean {
  const [, ...parts] = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/.exec(hours) ?? [];
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (parts.length !== 4 || from >= to || to > 24 * 60)
    throw new Problem('usage', `${hours} are no business hours.`, 'Write them like this: --business-hours 09:00-18:00');
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    throw new Problem('usage', `There is no time zone ${timeZone}.`, 'Give an IANA name: --time-zone Europe/Berlin');
  }
  // Asking for the local time is slow: it is done once for each minute.
  const known = new Map<number, boolean>();
  return (time) => {
    const at = Math.floor(time / MINUTE);
    const cached = known.get(at);
    if (cached !== undefined) return cached;
    const told = new Map(format.formatToParts(at * MINUTE).map(({ type, value }) => [type, value]));
    const minute = Number(told.get('hour')) * 60 + Number(told.get('minute'));
    const outside = told.get('weekday')?.startsWith('S') === true || minute < from || minute >= to;
    if (known.size > 1_000_000) known.clear();
    known.set(at, outside);
    return outside;
  };
}
