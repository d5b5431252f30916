import { expect, test } from 'vitest';
import { allRules } from '../../rules/index.js';
import { defaultConfig } from '../../src/config/defaultConfig.js';
import type { Config, RuleLevel } from '../../src/model/config.js';
import { engineFor } from '../../src/scan/loadEngine.js';

type Levels = Readonly<Record<string, RuleLevel>>;

const cases: readonly (readonly [
  title: string,
  rules: Levels,
  overrides: readonly (readonly [file: string, rules: Levels])[],
  level: RuleLevel,
])[] = [
  ['as the rule has it', {}, [], 'error'],
  ['by its id', { 'pictify/live-key': 'info' }, [], 'info'],
  ['by its provider', { 'pictify/*': 'warning' }, [], 'warning'],
  ['the last that fits', { 'pictify/live-key': 'info', 'pictify/*': 'warning' }, [], 'warning'],
  ['of another rule', { 'pictify/test-key': 'off' }, [], 'error'],
  ['by an override', { 'pictify/*': 'info' }, [['src/*', { 'pictify/live-key': 'warning' }]], 'warning'],
  ['by an override of other files', { 'pictify/*': 'info' }, [['test/*', { 'pictify/live-key': 'warning' }]], 'info'],
  [
    'by the later override',
    {},
    [
      ['src/*', { 'pictify/*': 'off' }],
      ['**/*.js', { 'pictify/*': 'info' }],
    ],
    'info',
  ],
  [
    'by the earlier, where the later says nothing of it',
    {},
    [
      ['src/*', { 'pictify/*': 'off' }],
      ['**/*.js', { 'stripe/*': 'info' }],
    ],
    'off',
  ],
];

test.each(cases)('the level of a rule is %s', async (_, rules, overrides, level) => {
  const config: Config = {
    ...defaultConfig,
    rules: new Map(Object.entries(rules)),
    overrides: overrides.map(([file, each]) => ({ files: [file], rules: new Map(Object.entries(each)) })),
  };
  const rule = allRules().find(({ id }) => id === 'pictify/live-key');
  expect(rule && (await engineFor(config)).severityOf(rule, 'src/a.js')).toBe(level);
});
