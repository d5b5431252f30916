import fc from '../support/properties.js';
import { expect, test } from 'vitest';
import { pictify } from '../../rules/pictify.js';
import { Detector } from '../../src/detect/detector.js';
import * as as from '../accuracy/corpus/encode.js';

const detector = new Detector(pictify.rules);
const body = fc.stringMatching(/^[A-Za-z0-9]{16,60}$/);
const filler = fc.stringMatching(/^[a-z ]{0,30}$/);

/** How a key is written, and how what the span covers is read back. */
const encodings: readonly (readonly [string, (key: string) => string, (seen: string) => string])[] = [
  ['plain', (key) => key, (seen) => seen],
  ['base64', as.base64, (seen) => Buffer.from(seen, 'base64').toString()],
  ['base64url', as.base64url, (seen) => Buffer.from(seen, 'base64url').toString()],
  ['base64 with something before', (key) => as.base64(`ab=${key}`), (seen) => Buffer.from(seen, 'base64').toString()],
  ['base64 twice', (key) => as.base64(as.base64(key)), (seen) => twice(seen)],
  ['hex', as.hex, (seen) => Buffer.from(seen, 'hex').toString()],
  ['percent', as.percent, (seen) => decodeURIComponent(seen)],
  ['unicode escapes', as.unicodeEscapes, (seen) => JSON.parse(`"${seen}"`) as string],
  [
    'entities',
    as.entities,
    (seen) => seen.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  ],
  ['joined by plus', (key) => `"${key.slice(0, 8)}" + "${key.slice(8)}"`, (seen) => seen.replace('" + "', '')],
  [
    'joined over lines',
    (key) => `'${key.slice(0, 3)}' +\n  '${key.slice(3)}'`,
    (seen) => seen.replace(/' \+\n {2}'/, ''),
  ],
  [
    'the rest in an expression',
    (key) => `\`${key.slice(0, 8)}\${ "${key.slice(8)}" }\``,
    (seen) => /^(?<head>\w+)\$\{ "(?<tail>\w+)" \}$/.exec(seen)?.slice(1).join('') ?? '',
  ],
  [
    'the beginning in an expression',
    (key) => `f"{ '${key.slice(0, 8)}' }${key.slice(8)}"`,
    (seen) => /^\{ '(?<head>\w+)' \}(?<tail>\w+)$/.exec(seen)?.slice(1).join('') ?? '',
  ],
];

function twice(seen: string): string {
  return Buffer.from(Buffer.from(seen, 'base64').toString(), 'base64').toString();
}

test.each(encodings)('what a span covers is the key: %s', (_name, write, read) => {
  fc.assert(
    fc.property(body, filler, filler, (random, before, after) => {
      const key = ['pk', 'live', random].join('_');
      const bytes = Buffer.from(`${before}\n x: ${write(key)} \n${after}\n`);
      const found = detector.detect(bytes, 'a.txt').candidates.find((each) => each.secret === key);
      expect(found && read(bytes.toString('latin1', found.span.start, found.span.end))).toContain(key);
    }),
    { numRuns: 120 },
  );
});
