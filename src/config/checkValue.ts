import { nearest } from '../text/nearest.js';
import { isObject, type Json } from './json.js';
import { LONGEST_TEXT, type ConfigKey, type ValueType } from './keys.js';

/** What is wrong with a value, and where in it. */
export interface ValueProblem {
  /** Keys and indexes from the top: `['overrides', 0, 'files']`. */
  readonly path: readonly (string | number)[];
  readonly what: string;
}

const DEEPEST = 12;

/** The first thing that is wrong with a value; `undefined` where it is as it should be. */
export function checkValue(
  value: Json,
  type: ValueType,
  path: readonly (string | number)[] = [],
): ValueProblem | undefined {
  if (path.length > DEEPEST) return { path, what: 'is nested too deeply' };
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { path, what: `must be true or false, not ${named(value)}` };
    case 'number':
      return typeof value === 'number' && value >= type.least && value <= type.most
        ? undefined
        : { path, what: `must be a number from ${type.least} to ${type.most}, not ${named(value)}` };
    case 'string':
      return checkString(value, type, path);
    case 'choice': {
      if (typeof value === 'string' && type.of.includes(value)) return undefined;
      const near = typeof value === 'string' ? nearest(value, type.of) : undefined;
      return {
        path,
        what: `must be ${listed(type.of)}, not ${named(value)}${near === undefined ? '' : `; did you mean "${near}"?`}`,
      };
    }
    case 'list':
      if (!Array.isArray(value)) return { path, what: `must be a list, not ${named(value)}` };
      return firstProblem(value.entries(), (item, index) => checkValue(item as Json, type.items, [...path, index]));
    case 'map':
      if (!isObject(value)) return { path, what: `must be an object, not ${named(value)}` };
      return firstProblem(Object.entries(value), (item, key) => checkValue(item, type.values, [...path, key]));
    case 'object':
      return checkObject(value, type.keys, path);
  }
}

function checkString(
  value: Json,
  type: Extract<ValueType, { kind: 'string' }>,
  path: readonly (string | number)[],
): ValueProblem | undefined {
  if (typeof value !== 'string') return { path, what: `must be a text, not ${named(value)}` };
  if (value.length > (type.longest ?? LONGEST_TEXT))
    return { path, what: `is longer than ${type.longest ?? LONGEST_TEXT} characters` };
  if (type.pattern && !type.pattern.test(value))
    return { path, what: `must be ${type.form ?? `of the form ${type.pattern.source}`}` };
  return undefined;
}

function checkObject(
  value: Json,
  keys: readonly ConfigKey[],
  path: readonly (string | number)[],
): ValueProblem | undefined {
  if (!isObject(value)) return { path, what: `must be an object, not ${named(value)}` };
  for (const name of Object.keys(value)) {
    if (keys.some((key) => key.name === name)) continue;
    const near = nearest(
      name,
      keys.map((key) => key.name),
    );
    return {
      path: [...path, name],
      what: `is no key here${near === undefined ? `; the keys are ${keys.map((key) => key.name).join(', ')}` : `; did you mean "${near}"?`}`,
    };
  }
  for (const key of keys) {
    const item = Object.hasOwn(value, key.name) ? value[key.name] : undefined;
    if (item === undefined) {
      if (key.required) return { path: [...path, key.name], what: 'is missing' };
      continue;
    }
    const problem = checkValue(item, key.type, [...path, key.name]);
    if (problem) return problem;
  }
  return undefined;
}

function firstProblem<K, V>(
  entries: Iterable<readonly [K, V]>,
  check: (value: V, key: K) => ValueProblem | undefined,
): ValueProblem | undefined {
  for (const [key, value] of entries) {
    const problem = check(value, key);
    if (problem) return problem;
  }
  return undefined;
}

function named(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 60);
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
