import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkValue } from '../../src/config/checkValue.js';
import type { Json } from '../../src/config/json.js';
import { configSchema } from '../../src/config/jsonSchema.js';
import { CONFIG_KEYS } from '../../src/config/keys.js';
import { configReference } from '../../src/config/reference.js';

const fingerprint = '70aa17ea5a2573907c46';
const rule = { id: 'acme/key', title: 'Acme key', keywords: ['acme_'], pattern: 'acme_[a-z]{8}' };

const accepted: Readonly<Record<string, Json>> = {
  'nothing at all': {},
  'a preset': { preset: 'strict' },
  'a schema address': { $schema: './schema.json' },
  'a salt': { salt: '0123456789abcdef' },
  'files to extend': { extends: ['./a.json', './b.toml'] },
  'levels by rule and provider': { rules: { 'stripe/*': 'off', 'pictify/live-key': 'error' } },
  'paths to ignore': { ignorePaths: ['dist/', '*.map'] },
  'an override': { overrides: [{ files: ['a/**'], rules: { 'x/y': 'info' } }] },
  'an ignored finding': { ignore: [{ fingerprint }] },
  'an ignored finding with all keys': { ignore: [{ fingerprint, reason: 'r', owner: 'o', expires: '2027-01-31' }] },
  'a custom rule': { customRules: [rule] },
  'a custom rule with all keys': {
    customRules: [
      { ...rule, description: 'd', severity: 'info', minEntropy: 3.5, paths: 'x', revoke: 'r', variable: 'V' },
    ],
  },
  'comments of others': { compat: ['gitleaks', 'secretlint'] },
  'a level to fail on': { failOn: 'info' },
  'reasons required': { requireReason: true },
};

const refused: Readonly<Record<string, Json>> = {
  null: null,
  'a list': [],
  'a text': 'recommended',
  'a key that is not there': { rule: {} },
  'a preset that is not there': { preset: 'all' },
  'a preset that is null': { preset: null },
  'a salt of other letters': { salt: 'xyzxyzxyzxyzxyzxyz' },
  'a short salt': { salt: 'abc' },
  'extends as a text': { extends: './a.json' },
  'extends of numbers': { extends: [1] },
  'a level that is not there': { rules: { 'a/b': 'fatal' } },
  'levels as a list': { rules: ['a/b'] },
  'an override without files': { overrides: [{ rules: {} }] },
  'an override with another key': { overrides: [{ files: [], rules: {}, level: 'off' }] },
  'a fingerprint that is too short': { ignore: [{ fingerprint: 'abc' }] },
  'an entry without fingerprint': { ignore: [{ reason: 'r' }] },
  'a date of another form': { ignore: [{ fingerprint, expires: '31.1.2027' }] },
  'a custom rule without pattern': { customRules: [{ id: 'a/b', title: 't', keywords: ['abc'] }] },
  'a custom rule whose id has no group': { customRules: [{ ...rule, id: 'key' }] },
  'an entropy below zero': { customRules: [{ ...rule, minEntropy: -1 }] },
  'an entropy as a text': { customRules: [{ ...rule, minEntropy: '3' }] },
  'a pattern that is too long': { customRules: [{ ...rule, pattern: 'a'.repeat(4001) }] },
  'another scanner that is not known': { compat: ['noseyparker'] },
  'a level to fail on that is off': { failOn: 'off' },
  'yes instead of true': { requireReason: 'yes' },
};

const validate = new Ajv({ allErrors: false }).compile(configSchema());

describe('the schema and the check say the same', () => {
  for (const [name, value] of Object.entries(accepted)) {
    test(`accepted: ${name}`, () => {
      expect({ schema: validate(value), check: checkValue(value, { kind: 'object', keys: CONFIG_KEYS }) }).toEqual({
        schema: true,
        check: undefined,
      });
    });
  }
  for (const [name, value] of Object.entries(refused)) {
    test(`refused: ${name}`, () => {
      const problem = checkValue(value, { kind: 'object', keys: CONFIG_KEYS });
      expect({ schema: validate(value), check: problem !== undefined }).toEqual({ schema: false, check: true });
    });
  }
  test('every example of the reference is accepted', () => {
    const config = Object.fromEntries(CONFIG_KEYS.map((key) => [key.name, key.example])) as Json;
    expect({
      schema: validate(config),
      check: checkValue(config, { kind: 'object', keys: CONFIG_KEYS }),
    }).toEqual({ schema: true, check: undefined });
  });
});

test('schema/config.schema.json is up to date', () => {
  expect(JSON.parse(readFileSync('schema/config.schema.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(configSchema())),
  );
});

test('docs/config.md is up to date', () => {
  expect(readFileSync('docs/config.md', 'utf8')).toBe(configReference());
});
