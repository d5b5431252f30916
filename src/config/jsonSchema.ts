import { CONFIG_KEYS, LONGEST_TEXT, type ConfigKey, type ValueType } from './keys.js';

/** A JSON Schema (draft-07), as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of a config file, for editors. It accepts what `checkValue` accepts. */
export function configSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'pictify-scan config',
    description: 'What pictify-scan looks for in this repository, and what it accepts.',
    ...objectSchema(CONFIG_KEYS),
  };
}

function schemaOf(type: ValueType): JsonSchema {
  switch (type.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number', minimum: type.least, maximum: type.most };
    case 'string':
      return {
        type: 'string',
        maxLength: type.longest ?? LONGEST_TEXT,
        ...(type.pattern && { pattern: type.pattern.source }),
      };
    case 'choice':
      return { enum: type.of };
    case 'list':
      return { type: 'array', items: schemaOf(type.items) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(type.values) };
    case 'object':
      return objectSchema(type.keys);
  }
}

function objectSchema(keys: readonly ConfigKey[]): JsonSchema {
  const required = keys.filter((key) => key.required).map((key) => key.name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      keys.map((key) => [
        key.name,
        {
          description: key.description,
          ...schemaOf(key.type),
          ...(key.default !== undefined && { default: key.default }),
          ...(key.example !== undefined && { examples: [key.example] }),
        },
      ]),
    ),
    ...(required.length > 0 && { required }),
  };
}
