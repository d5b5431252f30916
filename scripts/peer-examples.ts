// Recall on the positive examples of other scanners' rules, for the providers that this project has rules for:
// node scripts/run.js scripts/peer-examples.ts FOLDER...
// A FOLDER is a checkout of kingfisher, Nosey Parker (YAML), gitleaks, Betterleaks (Go) or secretlint (snapshots).
import { parse } from 'yaml';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTrivialPassword } from '../rules/checks/connectionUrl.js';
import { isPgpSecretKey, readPrivateKeyBody } from '../rules/checks/privateKey.js';
import { hasTokenChecksum } from '../rules/checks/tokenChecksum.js';
import { presetRules } from '../rules/index.js';
import { defaultConfig } from '../src/config/defaultConfig.js';
import { linearPattern } from '../src/config/linearPattern.js';
import { placeholderIn } from '../src/judge/placeholder.js';
import type { LinearPattern } from '../src/model/rule.js';
import { Engine } from '../src/scan/engine.js';
import { redact } from '../src/text/redact.js';

/** One positive example of one rule. */
interface PeerExample {
  readonly peer: string;
  /** The peer's own name of the rule. */
  readonly rule: string;
  /** Words that name the provider: of the rule's id, its file, its title. */
  readonly words: readonly string[];
  readonly title: string;
  readonly text: string;
  /** The peer's pattern, where it can be run here: it tells which part of the text is the secret. */
  readonly pattern?: LinearPattern | undefined;
  /** The rule finds something that is of use to another rule only. */
  readonly helper?: boolean;
}

/** What a peer calls a provider, where the pack's name differs. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  '1password': ['onepassword'],
  azuredevops: ['azure'],
  azureopenai: ['azure'],
  azuresearchquery: ['azure'],
  azurestorage: ['azure'],
  basicauth: ['connection'],
  'crates.io': ['crates'],
  'database-connection-string': ['connection'],
  dockerhub: ['docker'],
  gcp: ['google'],
  googleoauth2: ['google'],
  hashicorp: ['vault', 'terraform'],
  'hashicorp-vault': ['vault'],
  hashicorp_vault: ['vault'],
  hashicorp_tf: ['terraform'],
  jira: ['atlassian'],
  microsoft_teams: ['teams'],
  microsoftteamswebhook: ['teams'],
  mongo: ['connection', 'mongodb'],
  mongodb: ['connection', 'mongodb'],
  'mysql.yaml': ['connection'],
  mysql: ['connection'],
  nvapi: ['nvidia'],
  odbc: ['connection'],
  pem: ['private-key'],
  postgres: ['connection'],
  privatekey: ['private-key'],
  privkey: ['private-key'],
  rabbitmq: ['connection'],
  sendinblue: ['brevo'],
  sendinblue_api: ['brevo'],
  sentrytoken: ['sentry'],
  sonarcloud: ['sonar'],
  sonarqube: ['sonar'],
  supabasetoken: ['supabase'],
  telegrambottoken: ['telegram'],
  terraformcloud: ['terraform'],
  uri: ['connection'],
};

/** Values that a peer's rule names as something else than a secret: ids, names, hosts, hashes, public keys. */
const NO_SECRET =
  /\b(?:(?:client|app|application|account|access key|access|user|key|project|team|tenant|organi[sz]ation|service|installation|integration|zone|domain|store|space|page|bot|channel)[ _-]?id|username|user ?name|e-?mail|hostname|host|domain|subdomain|endpoint|instance|bucket|cloud ?name|hash|(?:public|publishable|publish|anonymous|search)[ _-]?(?:api[ _-]?)?key|public|site ?key|deployment url|resource)s?\b/i;
const SECRET_TOO = /secret|private|token|password|pair|credential/i;

const rules = presetRules('recommended').filter((rule) => rule.on === 'text');
const providers = new Set(rules.map((rule) => rule.id.slice(0, rule.id.indexOf('/'))));
const engine = new Engine(
  defaultConfig,
  rules,
  {
    isIgnored: () => false,
    levelOf: (rule) => rule.severity,
    environment: { isFile: () => false, isTemplate: () => false },
  },
  () => undefined,
  new Date().toISOString().slice(0, 10),
);

/** Every example of a folder, whatever is in it. */
function* examplesIn(folder: string): Iterable<PeerExample> {
  const peer = basename(folder).replace(/^.*\+/, '');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /[/\\](?:\.git|node_modules|vendor)[/\\]/.test(path)) continue;
    if (/\.ya?ml$/.test(entry.name)) yield* yamlExamples(peer, path);
    else if (/[/\\]config[/\\]rules[/\\][^/\\]+\.go$/.test(path)) yield* goExamples(peer, path);
    else if (/[/\\]secretlint-rule-([\w-]+)[/\\]test[/\\]snapshots[/\\]ng\.[^/\\]+[/\\]output\.json$/.test(path))
      yield* snapshotExamples(peer, path);
  }
}

/** `rules: [{ name, id, pattern, examples: [...] }]` */
function* yamlExamples(peer: string, path: string): Iterable<PeerExample> {
  const text = readFileSync(path, 'utf8');
  if (!/^rules:/m.test(text) || !/^\s*(?:- )?examples:/m.test(text)) return;
  let file: unknown;
  try {
    file = parse(text, { strict: false, logLevel: 'silent' });
  } catch {
    skipped.set('file that is no YAML', (skipped.get('file that is no YAML') ?? 0) + 1);
    return;
  }
  const list = (file as { rules?: unknown }).rules;
  if (!Array.isArray(list)) return;
  for (const rule of list as readonly Readonly<Record<string, unknown>>[]) {
    const id = String(rule['id'] ?? '');
    const pattern = patternOf(String(rule['pattern'] ?? ''));
    for (const example of Array.isArray(rule['examples']) ? (rule['examples'] as readonly unknown[]) : []) {
      yield {
        peer,
        rule: id,
        words: [basename(path).replace(/\.ya?ml$/, ''), id.split('.')[1] ?? ''],
        title: String(rule['name'] ?? ''),
        text: String(example),
        pattern,
        helper: rule['visible'] === false,
      };
    }
  }
}

/** `tps := []string{ "literal", `literal`, call(…) }` in the function of a rule: literals only. */
function* goExamples(peer: string, path: string): Iterable<PeerExample> {
  const text = readFileSync(path, 'utf8');
  for (const part of text.split(/^(?=func )/m)) {
    const id = /RuleID:\s*"([^"]+)"/.exec(part)?.[1];
    if (id === undefined) continue;
    const at = /\btps\s*:?=\s*(?:append\(tps,\s*)?(?:\[\]string\s*)?\{/.exec(part);
    const title = /Description:\s*"([^"]*)"/.exec(part)?.[1] ?? '';
    const words = [basename(path, '.go'), id.split('-')[0] ?? '', id.split('-').slice(0, 2).join('-')];
    for (const element of at ? goElements(part.slice(at.index + at[0].length)) : []) {
      if (element === undefined) count('generated when their tests run');
      else yield { peer, rule: id, words, title: `${id} ${title}`, text: element };
    }
    if (!at && /\btps\s*:?=/.test(part)) count('generated when their tests run');
  }
}

/** Elements of a Go slice of strings up to its closing brace; `undefined` for one that is no plain literal. */
function* goElements(source: string): Iterable<string | undefined> {
  let value: string | undefined = '';
  let depth = 0;
  let any = false;
  for (const [token] of source.matchAll(/\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[(){}[\],]|[^\s"`(){}[\],/]+|\//g)) {
    if (token.startsWith('//')) continue;
    if (depth === 0 && (token === ',' || token === '}')) {
      if (any) yield value;
      if (token === '}') return;
      value = '';
      any = false;
      continue;
    }
    any = true;
    if (/^[({[]$/.test(token)) depth += 1;
    if (/^[)}\]]$/.test(token)) depth -= 1;
    if (depth > 0 || /^[)}\]]$/.test(token)) value = undefined;
    else if (token.startsWith('`')) value = value === undefined ? undefined : value + token.slice(1, -1);
    else if (token.startsWith('"')) value = value === undefined ? undefined : value + goString(token);
    else if (token !== '+') value = undefined;
  }
}

function goString(literal: string): string {
  try {
    return JSON.parse(literal.replace(/\\x([0-9a-f]{2})/gi, '\\u00$1').replace(/\\[av]/g, ' ')) as string;
  } catch {
    return literal.slice(1, -1);
  }
}

/** A snapshot: what was scanned and the messages about it, each an example: the lines that it is about. */
function* snapshotExamples(peer: string, path: string): Iterable<PeerExample> {
  const { sourceContent, messages } = JSON.parse(readFileSync(path, 'utf8')) as {
    sourceContent?: string;
    messages?: readonly { ruleId: string; messageId: string; range: readonly [number, number] }[];
  };
  for (const { ruleId, messageId, range } of messages ?? []) {
    if (sourceContent === undefined) continue;
    const from = sourceContent.lastIndexOf('\n', range[0] - 1) + 1;
    const to = sourceContent.indexOf('\n', range[1]);
    const name = ruleId.replace(/^.*secretlint-rule-/, '');
    const secret = sourceContent.slice(...range);
    yield {
      peer,
      rule: `${name}/${messageId}`,
      words: [name],
      title: messageId.replaceAll('_', ' '),
      text: sourceContent.slice(from, to < 0 ? undefined : to),
      pattern: patternOf(secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')),
    };
  }
}

/** A pattern in RE2's syntax; `undefined` where it is not one. Extended form (`(?x)`) is made plain. */
function patternOf(source: string): LinearPattern | undefined {
  const extended = /\(\?x\)|\(\?[a-z]*x[a-z]*\)/.test(source);
  const plain = extended
    ? withoutBlanks(source.replace(/\(\?x\)/, '').replace(/\(\?([a-z]*)x([a-z]*)\)/, '(?$1$2)'))
    : source;
  try {
    return linearPattern(plain.trim(), 'first');
  } catch {
    return undefined;
  }
}

/** Drops blanks and comments that stand outside of classes. */
function withoutBlanks(source: string): string {
  let plain = '';
  let inClass = false;
  for (const [token] of source.matchAll(/\\[\s\S]|#[^\n]*|[\s\S]/g)) {
    if (token === '[') inClass = true;
    if (token === ']') inClass = false;
    if (token.startsWith('#') && !inClass) continue;
    if (inClass || !/^\s/.test(token)) plain += token.length > 1 && /^\\\s$/.test(token) ? token.slice(1) : token;
  }
  return plain;
}

/** The password of a connection string: `://user:password@`, `;pwd=password;`. */
function passwordOf(text: string): string | undefined {
  const inUrl = /:\/\/[^\s:@/]{1,80}:([^\s:/]{1,80}?)@/.exec(text)?.[1];
  if (inUrl !== undefined) return inUrl;
  if (!/\b(?:server|data source|host|driver|provider)\b/i.test(text)) return undefined;
  return /\b(?:password|pwd)\s{0,3}=\s{0,3}\\?["']?([^;"'\s\\]{1,80})/i.exec(text)?.[1];
}

/** Rules whose check is a checksum, or whose value decodes to something: one that fails it was never issued. */
const STRUCTURED =
  /^(?:age\/|grafana\/|intercom\/access|discord\/bot|jwt\/token|mapbox\/|private-key\/|google\/service-account)/;

function hasBrokenStructure(text: string): boolean {
  const pem = /-{5}BEGIN ([A-Z ]*)PRIVATE KEY(?: BLOCK)?-{5}([\s\S]*?)-{5}END/.exec(unpacked(text));
  if (pem) return pem[1] === 'PGP ' ? !isPgpSecretKey(pem[2] ?? '') : readPrivateKeyBody(pem[2] ?? '') === 'other';
  return rules.some((rule) => {
    if (!STRUCTURED.test(rule.id) || !(rule.pattern instanceof RegExp)) return false;
    const match = rule.pattern.exec(text);
    const secret = match?.groups?.['secret'];
    return secret !== undefined && rule.validate?.(secret, match?.groups ?? {}) === false;
  });
}

/** Base64 of a PEM block is the block. */
function unpacked(text: string): string {
  const base64 = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/.exec(text)?.[0];
  return base64 === undefined ? text : Buffer.from(base64, 'base64').toString('latin1');
}

/** The part of an example that is the secret, as far as can be told. */
function secretOf({ text, pattern }: PeerExample): string {
  const password = passwordOf(text);
  if (password !== undefined) return password;
  const bytes = Buffer.from(text).toString('latin1');
  for (const match of pattern?.matchAll(bytes) ?? []) return match.secret;
  const runs = text.match(/[A-Za-z0-9+/=_.~-]{8,}/g) ?? [];
  return runs.toSorted((a, b) => score(b) - score(a))[0] ?? text;
}

function score(run: string): number {
  return run.length + (/\d/.test(run) ? 40 : 0);
}

/** Why an example is no measure of anything; `undefined` where it is one. */
function excluded(example: PeerExample): string | undefined {
  const { title, text } = example;
  if (example.helper === true) return 'helper of another rule';
  const words = title.replace(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g, '$& ');
  if (/-(?:id|url|name)$/.test(example.rule) || (NO_SECRET.test(words) && !SECRET_TOO.test(words)))
    return 'by its title no secret (an id, a host, a public key)';
  const secret = secretOf(example);
  if (/cf99/i.test(secret)) return 'altered: it carries the mark of altered examples (cf99)';
  if (/[a-f]/.test(secret) && /[A-F]/.test(secret) && /^(?:[a-z]{4}-)?[0-9a-fA-F-]{24,}$/.test(secret))
    return 'altered: hex digits of both cases';
  if (/^(?:gh[pousr]_|npm_)[A-Za-z0-9]{36}$/.test(secret) && !hasTokenChecksum(secret))
    return 'altered: its checksum or structure is wrong';
  if (hasBrokenStructure(text)) return 'altered: its checksum or structure is wrong';
  if (/PRIVATE KEY/.test(text)) return undefined;
  if (/:\/\//.test(text) && NOWHERE.test(text)) return 'address of this machine or of an example';
  if (passwordOf(text) !== undefined && isTrivialPassword(secret)) return 'password made of common words';
  const body = secret.replace(/^[A-Za-z]{2,12}[_-](?:(?:live|test|pat)[_-])?/, '');
  if (placeholderIn(body, '', '') ?? placeholderIn(secret, '', '')) return 'placeholder by its content';
  if (/\*{3}|\.{3}|…|<[\w -]+>|redacted/i.test(secret)) return 'altered: it is masked';
  const letters = body.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (Math.max(countsUp(body), countsUp(letters)) >= 6)
    return 'altered: it, or its letters alone, count up (six neighbours in a row)';
  if (body.length < 160 && repeats(body)) return 'altered: eight of its characters stand in it twice';
  if (body.length < 6) return 'fewer than six characters';
  return undefined;
}

const NOWHERE =
  /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|(?:my|your)(?:host|server|domain)?\.|[\w-]{0,60}example[\w-]{0,60}[.:])/i;

/** The longest run of neighbours: `abcdef`, `123456`. */
function countsUp(text: string): number {
  let longest = 1;
  for (let index = 1, run = 1; index < text.length; index += 1) {
    const step = text.charCodeAt(index) - text.charCodeAt(index - 1);
    run = step === 1 || (text[index - 1] === '9' && text[index] === '0') ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

function repeats(text: string): boolean {
  for (let index = 0; index + 16 <= text.length; index += 1)
    if (text.indexOf(text.slice(index, index + 8), index + 8) >= 0) return true;
  return false;
}

/** The pack's providers that an example belongs to. */
function providersOf({ words }: PeerExample): readonly string[] {
  for (const word of words) {
    const lower = word.toLowerCase();
    const named = OTHER_NAMES[lower] ?? [lower, lower.replace(/[^a-z0-9]/g, '')];
    const known = named.filter((each) => providers.has(each));
    if (known.length > 0) return known;
  }
  return [];
}

/** The providers whose rules report something in a text. */
function reportedBy(text: string): ReadonlySet<string> {
  const document = { path: 'example.txt', bytes: Buffer.from(text), origin: { kind: 'buffer' } } as const;
  const found = engine.peek(document);
  return new Set(found.map(({ rule }) => rule.id.slice(0, rule.id.indexOf('/'))));
}

/** An example with every long run redacted, on one line. */
function shown(text: string): string {
  return text
    .replace(/[A-Za-z0-9+/=_~-]{8,}/g, (run) =>
      /\d/.test(run) || run.length > 24 ? `${redact(run)}{${run.length}}` : run,
    )
    .replace(/\s+/g, ' ')
    .slice(0, 160);
}

const skipped = new Map<string, number>();
function count(reason: string): void {
  skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
}

interface Tally {
  found: number;
  elsewhere: number;
  all: number;
}

const byProvider = new Map<string, Tally>();
const byPeer = new Map<string, Tally>();
const misses: string[] = [];
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('FOLDER... (checkouts of kingfisher, noseyparker, gitleaks, betterleaks, secretlint)');
  process.exit(2);
}
for (const folder of folders) {
  for (const example of examplesIn(folder)) {
    const wanted = providersOf(example);
    const reason = wanted.length === 0 ? 'of a provider without rules here' : excluded(example);
    if (reason !== undefined) {
      count(reason);
      continue;
    }
    const found = reportedBy(example.text);
    const hit = found.size > 0;
    const elsewhere = hit && !wanted.some((each) => found.has(each));
    for (const [tallies, key] of [
      [byProvider, wanted[0] ?? ''],
      [byPeer, example.peer],
    ] as const) {
      const tally = tallies.get(key) ?? { found: 0, elsewhere: 0, all: 0 };
      tally.all += 1;
      if (hit) tally.found += 1;
      if (elsewhere) tally.elsewhere += 1;
      tallies.set(key, tally);
    }
    if (!hit) misses.push(`${example.peer} ${example.rule} (${example.title.slice(0, 50)}): ${shown(example.text)}`);
  }
}

for (const [heading, tallies] of [
  ['provider', byProvider],
  ['peer', byPeer],
] as const) {
  console.log(`\n| ${heading} | examples | reported | by another provider's rule | recall |\n|---|---|---|---|---|`);
  for (const [name, { all, found, elsewhere }] of [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`| ${name} | ${all} | ${found} | ${elsewhere} | ${(found / all).toFixed(3)} |`);
}
const all = [...byPeer.values()].reduce((sum, each) => sum + each.all, 0);
const found = [...byPeer.values()].reduce((sum, each) => sum + each.found, 0);
console.log(`\nIn all ${found} of ${all}: ${(found / Math.max(1, all)).toFixed(3)}`);
console.log('\nLeft out:');
for (const [reason, number] of [...skipped].toSorted((a, b) => b[1] - a[1])) console.log(`- ${number} ${reason}`);
console.log(`\nMissed (${misses.length}):`);
for (const miss of misses) console.log(`- ${miss}`);
