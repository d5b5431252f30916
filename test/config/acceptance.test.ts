import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import {
  formatAcceptance,
  lapseOf,
  parseAcceptance,
  type Acceptance,
  type Policy,
} from '../../src/config/acceptance.js';

const TODAY = '2026-11-23';

describe('parseAcceptance', () => {
  it.each<readonly [string, Acceptance]>([
    ['', {}],
    ['revoked sample', { reason: 'revoked sample' }],
    ['revoked owner:ada sample expires:2027-01-31', { reason: 'revoked sample', owner: 'ada', expires: '2027-01-31' }],
    ['owner:ada', { owner: 'ada' }],
    ['a sample, expires:2027-01-31.', { reason: 'a sample,', expires: '2027-01-31' }],
    ['the co-owner: Ada', { reason: 'the co-owner: Ada' }],
    ['see wiki/owner:ada', { reason: 'see wiki/owner:ada' }],
    ['expires:soon', { expires: 'soon' }],
  ])('%s', (text, expected) => {
    expect(parseAcceptance(text)).toEqual({ reason: undefined, ...expected });
  });
  it('reads what it writes', () => {
    const word = fc.stringMatching(/^[a-z]{1,10}$/);
    fc.assert(
      fc.property(word, word, (reason, owner) => {
        const whole = { reason, owner, expires: '2027-01-31' };
        expect(parseAcceptance(formatAcceptance(whole))).toEqual(whole);
      }),
    );
  });
});

describe('lapseOf', () => {
  const free: Policy = { requireReason: false, requireOwner: false };
  const strict: Policy = { requireReason: true, requireOwner: true, maxIgnoreDays: 90 };
  const whole: Acceptance = { reason: 'sample', owner: 'ada', expires: '2027-01-31' };
  it.each<readonly [string, Acceptance, Policy, string | undefined]>([
    ['nothing, where nothing is asked for', {}, free, undefined],
    ['everything, where all is', whole, strict, undefined],
    ['its last day', { ...whole, expires: TODAY }, strict, undefined],
    ['the day after', { ...whole, expires: '2026-11-22' }, strict, 'expired'],
    ['the day after, where nothing is asked for', { expires: '2026-11-22' }, free, 'expired'],
    ['a day of no calendar', { expires: '2027-02-31' }, free, 'bad-date'],
    ['a word for a day', { expires: 'never' }, free, 'bad-date'],
    ['no reason', { ...whole, reason: undefined }, strict, 'no-reason'],
    ['an empty reason', { ...whole, reason: ' ' }, strict, 'no-reason'],
    ['no owner', { ...whole, owner: undefined }, strict, 'no-owner'],
    ['no expiry', { ...whole, expires: undefined }, strict, 'no-expiry'],
    ['90 days', { ...whole, expires: '2027-02-21' }, strict, undefined],
    ['91 days', { ...whole, expires: '2027-02-22' }, strict, 'too-long'],
  ])('%s', (_name, acceptance, policy, lapse) => {
    expect(lapseOf(acceptance, policy, TODAY)).toBe(lapse);
  });
});
