import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { linesAround } from '../../src/detect/changes.js';
import { Detector } from '../../src/detect/detector.js';
import { changesBetween } from '../support/changesBetween.js';

const sampler = createSampler(20_261_123);
const detector = new Detector(presetRules('recommended'));

describe('the lines round changes', () => {
  const text = Buffer.from(Array.from({ length: 1000 }, (_, line) => `line ${line}\n`).join(''));

  it.each<[string, readonly number[], readonly string[]]>([
    ['one', [5000, 5003], ['line 567\nline 568']],
    ['two that are near each other', [5000, 5001, 5030, 5030], ['line 567\nline 568\nline 569\nline 570\nline 571']],
    ['two that are not', [5000, 5000, 7000, 7000], ['line 567\nline 568', 'line 789\nline 790']],
    ['the beginning and the end', [0, 2, text.length, text.length], ['line 0\nline 1', 'line 999\n']],
    ['nothing', [], []],
  ])('are whole: %s', (_name, changes, expected) => {
    const found = linesAround(text, changes, 5) ?? [];
    expect(found.map(({ start, end }) => text.toString('latin1', start, end))).toEqual(expected);
  });

  it('are not told where they are nearly all there is, or too long', () => {
    expect(linesAround(text, [0, text.length - 100], 5)).toBeUndefined();
    expect(linesAround(Buffer.alloc(100_000, 'a'), [50_000, 50_001], 5)).toBeUndefined();
  });
});

/** Lines as they stand in files, some with words that rules wait for. */
const line = fc.oneof(
  { weight: 12, arbitrary: fc.string({ maxLength: 60 }).map((text) => text.replaceAll('\n', ' ')) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'const stripe = require("stripe");',
      'twilio:',
      'AWS_SECRET_ACCESS_KEY=',
      'sentry: true, // azure devops',
      '',
      `${'x '.repeat(900)}`,
    ),
  },
);
/** Lines that make a text be looked at as a whole. */
const farLine = fc.constantFrom(
  'import { Pictify } from "pictify";',
  'machine example.com login ada',
  '-----BEGIN PRIVATE KEY-----',
);
/** What is found only together with what stands near it, or by itself. */
const secret = fc.constantFrom(
  () => `apiKey: "pk_live_${sampler.alnum(36)}"`,
  () => `token = "${sampler.hex(64)}"`,
  () => `auth_token: "${sampler.hex(32)}"`,
  () => `key=${Buffer.from(`apiKey: pk_live_${sampler.alnum(36)}`).toString('base64')}`,
  () => `'pk_' + 'live_${sampler.alnum(36)}'`,
  () => `pk%5Flive%5F${sampler.alnum(36)}`,
  () => sampler.hex(64),
);

describe('a look at changes', () => {
  it('finds what a look at all of it finds', () => {
    let candidates = 0;
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 60, maxLength: 200 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.oneof(line, farLine, secret)), { minLength: 1, maxLength: 5 }),
        (lines, edits) => {
          const base = Buffer.from(lines.join('\n'));
          if (detector.look(base) !== 'quiet') return;
          let now = lines;
          for (const [at, gone, added] of edits)
            now = now.toSpliced(at % now.length, gone, typeof added === 'string' ? added : added());
          const bytes = Buffer.from(now.join('\n'));
          const whole = detector.look(bytes);
          if (whole === 'candidates') candidates += 1;
          expect(detector.lookAtChanges(bytes, changesBetween(base, bytes))).toBe(whole);
        },
      ),
      { numRuns: 400 },
    );
    expect(candidates).toBeGreaterThan(40);
  });

  it('looks at little of a long text', () => {
    const base = Buffer.from('a line that says nothing\n'.repeat(4000));
    const bytes = Buffer.concat([base.subarray(0, 50_000), Buffer.from('changed\n'), base.subarray(50_000)]);
    let looked = 0;
    const counting = new Detector(presetRules('recommended'), () => ({
      scan: (piece) => {
        looked += piece.length;
      },
    }));
    expect(counting.lookAtChanges(bytes, [50_000, 50_008])).toBe('quiet');
    expect(looked).toBeLessThan(2300);
  });

  it.each([
    ['a PEM header far above its body', `-----BEGIN PRIVATE KEY-----\n`],
    ['a word that looks far', 'pictify\n'],
    ['an archive', '\u001f\u008b\u0008'],
  ])('is not told to be enough: %s', (_name, start) => {
    expect(detector.look(Buffer.from(`${start}${'some text\n'.repeat(50)}`, 'latin1'))).toBe('far');
  });
});
