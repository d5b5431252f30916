import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { NAMED_ENTITIES } from '../../src/detect/decode/escapes.js';
import { Detector, lookAtDocument } from '../../src/detect/detector.js';
import { createQuietLook, type QuietLook } from '../../src/detect/matcher/createQuietLook.js';
import { changesBetween } from '../support/changesBetween.js';

const sampler = createSampler(20_261_129);
const detector = new Detector(presetRules('recommended'));
const look = createQuietLook(detector.prompts ?? []) as QuietLook;

const ROOM = 0x40_0000;
const MOST_BYTES = 1024 * 1024;
const CHANGES = ROOM + MOST_BYTES;
look.memory.grow((ROOM + 2 * MOST_BYTES - look.memory.buffer.byteLength) / 0x1_0000);

/** See `QuietLook`. */
function howQuiet(bytes: Buffer, changes: readonly number[] = [], other = 0): number {
  new Uint8Array(look.memory.buffer, ROOM, MOST_BYTES).fill(0xee).set(bytes);
  new Uint32Array(look.memory.buffer, CHANGES, changes.length).set(changes);
  return look.looksQuiet(ROOM, bytes.length, CHANGES, changes.length / 2, other);
}

/** Lines as they stand in files, many of them with what keywords and decoders begin at. */
const line = fc.oneof(
  { weight: 8, arbitrary: fc.string({ maxLength: 60 }).map((text) => text.replaceAll('\n', ' ')) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '// see https://example.com/a/path/that/goes/on/and/on.html#there',
      'if (a&&b) return "100%";',
      'const hash = "5f3c9a2b8d7e6f1a0b4c5d6e7f8091a2b3c4d5e6";',
      'integrity sha512-kq3vDBfbNpjQnAZzRyGyjXWlBi8J3X0mcQOVdTBN5PHi4w8ba6HMu5oDGJsmOXXJ5kPnAQ8vgJXzvXgFSNrw==',
      `${'x '.repeat(900)}`,
      'a/b/c_d-e'.repeat(40),
      '',
    ),
  },
);
const other = fc.oneof(
  fc.constantFrom(
    'const stripe = require("stripe");',
    'twilio:',
    'password: none',
    '&amp; &lt; \\u0041 \\x41 %41 \\101',
    'import { Pictify } from "pictify";',
    '\u0000a\u0000b'.repeat(30),
    '\u001f\u008b\u0008',
    'PK\u0003\u0004 and what comes then, so that it is long enough',
    '# pictify-scan-ignore',
  ),
  fc.constantFrom(
    () => `apiKey: "pk_live_${sampler.alnum(36)}"`,
    () => `https://user:${sampler.alnum(20)}@example.com/`,
    () => `key=${Buffer.from(`apiKey: pk_live_${sampler.alnum(36)}`).toString('base64')}`,
    () => `key=${Buffer.from(`apiKey: pk_live_${sampler.alnum(36)}`).toString('hex')}`,
    () => `pk%5Flive%5F${sampler.alnum(36)}`,
    () => `pk\\u005flive\\u005f${sampler.alnum(36)}`,
    () => `pk&#95;live&lowbar;${sampler.alnum(36)}`,
  ),
);
const said = (each: string | (() => string)): string => (typeof each === 'string' ? each : each());

describe('a look at what is quiet', () => {
  it('calls nothing quiet in which something is', () => {
    const counts = { quiet: 0, looked: 0, candidates: 0 };
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(), other), { maxLength: 1 }),
        (lines, more) => {
          const text = more.reduce((all, [at, each]) => all.toSpliced(at % (all.length + 1), 0, said(each)), lines);
          const bytes = Buffer.from(text.join('\n'), 'latin1');
          const found = lookAtDocument(detector, bytes);
          const quiet = howQuiet(bytes);
          counts[quiet > 0 ? 'quiet' : found === 'candidates' ? 'candidates' : 'looked'] += 1;
          if (quiet > 0) expect(found).toBe('quiet');
        },
      ),
      { numRuns: 1500 },
    );
    expect(counts.quiet).toBeGreaterThan(500);
    expect(counts.candidates).toBeGreaterThan(100);
  });

  it.each([
    ['of one that is quiet', 1],
    ['of one in which nothing is looked at', 2],
  ])('calls no version %s quiet in which something is', (_name, how) => {
    const counts = { quiet: 0, looked: 0, candidates: 0 };
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 40, maxLength: 150 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat(2), line, other), { minLength: 1, maxLength: 4 }),
        (lines, edits) => {
          const base = Buffer.from(lines.join('\n'), 'latin1');
          if (how === 2 ? howQuiet(base) !== 2 : detector.look(base) !== 'quiet') return;
          const now = edits.reduce(
            (all, [at, gone, by, plain, each]) => all.toSpliced(at % all.length, gone, by === 0 ? said(each) : plain),
            lines,
          );
          const bytes = Buffer.from(now.join('\n'), 'latin1');
          const whole = lookAtDocument(detector, bytes);
          const quiet = howQuiet(bytes, changesBetween(base, bytes), how);
          counts[quiet > 0 ? 'quiet' : whole === 'candidates' ? 'candidates' : 'looked'] += 1;
          if (quiet > 0) expect(whole).toBe('quiet');
          // What is still is so however it is looked at.
          if (quiet === 2) expect(howQuiet(bytes)).toBe(2);
        },
      ),
      { numRuns: 1500 },
    );
    expect(counts.quiet).toBeGreaterThan(200);
    expect(counts.candidates).toBeGreaterThan(50);
  });

  it('knows the names of characters', () => {
    const quiet = ['lt', 'gt', 'nbsp', 'ampersand', 'amps', ...NAMED_ENTITIES.keys()].filter(
      (name) => howQuiet(Buffer.from(`a &${name}; b`)) > 0,
    );
    expect(quiet).toEqual(['lt', 'gt', 'nbsp', 'ampersand', 'amps']);
  });

  it.each([
    ['plain text', 'const a = 1;\n'.repeat(20_000), 2],
    ['a commit', `tree ${'8f'.repeat(20)}\nparent ${'9c'.repeat(20)}\n\nMerge https://example.com/a\n`, 2],
    ['nothing', '', 2],
    ['a keyword', `${'const a = 1;\n'.repeat(9000)} pictify`, 0],
    ['what git keeps of a large file', 'version https://git-lfs.github.com/spec/v1\noid sha256:12\n', 0],
    ['a byte order mark', '\u00ff\u00fea\u0000', 0],
    ['a NUL', 'a\u0000', 0],
  ])('%s', (_name, text, expected) => {
    expect(howQuiet(Buffer.from(text, 'latin1'))).toBe(expected);
  });
});
