import type { ParseError } from 'jsonc-parser';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import type { Json } from './json.js';

/** A config file as data, and where its keys stand. */
export interface ParsedFile {
  readonly value: Json;
  /** The line of a key, from 1; `undefined` where it cannot be told. */
  lineOf(path: readonly (string | number)[]): Promise<number | undefined>;
}

const LARGEST = 1024 * 1024;
const DEEPEST_YAML = 50;

/**
 * Parses `.json`, `.jsonc`, `.yaml` and `.yml`: data only, never code. What is plain JSON is parsed by
 * the engine itself; parsers are loaded for the other forms, and to say where a mistake is.
 *
 * @throws Problem `config`
 */
export async function parseFile(file: string, bytes: Buffer): Promise<ParsedFile> {
  if (bytes.length > LARGEST)
    throw new Problem(
      'config',
      `${file} is larger than 1 MiB.`,
      'A config is small: check that this is the right file.',
    );
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return /\.ya?ml$/.test(file) ? parseYaml(file, text) : parseJson(file, text);
}

async function parseJson(file: string, text: string): Promise<ParsedFile> {
  const lineOf = async (path: readonly (string | number)[]): Promise<number | undefined> => {
    const { findNodeAtLocation, parseTree } = await import('./jsonc.js');
    const tree = unlessTooDeep(() => parseTree(text, undefined, { allowTrailingComma: true }));
    // A key that is missing has no place; the nearest one above it has.
    if (!tree) return undefined;
    for (let length = path.length; length >= 0; length -= 1) {
      const node = findNodeAtLocation(tree, path.slice(0, length));
      if (node) return lineAt(text, node.parent?.type === 'property' ? node.parent.offset : node.offset);
    }
    return undefined;
  };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    value = await parseLoosely(file, text, error);
  }
  // Members of package.json are npm's business.
  if (!file.endsWith('package.json') && namesIn(text) !== countNames(value)) await refuseTwice(file, text);
  return { value, lineOf };
}

/** JSON with comments and trailing commas. */
async function parseLoosely(file: string, text: string, cause: unknown): Promise<Json> {
  const { parse, printParseErrorCode } = await import('./jsonc.js');
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: file.endsWith('.json') };
  const value = unlessTooDeep(() => parse(text, errors, options) as Json);
  const [first] = errors;
  if (!first && value !== undefined) return value;
  if (!first) throw tooDeep(file);
  const code = printParseErrorCode(first.error);
  const comment = file.endsWith('.json') && code.startsWith('InvalidComment');
  throw new Problem(
    'config',
    `${file}:${lineAt(text, first.offset)} is not valid JSON: ${SYNTAX[code] ?? code}.`,
    comment ? 'JSON has no comments: take them out, or name the file pictify-scan.config.jsonc.' : 'Mend that place.',
    { cause },
  );
}

/** What the parser's codes mean. */
const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word there is neither a value nor in quotes',
  InvalidNumberFormat: 'a number is not written as JSON has them',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'something stands behind its end',
  InvalidCommentToken: 'it has a comment',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a text does not end',
  InvalidEscapeCharacter: 'a backslash stands before something that it cannot stand before',
  InvalidUnicode: 'a \\u is not followed by four hex digits',
  InvalidCharacter: 'a text holds a control character',
};

/** Texts with a colon behind: more than there are keys where one is written twice. */
function namesIn(text: string): number {
  return text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

function countNames(value: Json): number {
  let names = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) names += Object.keys(next).length;
    for (const each of Object.values(next) as Json[]) open.push(each);
  }
  return names;
}

/** The last of two would count, and nobody would see which. @throws Problem `config` where a key stands twice */
async function refuseTwice(file: string, text: string): Promise<void> {
  const { parseTree } = await import('./jsonc.js');
  const open = [unlessTooDeep(() => parseTree(text, undefined, { allowTrailingComma: true }))];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const names = new Set<unknown>();
    for (const member of node.children ?? []) {
      const name: unknown = member.type === 'property' ? member.children?.[0]?.value : undefined;
      if (name !== undefined && names.has(name))
        throw new Problem(
          'config',
          `${file}:${lineAt(text, member.offset)}: \`${escapeUnsafe(String(name))}\` is there twice.`,
          'Take one of the two out.',
        );
      names.add(name);
      open.push(member.type === 'property' ? member.children?.[1] : member);
    }
  }
}

async function parseYaml(file: string, text: string): Promise<ParsedFile> {
  const { isNode, LineCounter, parseDocument } = await import('./yaml.js');
  const { yamlDepth } = await import('./yamlDepth.js');
  if (yamlDepth(text) > DEEPEST_YAML) throw tooDeep(file);
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: 'error' } as const;
  const document = unlessTooDeep(() => parseDocument(text, options));
  if (!document) throw tooDeep(file);
  const [error] = document.errors;
  if (error)
    throw new Problem(
      'config',
      `${file}:${lines.linePos(error.pos[0]).line} is not valid YAML (${escapeUnsafe(error.message)}).`,
      'Mend that place.',
    );
  let value: Json;
  try {
    // Aliases can grow without bounds ("billion laughs"); a config needs few.
    value = (document.toJS({ maxAliasCount: 50 }) ?? {}) as Json;
  } catch (cause) {
    throw new Problem('config', `${file} uses too many YAML aliases.`, 'Write the values out.', { cause });
  }
  return {
    value,
    async lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return undefined;
    },
  };
}

/** Parsers that call themselves run out of stack on thousands of brackets. */
function unlessTooDeep<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tooDeep(file: string): Problem {
  return new Problem('config', `${file} is nested too deeply.`, 'A config is a few levels deep: check that file.');
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
