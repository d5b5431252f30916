import type { DotenvEntry } from './dotenvFile.js';

/** One secret that moves to the environment, and what speaks for a name. */
export interface NameWish {
  readonly secret: string;
  /** What the rule calls it: `PICTIFY_API_KEY`. */
  readonly usual: string;
  /** What the program calls it where it stands. */
  readonly assigned: readonly string[];
  /** It is one of a pair: tells the two apart. */
  readonly mode: 'live' | 'test' | undefined;
}

/**
 * A name for each secret: the one that the program uses, where that says whose it is; else the usual
 * one. A second secret of the same name is told apart by its mode (`PICTIFY_TEST_API_KEY`), or by a number.
 *
 * @param existing what the `.env` holds already; the same value keeps its name, another value its place
 */
export function nameSecrets(wishes: readonly NameWish[], existing: readonly DotenvEntry[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const { name, value } of existing) taken.set(name, value);
  for (const wish of wishes) {
    const known = existing.find((entry) => entry.value === wish.secret && /^[A-Z][A-Z0-9_]*$/.test(entry.name));
    if (known) names.set(wish.secret, known.name);
  }
  for (const wish of wishes) {
    if (names.has(wish.secret)) continue;
    const own = wish.assigned.map(serverName).find((name) => fitsSecret(name, wish.usual));
    const first = own ?? wish.usual;
    // A pair is told apart by its mode; two of the same mode are not.
    const pair = wish.mode !== undefined && !taken.get(first)?.startsWith(`pk_${wish.mode}_`);
    const name = candidates(first, pair ? wish.mode : undefined).find((each) => isFree(taken.get(each))) ?? wish.usual;
    names.set(wish.secret, name);
    taken.set(name, wish.secret);
  }
  return names;
}

/** An entry without a value, or with words in its place, waits for one. */
export function isFree(value: string | undefined): boolean {
  return (
    value === undefined || value === '' || /your|change_?me|placeholder|example|xxx|<.*>|\.\.\.|value_here/i.test(value)
  );
}

function candidates(name: string, mode: NameWish['mode']): string[] {
  const numbered = Array.from({ length: 998 }, (_, index) => `${name}_${index + 2}`);
  const told = mode !== undefined && !/_(?:LIVE|TEST)(?:_|$)/.test(name);
  return [name, ...(told ? [name.replace('_', `_${mode.toUpperCase()}_`)] : []), ...numbered];
}

/**
 * Whether the name that a program has for a value can be the secret's own: it says whose it is, and is not that
 * of an address which the secret is only a part of (`DATABASE_URL`, where the usual name is `DATABASE_PASSWORD`).
 */
export function fitsSecret(name: string, usual: string): boolean {
  const word = usual.split('_')[0] ?? usual;
  return isVariable(name) && name.includes(word) && (!ADDRESS.test(name) || ADDRESS.test(usual));
}

const ADDRESS = /_(?:URL|URI|DSN|CONNECTION|CONNECTION_STRING)$/;

function isVariable(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name);
}

/** The name without the prefix that makes bundlers publish it. */
export function serverName(name: string): string {
  return name.replace(
    /^(?:(?:NEXT|NUXT|EXPO|SNOWPACK|PARCEL|RSBUILD)_PUBLIC|VITE|PUBLIC|REACT_APP|GATSBY|VUE_APP|NG_APP|STORYBOOK|TARO_APP)_/,
    '',
  );
}
