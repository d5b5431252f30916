import { describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { attribute } from '../../src/judge/attribution.js';
import type { Evidence, Rung } from '../../src/model/finding.js';
import { vendorKeys } from '../accuracy/corpus/vendorKeys.js';

const sample = createSampler(41);
const bodies = {
  any: sample.alnum(32),
  oldStripe: sample.alnum(24),
  stripe: `51${sample.alnum(87)}00${sample.alnum(8)}`,
  clerk: vendorKeys.clerk(sample).slice('pk_test_'.length),
  paystack: sample.hex(40),
  courier: sample.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 28),
};

const says = (rung: Rung, who: string, weight = 6): Evidence => ({ rung, says: who, what: who, weight });

const cases: readonly (readonly [string, keyof typeof bodies, readonly Evidence[], string, string])[] = [
  ['nothing near', 'any', [], 'pictify-live', 'medium'],
  ['our word in the statement', 'any', [says('statement', 'pictify')], 'pictify-live', 'high'],
  ['Clerk’s form against our word', 'clerk', [says('statement', 'pictify')], 'clerk-publishable', 'high'],
  ['Stripe’s form with no word', 'stripe', [], 'stripe-publishable', 'high'],
  ['Stripe in the statement', 'any', [says('statement', 'stripe')], 'stripe-publishable', 'high'],
  [
    'the statement before the block',
    'any',
    [says('statement', 'pictify'), says('block', 'stripe')],
    'pictify-live',
    'high',
  ],
  [
    'the nearer of two words',
    'any',
    [says('statement', 'stripe', 8), says('statement', 'pictify')],
    'stripe-publishable',
    'high',
  ],
  [
    'the block before the file',
    'any',
    [says('block', 'stripe'), says('file', 'pictify', 3)],
    'stripe-publishable',
    'high',
  ],
  ['a public name and no vendor', 'any', [says('statement', 'public-name')], 'other-public', 'medium'],
  [
    'a public name in a file about us',
    'any',
    [says('statement', 'public-name'), says('file', 'pictify', 3)],
    'pictify-live',
    'medium',
  ],
  [
    'a public name and Clerk near',
    'any',
    [says('statement', 'public-name'), says('file', 'clerk', 3)],
    'clerk-publishable',
    'medium',
  ],
  ['a bearer header', 'paystack', [says('statement', 'secret', 4)], 'pictify-live', 'medium'],
  ['a secret twin', 'any', [says('sibling', 'public-pair', 5)], 'other-public', 'medium'],
  [
    'a secret twin near our word',
    'any',
    [says('block', 'pictify', 4), says('sibling', 'public-pair', 5)],
    'pictify-live',
    'medium',
  ],
  ['Paystack’s form with no word', 'paystack', [], 'other-public', 'low'],
  ['a file about Stripe, its old form', 'oldStripe', [says('file', 'stripe', 3)], 'stripe-publishable', 'medium'],
  ['a file about Stripe, another form', 'any', [says('file', 'stripe', 3)], 'pictify-live', 'medium'],
  ['Courier’s secret', 'courier', [says('statement', 'courier')], 'courier-secret', 'high'],
  ['a path that names us', 'any', [says('path', 'pictify', 2)], 'pictify-live', 'medium'],
];

describe('attribute', () => {
  test.each(cases)('%s', (_name, body, evidence, kind, confidence) => {
    const verdict = attribute({ mode: 'live', body: bodies[body] }, evidence);
    expect([verdict.kind, verdict.confidence]).toEqual([kind, confidence]);
  });

  test.each(cases)('gives its reasons: %s', (_name, body, evidence) => {
    expect(attribute({ mode: 'live', body: bodies[body] }, evidence).evidence).not.toEqual([]);
  });

  test.each(cases.filter(([, , , kind]) => kind.endsWith('public') || kind.endsWith('publishable')))(
    'drops no public key: %s',
    (_name, body, evidence) => {
      expect(attribute({ mode: 'live', body: bodies[body] }, evidence).outcome).toBe('public');
    },
  );
});
