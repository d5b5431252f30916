import { describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { parseForeign } from '../../src/config/foreign.js';
import { parseGitleaksIgnore } from '../../src/config/gitleaks/ignoreFile.js';
import type { Compat } from '../../src/model/config.js';
import { engineFor } from '../../src/scan/loadEngine.js';
import { configOf, readerOf } from './reader.js';

interface Case {
  readonly compat: Compat;
  readonly text: string;
  /** `from-to`; `*` is the end. */
  readonly covers: readonly string[];
}

const cases: readonly Case[] = [
  { compat: 'gitleaks', text: 'a\nb # gitleaks:allow\nc', covers: ['2-2'] },
  { compat: 'gitleaks', text: 'b // betterleaks:allow', covers: [] },
  { compat: 'betterleaks', text: 'b // betterleaks:allow', covers: ['1-1'] },
  { compat: 'betterleaks', text: 'b // gitleaks:allow', covers: ['1-1'] },
  { compat: 'trufflehog', text: 'x = 1 # trufflehog:ignore', covers: ['1-1'] },
  { compat: 'ggshield', text: 'x = 1 # ggignore', covers: ['1-1'] },
  { compat: 'ggshield', text: '# ggignore-start\na\n# ggignore-end\nb', covers: ['1-3'] },
  { compat: 'ggshield', text: 'a\n# ggignore-start\nb', covers: ['2-*'] },
  { compat: 'ggshield', text: 'noggignore', covers: [] },
  { compat: 'detect-secrets', text: 'x = 1  # pragma: allowlist secret', covers: ['1-1'] },
  { compat: 'detect-secrets', text: '<!-- pragma: whitelist secret -->', covers: ['1-1'] },
  { compat: 'detect-secrets', text: '// pragma:allowlist-secret', covers: ['1-1'] },
  { compat: 'detect-secrets', text: '/* pragma: allowlist nextline secret */\r\nx', covers: ['2-2'] },
  { compat: 'detect-secrets', text: 'pragma: allow', covers: [] },
  { compat: 'secretlint', text: 'x // secretlint-disable-line', covers: ['1-1'] },
  { compat: 'secretlint', text: '// secretlint-disable-next-line\nx', covers: ['2-2'] },
  { compat: 'secretlint', text: '/* secretlint-disable */\nx\n/* secretlint-enable */\ny', covers: ['1-3'] },
  { compat: 'secretlint', text: '<!-- secretlint-disable -->\nx', covers: ['1-*'] },
  { compat: 'secretlint', text: '# secretlint-disabled', covers: [] },
  { compat: 'secretlint', text: '// gitleaks:allow', covers: [] },
];

describe('comments of other scanners', () => {
  for (const { compat, text, covers } of cases) {
    test(`${compat}: ${JSON.stringify(text)}`, () => {
      const found = parseForeign(Buffer.from(text), [compat]);
      expect(found.map(({ from, to }) => `${from}-${to === Number.MAX_SAFE_INTEGER ? '*' : to}`)).toEqual(covers);
    });
  }
  test('nothing counts that compat does not list', () => {
    expect(cases.flatMap(({ text }) => parseForeign(Buffer.from(text), []))).toEqual([]);
  });
  test('lines before a piece of a file are counted', () => {
    expect(parseForeign(Buffer.from('a\nb # gitleaks:allow'), ['gitleaks'], 10)[0]?.from).toBe(12);
  });
  test('rules that secretlint names are our providers', () => {
    const [one] = parseForeign(
      Buffer.from(
        '// secretlint-disable-line @secretlint/secretlint-rule-gcp, @secretlint/secretlint-rule-npm -- x secretlint-rule-aws',
      ),
      ['secretlint'],
    );
    expect(one?.providers).toEqual(['google', 'npm']);
  });
});

describe('in a scan', () => {
  const sample = createSampler();
  const key = sample.key('live', 40);
  const token = sample.join('glpat-', sample.alnum(20));
  const suppressed = async (compat: Compat | undefined, text: string): Promise<unknown[]> => {
    const config = await configOf({ 'pictify-scan.config.json': { compat: compat ? [compat] : [] } });
    const engine = await engineFor(config);
    return engine
      .scan({ path: 'a.py', bytes: Buffer.from(text), origin: { kind: 'buffer' } })
      .map((each) => each.suppressed);
  };
  test('a comment that is listed silences', async () => {
    expect(await suppressed('gitleaks', `PICTIFY_API_KEY = "${key}"  # gitleaks:allow`)).toEqual([
      { by: 'foreign', reason: 'gitleaks:allow' },
    ]);
  });
  test('a comment that is not listed does not', async () => {
    expect(await suppressed(undefined, `PICTIFY_API_KEY = "${key}"  # gitleaks:allow`)).toEqual([undefined]);
  });
  test('a comment about other rules does not', async () => {
    const text = `PICTIFY_API_KEY = "${key}"  # secretlint-disable-line @secretlint/secretlint-rule-aws`;
    expect(await suppressed('secretlint', text)).toEqual([undefined]);
  });
  test('a comment on another line does not', async () => {
    expect(await suppressed('trufflehog', `# trufflehog:ignore\nPICTIFY_API_KEY = "${key}"`)).toEqual([undefined]);
  });

  const byIgnoreFile = async (line: string, commit?: string): Promise<readonly (string | undefined)[]> => {
    const config = await configOf({
      'pictify-scan.config.json': { compat: ['gitleaks'], extends: ['./rules.toml'] },
      'rules.toml': '[[rules]]\nid = "acme-key"\nregex = \'acme_[a-z0-9]{20}\'',
      '.gitleaksignore': `# accepted\n${line}\n`,
    });
    const engine = await engineFor(config, undefined, readerOf({}));
    const text = `acme_${sample.lower(20)}\nPICTIFY_API_KEY = "${key}"\nt = "${token}"\n`;
    return engine
      .scan({ path: 'src/a.py', bytes: Buffer.from(text), origin: { kind: 'buffer' } })
      .map((each) => engine.suppressor.find(each, new Set(), '2026-01-01', commit)?.by);
  };
  test('.gitleaksignore: path, rule and line', async () => {
    expect(await byIgnoreFile('src/a.py:acme-key:1')).toEqual(['foreign', undefined, undefined]);
  });
  test('.gitleaksignore: a backslash in the path', async () => {
    expect(await byIgnoreFile('src\\a.py:acme-key:1')).toEqual(['foreign', undefined, undefined]);
  });
  test('.gitleaksignore: another rule', async () => {
    expect(await byIgnoreFile('src/a.py:other:1')).toEqual([undefined, undefined, undefined]);
  });
  test('.gitleaksignore: the place is enough for a provider rule that stands in', async () => {
    expect(await byIgnoreFile('src/a.py:gitlab-pat:3')).toEqual([undefined, undefined, 'foreign']);
  });
  test('.gitleaksignore never speaks of a Pictify key', async () => {
    expect(await byIgnoreFile('src/a.py:generic-api-key:2')).toEqual([undefined, undefined, undefined]);
  });
  test('.gitleaksignore: a commit', async () => {
    const commit = 'a'.repeat(40);
    expect(await byIgnoreFile(`${commit}:src/a.py:acme-key:1`, commit)).toEqual(['foreign', undefined, undefined]);
  });
  test('.gitleaksignore: another commit', async () => {
    expect(await byIgnoreFile(`${'a'.repeat(40)}:src/a.py:acme-key:1`, 'b'.repeat(40))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('a line of .gitleaksignore that is no fingerprint is told', () => {
  expect(parseGitleaksIgnore('.gitleaksignore', 'a:b:1\n# x\n\nnonsense\n').warnings).toEqual([
    expect.objectContaining({ path: '.gitleaksignore', line: 4 }),
  ]);
});

test.each([
  ['all on one line', 'gitleaks:allow '.repeat(60_000)],
  ['rules without end', 'secretlint-disable-line @secretlint/secretlint-rule-aws '.repeat(20_000)],
  [
    'blocks and ends of others',
    'secretlint-disable @secretlint/secretlint-rule-aws\n'.repeat(10_000) +
      'secretlint-enable @secretlint/secretlint-rule-npm\n'.repeat(10_000),
  ],
])('a megabyte of comments takes time in proportion to its size: %s', (_name, text) => {
  const started = performance.now();
  parseForeign(Buffer.from(text), ['gitleaks', 'secretlint']);
  expect(performance.now() - started).toBeLessThan(20_000);
});
