import { expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { scanText } from '../../src/index.js';

const sample = createSampler(77);
/** As long as the old keys of Stripe, so that a word decides. */
const key = `pk_live_${sample.alnum(24)}`;

const scan = async (...lines: string[]) => {
  const { findings, warnings } = await scanText(`${lines.join('\n')}\n`, { path: 'a.yaml' });
  return {
    found: findings.map(({ rule, line }) => `${rule} ${line}`),
    told: warnings.map(({ message }) => message),
  };
};

test.each([
  ['the line below', ['# pictify-scan-disable-next-line stripe/secret-key -- a sample', `key: ${key}`], 2],
  ['the line itself', [`key: ${key} # pictify-scan-disable-line stripe/*, clerk/secret-key -- a sample`], 1],
  [
    'a block',
    ['# pictify-scan-disable stripe/secret-key', `key: ${key}`, '# pictify-scan-enable stripe/secret-key'],
    2,
  ],
])('the rules that a comment of ours names say nothing of whose a key is: %s', async (_, lines, line) => {
  expect((await scan(...lines)).found).toEqual([`pictify/live-key ${line}`]);
});

test('its reason does', async () => {
  expect(
    (await scan('# pictify-scan-disable-next-line stripe/secret-key -- Stripe has it', `key: ${key}`)).found,
  ).toEqual([]);
});

test.each([
  ['a rule that is misspelt', 'pictify/live-kee -- a sample'],
  ['a rule without its group', 'live-key'],
  ['another rule', 'github/token -- a sample'],
])('a comment with %s is told which rule it should name', async (_, words) => {
  expect((await scan(`pictify: ${key} # pictify-scan-disable-line ${words}`)).told).toEqual([
    'This comment silences nothing: what is found there is pictify/live-key. Name that rule, or take the comment out.',
  ]);
});

test('a comment on a line with nothing is to be taken out', async () => {
  expect((await scan('a: 1 # pictify-scan-disable-line pictify/live-key -- a sample')).told).toEqual([
    'This comment silences nothing: take it out.',
  ]);
});

test.each([
  ['its own word', `pictify: ${key} # pictify-scan-ignore`, 'pictify-scan-ignore', 'disable-line'],
  ['a slip', `pictify: ${key} # pictify-scan-disable-lines -- a sample`, 'pictify-scan-disable-lines', 'disable-line'],
  [
    'a slip above',
    `# pictify-scan-disabl-next-line\npictify: ${key}`,
    'pictify-scan-disabl-next-line',
    'disable-next-line',
  ],
])('a comment that is none is told how it is written: %s', async (_, text, words, directive) => {
  expect(await scan(text)).toEqual({
    found: [expect.stringContaining('pictify/live-key')],
    told: [`"${words}" silences nothing. Write: pictify-scan-${directive} pictify/live-key -- and why`],
  });
});

test.each([
  ['the name of a file', `pictify: ${key} # see .pictify-scan-baseline`],
  ['far from what is found', `# pictify-scan-ignore\na: 1\npictify: ${key}`],
])('other words are no comment of ours: %s', async (_, text) => {
  expect((await scan(text)).told).toEqual([]);
});
