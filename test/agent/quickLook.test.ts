import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { readPlainRules, writePlainRules } from '../../src/agent/plainRules.js';
import { defaultConfig } from '../../src/config/defaultConfig.js';
import { Detector } from '../../src/detect/detector.js';
import { createTableMatcher } from '../../src/detect/matcher/createTableMatcher.js';
import { engineFor } from '../../src/scan/loadEngine.js';
import { corpus, otherCases } from '../accuracy/corpus/index.js';

const rules = presetRules('recommended');
const quick = new Detector(readPlainRules(writePlainRules(rules)), createTableMatcher);
const engine = await engineFor(defaultConfig);

/** What the engine finds in a text and the quick look passes over. */
function missed(path: string, bytes: Buffer): string[] {
  if (quick.look(bytes) === 'candidates') return [];
  return engine
    .peek({ path, bytes, origin: { kind: 'buffer' } })
    .filter(({ rule }) => rule.on === 'text')
    .map(({ rule }) => rule.id);
}

describe('the look that comes before the engine sees whatever the engine finds', () => {
  it.each(rules.filter((rule) => rule.on === 'text').map((rule) => [rule.id, rule] as const))(
    'of the examples of %s',
    (_id, rule) => {
      const { leak } = rule.examples(createSampler(3));
      expect(
        leak.flatMap((example) => {
          const { text, path } = typeof example === 'string' ? { text: example, path: 'example.txt' } : example;
          return missed(path, Buffer.from(text, 'utf8'));
        }),
      ).toEqual([]);
    },
  );

  it('of the corpus', () => {
    expect(
      [...corpus(), ...otherCases()].flatMap(({ name, path, text, bytes }) =>
        missed(path, bytes ?? Buffer.from(text, 'utf8')).map((id) => `${name}: ${id}`),
      ),
    ).toEqual([]);
  });

  it('and passes over what has nothing in it', () => {
    expect(quick.look(Buffer.from('git commit -m "Render the card" && npm test', 'utf8'))).not.toBe('candidates');
  });
});
