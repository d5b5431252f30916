import { describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { defaultEngine } from '../accuracy/observe.js';

const engine = await defaultEngine();
const sample = createSampler(97);
const keys = Array.from({ length: 8000 }, () => sample.key('live', 16));

const layouts: readonly (readonly [string, (some: readonly string[]) => string])[] = [
  ['on one line', (some) => some.join(',')],
  ['in nested braces', (some) => `{a:${some.join(',{b:')}`],
  ['a line each', (some) => some.map((key) => `key = "${key}"`).join('\n')],
  ['between vendors’ words', (some) => some.map((key) => `stripe pictify ${key}`).join(' ')],
  ['in one insert', (some) => `INSERT INTO t (a, b) VALUES ${some.map((key) => `('${key}')`).join(',')}`],
];

/** Milliseconds of the processor, which others on the machine do not take from us; the best of three. */
function timeOf(text: string): number {
  const times = [0, 1, 2].map(() => {
    const started = process.cpuUsage();
    engine.scan({ path: 'a.js', bytes: Buffer.from(text), origin: { kind: 'buffer' } });
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('a document with thousands of keys', () => {
  test.each(layouts)('costs in proportion to them: %s', (_name, lay) => {
    timeOf(lay(keys.slice(0, 500)));
    const quarter = timeOf(lay(keys.slice(0, 2000)));
    const whole = timeOf(lay(keys));
    // Four times the keys: quadratic work would take sixteen times as long.
    expect(whole / Math.max(quarter, 20)).toBeLessThan(10);
  });
});
