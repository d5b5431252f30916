import type { ParseError } from 'jsonc-parser';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import type { Json } from './checkValue.js';

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
  try {
    return { value: JSON.parse(text) as Json, lineOf };
  } catch (error) {
    const { parse, printParseErrorCode } = await import('./jsonc.js');
    const errors: ParseError[] = [];
    const options = { allowTrailingComma: true, disallowComments: file.endsWith('.json') };
    const value = unlessTooDeep(() => parse(text, errors, options) as Json);
    const [first] = errors;
    if (!first && value !== undefined) return { value, lineOf };
    if (!first) throw tooDeep(file);
    const comment = file.endsWith('.json') && printParseErrorCode(first.error).startsWith('InvalidComment');
    throw new Problem(
      'config',
      `${file}:${lineAt(text, first.offset)} is not valid JSON (${printParseErrorCode(first.error)}).`,
      comment ? 'JSON has no comments: take them out, or name the file pictify-scan.config.jsonc.' : 'Mend that place.',
      { cause: error },
    );
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
