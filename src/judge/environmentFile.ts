import { parseJwt } from '../../rules/checks/jwt.js';
import type { EnvironmentNames } from '../model/config.js';
import type { Document } from '../model/document.js';
import type { Evidence } from '../model/finding.js';
import type { Verdict } from '../model/rule.js';
import { entropy } from '../text/entropy.js';
import { placeholderIn } from './placeholder.js';

/** `prod.env`, `app.local.env`: an environment by its name. `hugoreleaser.env`, `.xcode.env`: about something else. */
const STAGE =
  /(?:^|[._ -])(?:prod|production|live|stage|staging|stg|preprod|dev|development|local|test|testing|qa|uat|e2e|ci|preview|sandbox|demo|secrets?)\.env$/i;
const TOPIC = /[^/]\.env$/i;
const DIRENV = /^\.envrc/i;

const SECRET_NAME = /key|token|secret|password|passwd|pwd|credential|auth|dsn|private|api|salt|cert/i;

/** Whether a document is an environment file that must not be committed. */
export function judgeEnvironmentFile(document: Document, names: EnvironmentNames): Verdict | undefined {
  const template = names.isTemplate(document.path);
  if (!template && !names.isFile(document.path)) return undefined;
  const values = [...assignments(document.bytes)];
  const real = values.find(({ name, value }) => looksReal(name, value));
  if (template) return real ? verdict('template-with-value', real.name) : undefined;
  if (isEncrypted(values) && !real) return undefined;
  if (!isEnvironment(baseName(document.path), values)) return undefined;
  return verdict('environment-file', baseName(document.path));
}

/**
 * Not where a file about one topic has no name that would hold a secret, nor where direnv's script
 * writes no value down: `export TOKEN=$(pass show token)`.
 */
function isEnvironment(name: string, values: readonly Assignment[]): boolean {
  if (DIRENV.test(name)) return values.some(({ value }) => value !== '' && !/^[$`]/.test(value));
  if (STAGE.test(name) || !TOPIC.test(name)) return true;
  return values.some((each) => SECRET_NAME.test(each.name) && each.value !== '');
}

function verdict(says: string, what: string): Verdict {
  const evidence: Evidence = { rung: says === 'environment-file' ? 'path' : 'content', says, what, weight: 10 };
  return { outcome: 'finding', kind: 'env-file', confidence: 'high', evidence: [evidence] };
}

interface Assignment {
  readonly name: string;
  readonly value: string;
}

function* assignments(bytes: Buffer): Iterable<Assignment> {
  const text = bytes.toString('utf8', 0, 1024 * 1024);
  for (const match of text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,100})[ \t]*[=:][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))/gm,
  )) {
    yield { name: match[1] ?? '', value: match[2] ?? match[3] ?? match[4] ?? '' };
  }
}

/** dotenvx writes `encrypted:…`, SOPS `ENC[…]`, dotenv-vault one long value per environment. */
function isEncrypted(values: readonly Assignment[]): boolean {
  return values.some(({ name, value }) => isCipher(value) || /^DOTENV_VAULT(?:_|$)/.test(name));
}

function isCipher(value: string): boolean {
  return /^(?:encrypted:|ENC\[)/.test(value);
}

/** A value that somebody would miss: long and random, under a name that says so. */
function looksReal(name: string, value: string): boolean {
  if (/^(?:DOTENV_PUBLIC_KEY|DOTENV_VAULT|sops_)/i.test(name) || isCipher(value)) return false;
  if (!SECRET_NAME.test(name) || value.length < 16 || /^(?:https?:\/\/[^@]*$|\$|<|\{\{|%)/.test(value)) return false;
  if (
    /(?:pk|pub)[_-](?:live|test)|publi(?:c|shable)|NEXT_PUBLIC|VITE_/i.test(name + value) &&
    !/^pk_(?:live|test)_/.test(value)
  )
    return false;
  // The key of every local Supabase stack.
  if (parseJwt(value)?.payload['iss'] === 'supabase-demo') return false;
  if (placeholderIn(value.replace(/^[A-Za-z]{2,8}_(?:live_|test_)?/, ''), '', '')) return false;
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= 3.3 && !/\s/.test(value);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
