import { readObjects } from '../git/readObjects.js';
import { Problem } from '../model/errors.js';
import type { Document } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import { listFolder, listWorkTree } from '../sources/listFiles.js';
import { namedPath } from '../sources/namedPath.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import { readRegularFile } from '../remedy/replaceFile.js';
import type { Engine } from '../scan/engine.js';
import type { Run } from '../scan/run.js';
import { escapeUnsafe } from '../text/escape.js';
import { join } from 'node:path';
import { SoughtKey } from './soughtKey.js';

/** What names the key: never the key itself, except where it came over standard input. */
export type Target =
  | { readonly by: 'fingerprint'; readonly fingerprint: string }
  | { readonly by: 'place'; readonly path: string; readonly line: number }
  | { readonly by: 'value'; readonly value: string };

/** The key, and what the rules call it. */
export interface FoundKey {
  readonly key: SoughtKey;
  /** `undefined` where no rule knows its form. */
  readonly rule: Rule | undefined;
  readonly kind: string;
}

const FINGERPRINT = /^[0-9a-f]{20}$/;

/**
 * Reads what was given on the command line.
 *
 * @throws Problem `usage` where it is neither, or the key itself: nothing of it is repeated
 */
export function parseTarget(what: string, engine: Engine): Target {
  if (FINGERPRINT.test(what)) return { by: 'fingerprint', fingerprint: what };
  if (looksLikeKey(what, engine)) throw keyInArguments();
  const [, path, line] = /^(.+?):(\d+)(?::\d+)?$/s.exec(what) ?? [];
  if (path !== undefined && Number(line) >= 1) return { by: 'place', path, line: Number(line) };
  throw new Problem(
    'usage',
    'That is neither a fingerprint nor PATH:LINE.',
    'Give the fingerprint that a report prints, or a place such as src/api.js:12, or hand the key over by --stdin.',
  );
}

/** Whether a word of the command line is a key: of a known form, or as random as one. */
export function looksLikeKey(word: string, engine: Engine): boolean {
  if (/(?:pk_(?:live|test)|whsec)_[A-Za-z0-9_+/=-]{8,}/i.test(word) || /^[0-9a-f]{32,}(?::\d+)*$/i.test(word))
    return true;
  const text = Buffer.from(`PICTIFY_API_KEY=${word}\n${word}\n`, 'utf8');
  return engine.judgementsOf({ path: '', bytes: text, origin: { kind: 'buffer' } }, () => true).length > 0;
}

export function keyInArguments(): Problem {
  return new Problem(
    'usage',
    'A key was given on the command line. It is not taken from there: what is on a command line, every user of this machine can see while it runs, and your shell keeps it in its history.',
    "It is in that history now: take the line out (bash: history -d LINE, then history -w; zsh: edit ~/.zsh_history). Then run pictify-scan incident --stdin, which asks for the key and doesn't show it.",
  );
}

/**
 * The key that a target names.
 *
 * @throws Problem `usage` where there is none there; `read` where the place cannot be read
 */
export async function findKey(run: Run, engine: Engine, target: Target): Promise<FoundKey> {
  switch (target.by) {
    case 'value':
      return nameKey(engine, target.value);
    case 'place':
      return keyAtPlace(run, engine, target.path, target.line);
    case 'fingerprint':
      return keyOfFingerprint(run, engine, target.fingerprint);
  }
}

/**
 * What the rules call a key, told by its form and, where that is not enough, as a Pictify key.
 *
 * @param rule the one that found it, for keys that only their surroundings tell
 */
function nameKey(engine: Engine, secret: string, rule?: string): FoundKey {
  const key = new SoughtKey(secret);
  const texts = [`PICTIFY_API_KEY=${secret}\n`, `${secret}\n`];
  for (const text of texts) {
    const first = engine
      .judgementsOf({ path: 'key', bytes: Buffer.from(text, 'utf8'), origin: { kind: 'buffer' } }, key.is)
      .find(({ outcome }) => outcome === 'finding');
    if (first) return { key, rule: first.rule, kind: first.kind };
  }
  const known = engine.rules.find((each) => each.id === rule);
  return { key, rule: known, kind: known?.kind ?? 'unknown' };
}

async function keyAtPlace(run: Run, engine: Engine, path: string, line: number): Promise<FoundKey> {
  const fromRoot = namedPath(run.root, run.options.cwd, path);
  const file = await readRegularFile(join(run.root, fromRoot), fromRoot);
  if (!file) throw new Problem('read', `${path} does not exist.`, 'Give a path from here, and a line: src/api.js:12');
  const found = new Map<string, FoundKey>();
  const document: Document = { path: fromRoot, bytes: file.bytes, origin: { kind: 'buffer' } };
  const secrets = new Map<string, string>();
  const note = (secret: string, rule: string): boolean => {
    secrets.set(`${rule}\0${engine.fingerprint(rule, secret)}`, secret);
    return true;
  };
  const onLine = engine
    .judgementsOf(document, note)
    .filter((each) => each.outcome === 'finding' && each.start.line <= line && line <= each.end.line);
  for (const { rule, fingerprint, kind } of onLine) {
    const secret = secrets.get(`${rule.id}\0${fingerprint}`);
    const plain = secret === undefined ? undefined : plainKey(rule.id, secret);
    if (plain !== undefined && !found.has(plain)) found.set(plain, { key: new SoughtKey(plain), rule, kind });
  }
  const [only] = found.values();
  const place = `${escapeUnsafe(path)}:${line}`;
  if (!only)
    throw new Problem(
      'usage',
      `There is no key on ${place}.`,
      `Look at what is there: pictify-scan explain ${place}, or hand the key over by --stdin.`,
    );
  if (found.size > 1)
    throw new Problem(
      'usage',
      `There are ${found.size} keys on ${place}: ${onLine.map((each) => `${each.match} (${each.fingerprint})`).join(', ')}.`,
      'Give the fingerprint of one of them.',
    );
  return only;
}

/** Some of our rules match a key in base64 as it stands; the key is what that stands for. */
function plainKey(rule: string, secret: string): string {
  if (!rule.startsWith('pictify/')) return secret;
  const decoded = Buffer.from(secret, 'base64').toString('utf8').trim();
  return /^(?:(?:pk_(?:live|test)|whsec)_[\x21-\x7e]{8,}|[0-9a-f]{64})$/.test(decoded) ? decoded : secret;
}

/** Ends a search that is over. */
class Found extends Error {}

/** Looks through the work tree, then through all objects, for what has that fingerprint. */
async function keyOfFingerprint(run: Run, engine: Engine, fingerprint: string): Promise<FoundKey> {
  let found: { readonly secret: string; readonly rule: string } | undefined;
  const look = (document: Document): boolean => {
    engine.seek(document, (secret, rule) => {
      if (engine.fingerprint(rule, secret) === fingerprint) found = { secret: plainKey(rule, secret), rule };
      return false;
    });
    return found !== undefined;
  };
  const { root, git, isRepository } = run;
  for (const file of isRepository ? await listWorkTree(git, []) : await listFolder(root, root)) {
    await readFileDocument(root, file, look);
    if (found) return nameKey(engine, found.secret, found.rule);
  }
  if (isRepository) {
    try {
      await readObjects(
        git,
        { types: ['blob', 'commit', 'tag'] },
        () => true,
        ({ bytes, oid }) => {
          if (look({ path: '', bytes, origin: { kind: 'object', oid } })) throw new Found();
        },
      );
    } catch (error) {
      if (!(error instanceof Found)) throw error;
    }
    if (found) return nameKey(engine, found.secret, found.rule);
  }
  throw new Problem(
    'usage',
    `No key here has the fingerprint ${fingerprint}: not in the work tree${isRepository ? ', not in any object of this repository' : ''}.`,
    'Fingerprints hold within one repository and the salt of its config; those of files (pictify/env-file) name no key. Hand the key over by --stdin, or give PATH:LINE.',
  );
}

/** The line that a key was read as: white space round it goes. @throws Problem `usage`; the text is not repeated */
export function parseKey(text: string): string {
  const key = text.trim();
  if (key === '')
    throw new Problem(
      'usage',
      'Nothing came over standard input.',
      'Hand the key over: pictify-scan incident --stdin < FILE, or run it on a terminal and paste it.',
    );
  const wrong = whyNoKey(key);
  if (wrong !== undefined)
    throw new Problem(
      'usage',
      `What came over standard input is no key: ${wrong}.`,
      'Give the key alone, on one line.',
    );
  return key;
}

function whyNoKey(key: string): string | undefined {
  if (/\s/.test(key)) return 'it has white space in it';
  if (/\p{Cc}/u.test(key)) return 'it has control characters in it';
  if (key.length < 12) return 'it is shorter than 12 characters';
  return key.length > 4096 ? 'it is longer than 4096 characters' : undefined;
}
