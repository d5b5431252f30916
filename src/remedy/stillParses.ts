import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';

/** Whether a settings file that parsed before a change parses after it. Other files are not judged here. */
export function stillParses(path: string, before: Buffer, after: Buffer): boolean {
  const parses = parserFor(path);
  return !parses || !parses(before.toString('utf8')) || parses(after.toString('utf8'));
}

function parserFor(path: string): ((text: string) => boolean) | undefined {
  if (/\.(?:json|jsonc|ipynb)$/i.test(path))
    return (text) => {
      const errors: ParseError[] = [];
      parseJsonc(text, errors, { allowTrailingComma: true });
      return errors.length === 0;
    };
  if (/\.ya?ml$/i.test(path))
    return (text) => parseAllDocuments(text).every((document) => document.errors.length === 0);
  if (/\.toml$/i.test(path))
    return (text) => {
      try {
        parseToml(text);
        return true;
      } catch {
        return false;
      }
    };
  return undefined;
}
