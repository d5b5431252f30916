import type { Sampler } from '../../../src/model/rule.js';

/**
 * `tables`: keys of many forms in many places, made with the rules. `tuned`: hard cases that the engine
 * was mended by. `held-out`: written before the engine was tried on them; causes that they showed were
 * mended since. `blind`: written from the formats alone by somebody who had not seen the engine.
 * `others`: about other providers' secrets, counted by lines and apart from the rest.
 */
export type CorpusSet = 'tables' | 'tuned' | 'held-out' | 'blind' | 'others';

/** What must be said of a stretch of a case's text. */
export interface Expected {
  /** `finding`: reported under `rule`. `public`: told on request, under `kind`. */
  readonly outcome: 'finding' | 'public';
  /** A rule's id, or the kind of a public key. */
  readonly label: string;
  /** UTF-16 offsets in the case's text. */
  readonly start: number;
  readonly end: number;
  /** The finding has to touch the stretch; where it begins and ends is not laid down. */
  readonly loose: boolean;
}

/** A file as it could stand in somebody's repository, and what has to be said of it. */
export interface CorpusCase {
  readonly name: string;
  readonly path: string;
  readonly group: string;
  readonly set: CorpusSet;
  readonly text: string;
  /** The bytes where they are not the text in UTF-8; positions are those of `text`. */
  readonly bytes?: Buffer;
  readonly expected: readonly Expected[];
  /** Rules about the place of a key (development, production, browser) that are laid down here too. */
  readonly places: boolean;
}

/** A piece of a case's text that something is expected of; `label` is undefined where silence is. */
export interface Mark {
  readonly text: string;
  readonly outcome: 'finding' | 'public' | 'silence';
  readonly labels: readonly string[];
  readonly loose: boolean;
}

type Content = Mark | string | number;

/** Text with marks in it, as `doc` makes it. */
export interface MarkedText {
  readonly text: string;
  readonly expected: readonly Expected[];
}

const mark = (outcome: Mark['outcome'], labels: readonly string[], text: string, loose = false): Mark => ({
  text,
  outcome,
  labels,
  loose,
});

/** A Pictify key: its rule is told by the prefix, or given where the text is encoded or split. */
export function mine(text: string, ...more: readonly string[]): Mark {
  return mark('finding', [ruleOf(text), ...more], text);
}

export const live = (text: string, ...more: readonly string[]): Mark =>
  mark('finding', ['pictify/live-key', ...more], text);
export const test = (text: string, ...more: readonly string[]): Mark =>
  mark('finding', ['pictify/test-key', ...more], text);
/** As `live` and `test`, where the finding only has to touch the text. */
export const liveIn = (text: string): Mark => mark('finding', ['pictify/live-key'], text, true);
export const testIn = (text: string): Mark => mark('finding', ['pictify/test-key'], text, true);
/** One rule alone, whatever the text. */
export const under = (rule: string, text: string): Mark => mark('finding', [rule], text);

/** A publishable key of another vendor. */
export const stripe = (text: string): Mark => mark('public', ['stripe-publishable'], text);
export const clerk = (text: string): Mark => mark('public', ['clerk-publishable'], text);
export const other = (text: string): Mark => mark('public', ['other-public'], text);

function ruleOf(text: string): string {
  if (text.startsWith('pk_live_')) return 'pictify/live-key';
  if (text.startsWith('pk_test_')) return 'pictify/test-key';
  if (text.startsWith('whsec_')) return 'pictify/webhook-secret';
  return 'pictify/token';
}

/**
 * A case's text: indentation that all lines share is taken off, escapes are left as they are written
 * (but for the backtick and `${`).
 */
export function doc(strings: TemplateStringsArray, ...values: readonly Content[]): MarkedText {
  const frame = dedent(strings.raw.join('\0'));
  const parts = frame.split('\0').map((part) => part.replace(/\\(`|\$\{)/g, '$1'));
  let text = parts[0] ?? '';
  const expected: Expected[] = [];
  for (const [index, value] of values.entries()) {
    const piece = typeof value === 'object' ? value.text : String(value);
    if (typeof value === 'object' && value.outcome !== 'silence') {
      const { outcome, loose } = value;
      for (const label of value.labels)
        expected.push({ outcome, label, loose, start: text.length, end: text.length + piece.length });
    }
    text += piece + (parts[index + 1] ?? '');
  }
  return { text, expected };
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(least, line.length))).join('\n');
}

/** Joins marked texts, as a file is put together from parts. */
export function concat(...parts: readonly (MarkedText | string)[]): MarkedText {
  let text = '';
  const expected: Expected[] = [];
  for (const part of parts) {
    const piece = typeof part === 'string' ? { text: part, expected: [] } : part;
    for (const each of piece.expected)
      expected.push({ ...each, start: each.start + text.length, end: each.end + text.length });
    text += piece.text;
  }
  return { text, expected };
}

export interface CaseMaker {
  readonly name: string;
  readonly path: string;
  readonly make: (sample: Sampler) => MarkedText;
  readonly encode?: (text: string) => Buffer;
  readonly places?: boolean;
}

export const file = (
  name: string,
  path: string,
  make: (sample: Sampler) => MarkedText,
  more: { readonly encode?: (text: string) => Buffer; readonly places?: boolean } = {},
): CaseMaker => ({ name, path, make, ...more });
