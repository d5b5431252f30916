import type { Config } from '../model/config.js';

/** What somebody says who accepts a finding. */
export interface Acceptance {
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  /** Last day on which it counts, ISO. */
  readonly expires?: string | undefined;
}

/** The part of the config that says what an acceptance needs. */
export type Policy = Pick<Config, 'requireReason' | 'requireOwner' | 'maxIgnoreDays'>;

/** Why an acceptance does not count. */
export type Lapse = 'expired' | 'bad-date' | 'no-reason' | 'no-owner' | 'no-expiry' | 'too-long';

const DAY = 86_400_000;
const WORD = /(?<!\S)(owner|expires):(\S+)/g;

/**
 * Reads what stands behind a directive's `--` or a baseline entry's `#`: words, among them `owner:NAME` and
 * `expires:DATE`.
 *
 * ```
 * revoked sample of the docs owner:ada expires:2027-01-31
 * ```
 */
export function parseAcceptance(text: string): Acceptance {
  if (!text.includes('owner:') && !text.includes('expires:')) return { reason: text === '' ? undefined : text };
  const found = new Map<string, string>();
  const reason = text
    .replace(WORD, (_, name: string, value: string) => {
      found.set(name, value.replace(/[.,;)]+$/, ''));
      return '';
    })
    .replace(/\s+/g, ' ')
    .trim();
  return { reason: reason === '' ? undefined : reason, owner: found.get('owner'), expires: found.get('expires') };
}

/** The same as text. */
export function formatAcceptance({ reason, owner, expires }: Acceptance): string {
  return [
    reason,
    owner === undefined ? undefined : `owner:${owner.trim().replace(/\s+/g, '-')}`,
    expires === undefined ? undefined : `expires:${expires}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/**
 * Why an acceptance does not count; `undefined` where it does.
 *
 * @param today ISO date
 */
export function lapseOf({ reason, owner, expires }: Acceptance, policy: Policy, today: string): Lapse | undefined {
  if (expires !== undefined && !isDate(expires)) return 'bad-date';
  if (expires !== undefined && expires < today) return 'expired';
  if (policy.requireReason && (reason === undefined || reason.trim() === '')) return 'no-reason';
  if (policy.requireOwner && (owner === undefined || owner.trim() === '')) return 'no-owner';
  if (policy.maxIgnoreDays === undefined) return undefined;
  if (expires === undefined) return 'no-expiry';
  return expires > lastDay(today, policy.maxIgnoreDays) ? 'too-long' : undefined;
}

/** The day that is so many days from another. */
export function lastDay(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** A day of the calendar, ISO. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Why it does not count, to go behind "This comment …" or "The entry …". */
export function lapseText(lapse: Lapse, { expires }: Acceptance, { maxIgnoreDays }: Policy): string {
  switch (lapse) {
    case 'expired':
      return `expired on ${expires} and counts no longer: renew it or take it out.`;
    case 'bad-date':
      return 'has an expiry date that is no day of the calendar (2027-01-31), so it does not count.';
    case 'no-reason':
      return 'gives no reason, so it does not count.';
    case 'no-owner':
      return 'names no owner, so it does not count.';
    case 'no-expiry':
      return `has no expiry date, which the config asks for (maxIgnoreDays: ${maxIgnoreDays}), so it does not count.`;
    case 'too-long':
      return `is to count until ${expires}, longer than the ${maxIgnoreDays} days that the config allows, so it does not count.`;
  }
}

/** Code of the warning about it. */
export function lapseCode(lapse: Lapse): string {
  return lapse === 'expired' ? 'expired-suppression' : lapse;
}
