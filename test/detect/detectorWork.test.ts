import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { Detector } from '../../src/detect/detector.js';
import type { LinearMatch, TextRule } from '../../src/model/rule.js';

/** The rules with patterns that match nothing and count what they are run over. */
function counting(): { readonly rules: readonly TextRule[]; readonly counted: { runs: number; characters: number } } {
  const counted = { runs: 0, characters: 0 };
  const matchAll = (text: string): readonly LinearMatch[] => {
    counted.runs += 1;
    counted.characters += text.length;
    return [];
  };
  const rules = presetRules('recommended').flatMap((rule): TextRule[] =>
    rule.on === 'text' ? [{ ...rule, pattern: { source: '', test: () => false, matchAll } }] : [],
  );
  return { rules, counted };
}

function workOn(bytes: Buffer): { readonly runs: number; readonly characters: number } {
  const { rules, counted } = counting();
  new Detector(rules).detect(bytes, undefined);
  return counted;
}

const keywords = presetRules('recommended').flatMap((rule) => (rule.on === 'text' ? rule.keywords : []));
const INPUTS = {
  'keywords, a line each': `${keywords.join('\n')}\n`,
  'keywords on one line': `${keywords.join(' ')} `,
  'keywords in base64': `${Buffer.from(keywords.join(' ')).toString('base64')}\n`,
  'keywords in percent-encoding': `${keywords.join(' ').replace(/[_-]/g, '%5F')}\n`,
  links: 'see https://a.b/c and http://d.e/f by @g\n',
  nothing: 'const a = b(c);\n',
};

describe.each(Object.entries(INPUTS))('the work on %s', (_, text) => {
  const once = text.repeat(Math.ceil(60_000 / text.length));
  const works = [1, 4, 16].map((times) => workOn(Buffer.from(once.repeat(times), 'latin1')));

  it('grows no faster than the input', () => {
    const [one, , sixteen] = works;
    expect(sixteen?.characters).toBeLessThanOrEqual((one?.characters ?? 0) * 16 * 1.1);
    expect(sixteen?.runs).toBeLessThanOrEqual((one?.runs ?? 0) * 16 * 1.1);
  });
});

it('no pattern runs for links without a password', () => {
  expect(workOn(Buffer.from(INPUTS.links.repeat(1000)))).toEqual({ runs: 0, characters: 0 });
});

it('no pattern runs in text without keywords', () => {
  expect(workOn(Buffer.from(INPUTS.nothing.repeat(1000)))).toEqual({ runs: 0, characters: 0 });
});
