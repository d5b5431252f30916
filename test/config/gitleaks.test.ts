import { describe, expect, test } from 'vitest';
import { engineFor } from '../../src/scan/loadEngine.js';
import type { Config } from '../../src/model/config.js';
import { createSampler } from '../../rules/sampler.js';
import { configOf, problemOf, readerOf, type Files } from './reader.js';

const FILE = '.gitleaks.toml';
const CONFIG = { extends: [`./${FILE}`] };

function imported(toml: string, more: Files = {}): Promise<Config> {
  return configOf({ 'pictify-scan.config.json': CONFIG, [FILE]: toml, ...more });
}

/** `rule:line` of what is found in a text. */
async function found(toml: string, text: string, path = 'src/a.txt', more: Files = {}): Promise<string[]> {
  const engine = await engineFor(await imported(toml, more), 'pictify', readerOf({}));
  return engine
    .scan({ path, bytes: Buffer.from(text), origin: { kind: 'worktree', tracked: true } })
    .filter((each) => each.rule.id.startsWith('gitleaks/'))
    .map((each) => `${each.rule.id.slice(9)}:${each.start.line}:${each.start.column}`);
}

const value = createSampler().lower(20);
const rule = (more: string, regex = 'acme_([a-z0-9]{20})'): string =>
  `title = "x"\n[[rules]]\nid = "acme-key"\ndescription = "Acme key."\nregex = '''${regex}'''\n${more}\n`;
const text = `first\nkey = "acme_${value}"\n`;

interface Case {
  readonly name: string;
  readonly toml: string;
  readonly text?: string;
  readonly path?: string;
  readonly more?: Files;
  readonly finds: readonly string[];
}

const HIT = ['acme-key:2:13'];

const cases: readonly Case[] = [
  { name: 'a rule without keywords looks at all texts', toml: rule(''), finds: HIT },
  {
    name: 'without secretGroup the first group that holds anything is the secret',
    toml: rule('', '(zzz)?acme_([a-z0-9]{20})'),
    finds: HIT,
  },
  { name: 'without groups the whole match is', toml: rule('', 'acme_[a-z0-9]{20}'), finds: ['acme-key:2:8'] },
  { name: 'secretGroup', toml: rule('secretGroup = 2', '(ac)me_([a-z0-9]{20})'), finds: HIT },
  { name: 'a keyword anywhere in the file lets the pattern run', toml: rule('keywords = ["FIRST"]'), finds: HIT },
  { name: 'no keyword in the file: nothing', toml: rule('keywords = ["third"]'), finds: [] },
  { name: 'a keyword of two characters', toml: rule('keywords = ["fi"]'), finds: HIT },
  { name: 'a keyword of two characters that is not there', toml: rule('keywords = ["zq"]'), finds: [] },
  {
    name: 'a keyword that is no ASCII',
    toml: rule('keywords = ["ключ"]'),
    text: `ключ\nkey = "acme_${value}"`,
    finds: HIT,
  },
  { name: 'keys in another case', toml: rule('KeyWords = ["third"]'), finds: [] },
  { name: 'entropy below the secret’s', toml: rule('entropy = 2.5'), finds: HIT },
  { name: 'entropy above the secret’s', toml: rule('entropy = 4.9'), finds: [] },
  {
    name: 'entropy must be greater, not the same',
    toml: rule('entropy = 1', 'acme_((?:ab){10})'),
    text: `\nkey = "acme_${'ab'.repeat(10)}"`,
    finds: [],
  },
  { name: 'path that fits', toml: rule("path = '''\\.txt$'''"), finds: HIT },
  { name: 'path that does not', toml: rule("path = '''\\.js$'''"), finds: [] },
  {
    name: 'a rule about paths alone',
    toml: `[[rules]]\nid = "p12"\npath = '''\\.p12$'''`,
    path: 'keys/a.p12',
    finds: ['p12:1:1'],
  },
  { name: 'a rule about paths alone, another path', toml: `[[rules]]\nid = "p12"\npath = '''\\.p12$'''`, finds: [] },
  {
    name: 'a rule about paths alone, with a keyword',
    toml: `[[rules]]\nid = "p12"\npath = '''\\.p12$'''\nkeywords = ["nowhere"]`,
    path: 'keys/a.p12',
    finds: [],
  },
  { name: 'the file itself is not searched', toml: rule(''), path: FILE, finds: [] },
  { name: 'skipReport', toml: rule('skipReport = true'), finds: [] },
  { name: 'allowlist: path', toml: rule("[[rules.allowlists]]\npaths = ['''^src/''']"), finds: [] },
  { name: 'allowlist: another path', toml: rule("[[rules.allowlists]]\npaths = ['''^test/''']"), finds: HIT },
  {
    name: 'allowlist: stopword, whatever its case',
    toml: rule(`[[rules.allowlists]]\nstopwords = ["${value.slice(3, 9).toUpperCase()}"]`),
    finds: [],
  },
  {
    name: 'allowlist: a stopword is looked for in the secret only',
    toml: rule('[[rules.allowlists]]\nstopwords = ["acme"]'),
    finds: HIT,
  },
  {
    name: 'allowlist: regexes look at the secret',
    toml: rule("[[rules.allowlists]]\nregexes = ['''acme''']"),
    finds: HIT,
  },
  {
    name: 'allowlist: regexTarget match',
    toml: rule("[[rules.allowlists]]\nregexTarget = \"match\"\nregexes = ['''^acme''']"),
    finds: [],
  },
  {
    name: 'allowlist: regexTarget line',
    toml: rule("[[rules.allowlists]]\nregexTarget = \"line\"\nregexes = ['''^key = ''']"),
    finds: [],
  },
  {
    name: 'allowlist: regexTarget line, of another line',
    toml: rule("[[rules.allowlists]]\nregexTarget = \"line\"\nregexes = ['''first''']"),
    finds: HIT,
  },
  {
    name: 'allowlist: AND, all hold',
    toml: rule(
      "[[rules.allowlists]]\ncondition = \"AND\"\npaths = ['''src''']\nregexTarget = \"match\"\nregexes = ['''acme''']",
    ),
    finds: [],
  },
  {
    name: 'allowlist: AND, one does not hold',
    toml: rule(
      "[[rules.allowlists]]\ncondition = \"and\"\npaths = ['''test''']\nregexTarget = \"match\"\nregexes = ['''acme''']",
    ),
    finds: HIT,
  },
  {
    name: 'allowlist: OR, one holds',
    toml: rule(
      "[[rules.allowlists]]\ncondition = \"||\"\npaths = ['''test''']\nregexTarget = \"match\"\nregexes = ['''acme''']",
    ),
    finds: [],
  },
  {
    name: 'allowlist: any of several',
    toml: rule("[[rules.allowlists]]\npaths = ['''test''']\n[[rules.allowlists]]\npaths = ['''src''']"),
    finds: [],
  },
  {
    name: 'allowlist: commits do not speak of the work tree',
    toml: rule('[[rules.allowlists]]\ncommits = ["abc"]'),
    finds: HIT,
  },
  { name: 'the older form of a rule’s allowlist', toml: rule("[rules.allowlist]\npaths = ['''src''']"), finds: [] },
  { name: 'the older form of the file’s allowlist', toml: rule("[allowlist]\npaths = ['''src''']"), finds: [] },
  { name: 'the file’s allowlists', toml: rule("[[allowlists]]\npaths = ['''src''']"), finds: [] },
  {
    name: 'an allowlist for another rule',
    toml: `${rule("[[allowlists]]\ntargetRules = [\"other\"]\npaths = ['''src''']")}[[rules]]\nid = "other"\nregex = 'zzzz'`,
    finds: HIT,
  },
  {
    name: 'an allowlist for this rule',
    toml: rule("[[allowlists]]\ntargetRules = [\"acme-key\"]\npaths = ['''src''']"),
    finds: [],
  },
  {
    name: 'a generic rule gives way to one that knows',
    toml: `${rule('')}[[rules]]\nid = "generic-key"\nregex = '''key = "acme_([a-z0-9]{20})'''`,
    finds: HIT,
  },
  {
    name: 'two rules that know are both told',
    toml: `${rule('')}[[rules]]\nid = "other-key"\nregex = '''key = "acme_([a-z0-9]{20})'''`,
    finds: [...HIT, 'other-key:2:13'],
  },
  {
    name: 'the last of two rules of one name counts',
    toml: `${rule('')}[[rules]]\nid = "acme-key"\nregex = '''nowhere'''`,
    finds: [],
  },
  {
    name: 'an id with other characters',
    toml: `[[rules]]\nid = "Acme Key (new)"\nregex = 'acme_[a-z0-9]{20}'`,
    finds: ['Acme-Key-new-:2:8'],
  },
  {
    name: 'a match over several lines',
    toml: rule('', '-----BEGIN ([a-z0-9\\s]{20,}) END-----'),
    text: `x\n-----BEGIN ${value}\n${value} END-----\n`,
    finds: ['acme-key:2:12'],
  },
  {
    name: 'columns behind characters of several bytes',
    toml: rule(''),
    text: `é\n"äöü" acme_${value}`,
    finds: ['acme-key:2:12'],
  },
  {
    name: 'a character class sees characters, not bytes',
    toml: rule('', 'acme_.([a-z0-9]{20})'),
    text: `\nacme_é${value}`,
    finds: ['acme-key:2:7'],
  },
  {
    name: 'extends a file from the root',
    toml: `[extend]\npath = "base/rules.toml"`,
    more: { 'base/rules.toml': rule('') },
    finds: HIT,
  },
  {
    name: 'a rule of the base, disabled',
    toml: `[extend]\npath = "base.toml"\ndisabledRules = ["acme-key"]`,
    more: { 'base.toml': rule('') },
    finds: [],
  },
  {
    name: 'a rule of the base, with another allowlist',
    toml: `[extend]\npath = "base.toml"\n[[rules]]\nid = "acme-key"\n[[rules.allowlists]]\npaths = ['''src''']`,
    more: { 'base.toml': rule('') },
    finds: [],
  },
  {
    name: 'a rule of the base, with another pattern',
    toml: `[extend]\npath = "base.toml"\n[[rules]]\nid = "acme-key"\nregex = 'nowhere'`,
    more: { 'base.toml': rule('') },
    finds: [],
  },
  {
    name: 'an allowlist for a rule of the base',
    toml: `[extend]\npath = "base.toml"\n[[allowlists]]\ntargetRules = ["acme-key"]\npaths = ['''src''']`,
    more: { 'base.toml': rule('') },
    finds: [],
  },
  {
    name: 'what only looks like a placeholder is found: the file’s own meaning counts',
    toml: rule('', 'acme_([a-z]{7})'),
    text: '\nkey = "acme_example"',
    finds: ['acme-key:2:13'],
  },
];

describe('imported rules mean what they mean there', () => {
  for (const { name, toml, finds, ...each } of cases) {
    test(name, async () => {
      expect(await found(toml, each.text ?? text, each.path, each.more)).toEqual(finds);
    });
  }
  test('matches far apart in a text larger than a piece are found once each', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(4000);
    const whole = `acme_${value}\n${filler}acme_${value}\n${filler}acme_${value}`;
    expect(await found(rule(''), whole)).toEqual(['acme-key:1:6', 'acme-key:4002:6', 'acme-key:8003:6']);
  });
  test('a match across the edge of a piece is found once', async () => {
    for (const offset of [262_130, 262_140, 262_144, 262_150, 229_376 - 10, 229_376]) {
      const whole = `${'é'.repeat(offset / 2)} acme_${value} ${'z'.repeat(60_000)}`;
      expect(await found(rule(''), whole)).toHaveLength(1);
    }
  });
  test('explains which allowlist accepts it', async () => {
    const engine = await engineFor(
      await imported(rule('[[rules.allowlists]]\ndescription = "sources"\npaths = ["src"]')),
      'pictify',
    );
    const [weighed] = engine.weigh(
      { path: 'src/a.txt', bytes: Buffer.from(text), origin: { kind: 'buffer' } },
      new Set(),
      '2026-01-01',
    );
    expect(weighed).toMatchObject({
      outcome: 'none',
      evidence: [{ says: 'allowlist', what: `the allowlist "sources" of ${FILE} accepts it: path` }],
    });
  });
  test('severity, title and id', async () => {
    const [one] = (await imported(rule(''))).customRules;
    expect({ id: one?.id, severity: one?.severity, title: one?.title }).toEqual({
      id: 'gitleaks/acme-key',
      severity: 'error',
      title: 'Acme key',
    });
  });
});

const refused: readonly (readonly [name: string, toml: string, says: readonly string[], more?: Files])[] = [
  ['no TOML', 'title = "x"\n[[rules]\n', [`${FILE}:2`, 'not valid TOML']],
  ['a pattern with lookahead', rule('', 'a(?=b)'), [`${FILE}:5`, 'rule acme-key', '`regex`', 'RE2']],
  ['a path that is no pattern', rule("path = '['"), [`${FILE}:6`, 'rule acme-key', '`path`']],
  ['a rule without id', "[[rules]]\nregex = 'a'", [`${FILE}:1`, 'rule 1', '`id` is missing']],
  ['a rule without regex and path', '[[rules]]\nid = "a"', ['rule a', 'neither `regex` nor `path`']],
  ['a secretGroup that is not there', rule('secretGroup = 4'), ['rule acme-key', 'has no group 4']],
  ['required', rule('[[rules.required]]\nid = "b"'), ['rule acme-key', '`required`', 'not supported']],
  [
    'filter',
    rule("filter = '''entropy(finding[\"secret\"]) <= 3'''"),
    [`${FILE}:6`, 'rule acme-key', '`filter`', 'not supported'],
  ],
  ['prefilter', `prefilter = "true"\n${rule('')}`, [`${FILE}:1`, '`prefilter`', 'not supported']],
  ['tokenEfficiency', rule('tokenEfficiency = true'), ['`tokenEfficiency`', 'not supported']],
  [
    'an empty allowlist',
    rule('[[rules.allowlists]]\ndescription = "x"'),
    [`${FILE}:6`, 'an allowlist of rule acme-key', 'names none of'],
  ],
  [
    'a condition that is none',
    rule('[[rules.allowlists]]\ncondition = "XOR"\npaths = ["a"]'),
    [`${FILE}:7`, '`condition`', 'XOR'],
  ],
  [
    'a target that is none',
    rule('[[rules.allowlists]]\nregexTarget = "file"\nregexes = ["a"]'),
    ['`regexTarget`', 'file'],
  ],
  ['a key that no allowlist has', rule('[[rules.allowlists]]\nfiles = ["a"]'), ['`files` is not supported']],
  [
    'both forms of allowlists',
    rule('[rules.allowlist]\npaths = ["a"]\n[[rules.allowlists]]\npaths = ["a"]'),
    ['cannot stand together'],
  ],
  [
    'a target rule that is not there',
    rule('[[allowlists]]\ntargetRules = ["b"]\npaths = ["a"]'),
    ['`targetRules` names b'],
  ],
  ['regex as a number', '[[rules]]\nid = "a"\nregex = 1', [`${FILE}:3`, '`regex` must be a text']],
  ['keywords as a text', rule('keywords = "a"'), ['`keywords` must be a list of texts']],
  ['path and useDefault', '[extend]\nuseDefault = true\npath = "a"', ['cannot stand together']],
  ['a url', '[extend]\nurl = "https://example.com/a.toml"', [`${FILE}:2`, '`url`', 'nothing is fetched']],
  ['a path that is not there', '[extend]\npath = "a.toml"', [`${FILE}:2`, 'a.toml, which does not exist']],
  ['a path outside', '[extend]\npath = "../a.toml"', ['leads out of the repository']],
  ['a circle', '[extend]\npath = "a.toml"', ['goes round in a circle'], { 'a.toml': `[extend]\npath = "${FILE}"` }],
];

describe('what is refused, in words', () => {
  for (const [name, toml, says, more = {}] of refused) {
    test(name, async () => {
      const words = await problemOf(imported(toml, more));
      expect([says.filter((word) => !words.includes(word)), words]).toEqual([[], words]);
    });
  }
});

describe('what has no effect is told', () => {
  const told = async (toml: string): Promise<string[]> =>
    ((await imported(toml)).warnings ?? []).map(({ path, line, message }) => `${path}:${line} ${message}`);
  test('a key that is none', async () => {
    expect(await told(rule('severity = "high"'))).toEqual([
      `${FILE}:6 rule acme-key: \`severity\` is no key of this format and has no effect.`.replace(/\.$/, ''),
    ]);
  });
  test('validate', async () => {
    expect(await told(rule('validate = "true"'))).toEqual([
      `${FILE}:6 rule acme-key: \`validate\` has no effect here.`,
    ]);
  });
  test('useDefault', async () => {
    expect((await told('[extend]\nuseDefault = true')).join()).toContain(
      "gitleaks' own rules are not part of this package",
    );
  });
  test('a rule of the default set that is changed', async () => {
    expect(
      (
        await told('[extend]\nuseDefault = true\n[[rules]]\nid = "gitlab-pat"\n[[rules.allowlists]]\npaths = ["a"]')
      ).join(),
    ).toContain("Rule gitlab-pat is one of gitleaks' own");
  });
});

describe('useDefault: provider rules stand in, under the allowlists of the file', () => {
  const sample = createSampler();
  const token = sample.join('glpat-', sample.alnum(20));
  const key = sample.key('live', 40);
  const scan = async (toml: string): Promise<string[]> => {
    const engine = await engineFor(await imported(toml));
    const bytes = Buffer.from(`a = "${token}"\nPICTIFY_API_KEY = "${key}"\n`);
    return engine.scan({ path: 'src/a.py', bytes, origin: { kind: 'buffer' } }).map((each) => each.rule.id);
  };
  test('without an allowlist both are found', async () => {
    expect(await scan('[extend]\nuseDefault = true')).toEqual([expect.stringMatching(/^gitlab\//), 'pictify/live-key']);
  });
  test('an allowlist accepts the provider’s, never the Pictify key', async () => {
    expect(await scan('[extend]\nuseDefault = true\n[allowlist]\npaths = ["src"]')).toEqual(['pictify/live-key']);
  });
});
