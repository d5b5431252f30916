import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { parseAllDocuments } from 'yaml';
import { fixFiles } from './inMemory.js';
import { cases, fill } from './languageCases.js';

const require = createRequire(import.meta.url);
const WASM = join(dirname(require.resolve('tree-sitter-wasms/package.json')), 'out');

/** Grammars by the ends of names: of languages whose own tools few machines have, and of the others too. */
const GRAMMARS = {
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  tsx: 'tsx',
  ts: 'typescript',
  py: 'python',
  rb: 'ruby',
  go: 'go',
  php: 'php',
  java: 'java',
  kt: 'kotlin',
  cs: 'c_sharp',
  rs: 'rust',
  swift: 'swift',
  dart: 'dart',
  ex: 'elixir',
  scala: 'scala',
  c: 'c',
  sh: 'bash',
  toml: 'toml',
  json: 'json',
} as const;

const isKnown = (end: string): end is keyof typeof GRAMMARS => Object.hasOwn(GRAMMARS, end);
const grammarOf = (path: string): (typeof GRAMMARS)[keyof typeof GRAMMARS] | undefined => {
  const end = path.slice(path.lastIndexOf('.') + 1);
  return isKnown(end) ? GRAMMARS[end] : undefined;
};
const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);
const parsed = cases.filter(([, path]) => isYaml(path) || grammarOf(path) !== undefined);
const parsers = new Map<string, Parser>();

beforeAll(async () => {
  await Parser.init();
  for (const name of new Set(parsed.flatMap(([, path]) => grammarOf(path) ?? []))) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(join(WASM, `tree-sitter-${name}.wasm`)));
    parsers.set(name, parser);
  }
});

/** Whether a text has a syntax error. */
function hasError(path: string, text: string): boolean | undefined {
  if (isYaml(path)) return parseAllDocuments(text).some(({ errors }) => errors.length > 0);
  return parsers.get(grammarOf(path) ?? '')?.parse(text)?.rootNode.hasError;
}

describe('what parsed before a fix parses after it', () => {
  it.each(parsed)('%s', async (_, path, before) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect({ before: hasError(path, fill(before)), after: hasError(path, outcome.text(path)) }).toEqual({
      before: false,
      after: false,
    });
  });

  it.each(Object.entries(GRAMMARS).filter(([end]) => parsed.some(([, path]) => path.endsWith(`.${end}`))))(
    'the grammar of .%s tells an error',
    (end) => {
      expect(hasError(`a.${end}`, '<?php ((( "" \' {{{ ]\n')).toBe(true);
    },
  );
});
