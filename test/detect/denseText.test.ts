import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { Detector } from '../../src/detect/detector.js';
import { createTableMatcher } from '../../src/detect/matcher/createTableMatcher.js';

const sampler = createSampler(20_261_123);
const rules = presetRules('recommended');
/** Seventeen keywords a line: half a million in all, of which far fewer are held at a time. */
const nearMiss =
  "apiKey = 'pk_live_'; token: ghp_ AKIA sk_live_ xoxb- glpat- https://user:@host/ npm_ SG. AIza hvs. dapi\n";
const LINES = 30_000;
const EVERY = 1499;

const lines = Array.from({ length: LINES }, (_, line) =>
  line % EVERY === 7
    ? ([
        `const pictify = new Pictify('pk_live_${sampler.alnum(36)}');\n`,
        `token = "ghp_${sampler.alnum(36)}"\n`,
        `${'x'.repeat(200_000)}\n`,
        `data: ${Buffer.from(`apiKey: pk_live_${sampler.alnum(36)}`).toString('base64')}\n`,
      ][Math.floor(line / EVERY) % 4] ?? '')
    : nearMiss,
);

describe.each([
  ['WebAssembly', new Detector(rules)],
  ['the table', new Detector(rules, createTableMatcher)],
])('a text with more keywords than are held, by %s', (_name, detector) => {
  const found = (text: string, offset: number): string[] =>
    detector
      .detect(Buffer.from(text, 'latin1'), 'a.txt')
      .candidates.map(({ rule, span, via }) => `${rule.id} ${span.start + offset} ${span.end + offset} ${via.join()}`);

  it('has the candidates that its parts have', () => {
    const parts: string[] = [];
    let offset = 0;
    for (let from = 0; from < LINES; from += 1000) {
      const text = lines.slice(from, from + 1000).join('');
      parts.push(...found(text, offset));
      offset += text.length;
    }
    const whole = found(lines.join(''), 0);
    expect(whole.toSorted()).toEqual(parts.toSorted());
    expect(whole.length).toBeGreaterThan(14);
  });

  it('has them by rule, then by place', () => {
    const order = new Map<string, number>(rules.map(({ id }, index) => [id, index]));
    const plain = found(lines.join(''), 0)
      .filter((each) => each.endsWith(' '))
      .map((each) => each.split(' '))
      .map(([id = '', start = '']) => (order.get(id) ?? 0) * 1e9 + Number(start));
    expect(plain).toEqual(plain.toSorted((a, b) => a - b));
  });
});
