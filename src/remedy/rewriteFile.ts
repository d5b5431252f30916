import type { Judged, LocatedSecret } from '../judge/judgeDocument.js';
import { encodeText, type TextView } from '../text/textView.js';
import { dotenvEntries } from './dotenvFile.js';
import type { FixTask, LeftOver } from './plan.js';
import { applyEdits, overlaps, type Edit, type Rewritten, type Target } from './rewrite/edit.js';
import { importEdit } from './rewrite/imports.js';
import { rewrite } from './rewrite/rewrite.js';
import { stillParses } from './stillParses.js';
import { serverName } from './variables.js';

/** A secret in a file that is to leave it. */
export interface Site {
  readonly task: FixTask;
  readonly path: string;
  readonly judged: Judged;
  readonly secret: string;
  /** Folder of the `.env` that takes it. */
  readonly store: string;
  readonly assigned: readonly string[];
}

/** A file that secrets are to leave. */
export interface OpenFile {
  readonly path: string;
  readonly before: Buffer;
  readonly view: TextView;
  /** The view, one character a byte. */
  readonly text: string;
  readonly tracked: boolean;
  readonly sites: Site[];
}

/** A place whose secret leaves, and by what. */
export interface Done {
  readonly site: Site;
  readonly rewritten: Rewritten;
  readonly variable: string;
  readonly placeholder: string;
}

/** What became of some places of a file. */
export interface Attempt {
  readonly left: readonly LeftOver[];
  readonly done: readonly Done[];
  readonly renamed: readonly { readonly store: string; readonly match: string }[];
  /** `undefined` where nothing changes. */
  readonly after: Buffer | undefined;
  /** Why it may not be so. */
  readonly why: string | undefined;
}

/** Variables of secrets, by the folder of the `.env` that takes them. */
export type VariableNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface RewriteContext {
  readonly names: VariableNames;
  /** Secrets that variables have got already, by `holderOf`. */
  readonly held: ReadonlyMap<string, string>;
  /** Findings of a file with their secrets. */
  readonly locate: (path: string, bytes: Buffer, tracked: boolean) => readonly LocatedSecret[];
  readonly isTemplate: (path: string) => boolean;
  /** Told of values that are met besides. */
  readonly onSecret: (secret: string) => void;
}

/** Stands for a variable of the `.env` of a folder. */
export function holderOf(store: string, variable: string): string {
  return `${store}\0${variable}`;
}

/** What a file becomes without the secrets of its places. One that cannot be changed does not keep the others. */
export function rewriteFile(file: OpenFile, context: RewriteContext): Attempt {
  const whole = rewriteSites(file, file.sites, context);
  if (whole.why === undefined) return whole;
  const kept: Site[] = [];
  const failed: LeftOver[] = [];
  for (const site of file.sites) {
    const { why } = rewriteSites(file, [...kept, site], context);
    const { start, rule } = site.judged;
    if (why === undefined) kept.push(site);
    else failed.push({ path: file.path, line: start.line, rule: rule.id, why });
  }
  const rest = rewriteSites(file, kept, context);
  return { ...rest, left: [...rest.left, ...failed] };
}

/** The same for some of its places; `why` says why that may not be. */
function rewriteSites(file: OpenFile, sites: readonly Site[], context: RewriteContext): Attempt {
  const { names, held: heldBefore, locate, isTemplate } = context;
  const edits: Edit[] = [];
  const done: Done[] = [];
  const left: LeftOver[] = [];
  const renamed: { store: string; match: string }[] = [];
  const held = new Map<string, string>();
  for (const site of sites) {
    const { judged, secret, task } = site;
    const leave = (why: string): void => {
      left.push({ path: file.path, line: judged.start.line, rule: judged.rule.id, why });
    };
    if (task.kind === 'rename') {
      // A bundler's own way to read variables gives published ones only.
      const bundled = 'import.meta.env.';
      const isBundled = file.text.startsWith(bundled, judged.span.start - bundled.length);
      edits.push(
        isBundled
          ? {
              start: judged.span.start - bundled.length,
              end: judged.span.end,
              text: `process.env.${serverName(judged.match)}`,
            }
          : { ...judged.span, text: serverName(judged.match) },
      );
      renamed.push({ store: site.store, match: judged.match });
      continue;
    }
    const placeholder = placeholderFor(secret);
    const target: Target = {
      span: judged.span,
      path: file.path,
      language: judged.language,
      via: judged.via,
      variable: names.get(site.store)?.get(secret) ?? 'PICTIFY_API_KEY',
      placeholder,
    };
    const result = rewrite(file.text, target);
    if ('refusal' in result) {
      leave(result.refusal);
      continue;
    }
    const variable = result.variable ?? target.variable;
    const holder = holderOf(site.store, variable);
    if (!result.documentation && (heldBefore.get(holder) ?? held.get(holder) ?? secret) !== secret) {
      leave(`${variable} has another value already, from another place; give this one a name of its own`);
      continue;
    }
    const fresh = result.edits.filter(
      (edit) => !edits.some((each) => each.start === edit.start && each.end === edit.end && each.text === edit.text),
    );
    if (fresh.some((edit) => edits.some((each) => overlaps(each, edit)))) {
      leave('another fix changes the same place; run fix again');
      continue;
    }
    if (!result.documentation) held.set(holder, secret);
    edits.push(...fresh);
    done.push({ site, rewritten: result, variable, placeholder });
  }
  const [language] = sites.map((site) => site.judged.language);
  if (language !== undefined && done.some(({ rewritten }) => !rewritten.documentation)) {
    const bare = applyEdits(file.text, edits);
    const needed = readsEnvironment(bare, language) ? importEdit(file.text, language, file.path) : undefined;
    if (needed) edits.push(needed);
  }
  let text = edits.length === 0 ? file.text : applyEdits(file.text, edits);
  if (isTemplate(file.path)) text = emptyTemplate(file, text, context);
  if (text === file.text) return { left, done, renamed, after: undefined, why: undefined };
  const after = encodeText({ ...file.view, bytes: Buffer.from(text, 'latin1') }, file.before);
  const gone = new Set(done.map(({ site }) => site.judged.fingerprint));
  const still = onePerPlace(
    locate(file.path, after, file.tracked).filter(
      ({ judged }) => judged.outcome === 'finding' && judged.rule.on === 'text',
    ),
  ).filter(({ judged }) => gone.has(judged.fingerprint));
  const kept = file.sites.length - done.length;
  const why =
    still.length > kept && done.length > 0
      ? 'it would still be found after the change'
      : stillParses(file.path, file.view.bytes, Buffer.from(text, 'latin1'))
        ? undefined
        : 'the file would not parse after the change';
  return { left, done, renamed, after, why };
}

/** A template keeps names and loses values, one after the other until nothing is found. */
function emptyTemplate(file: OpenFile, start: string, { locate, onSecret }: RewriteContext): string {
  let text = start;
  for (let round = 0; round < 50; round += 1) {
    const bytes = Buffer.from(text, 'latin1');
    const found = locate(file.path, bytes, file.tracked).find(({ judged }) => judged.rule.on === 'file');
    const name = found?.judged.evidence.find((each) => each.says === 'template-with-value')?.what;
    const entry =
      name === undefined
        ? undefined
        : dotenvEntries(text).find((each) => each.name === name && each.value !== 'your_value_here');
    if (!entry) return text;
    onSecret(entry.value);
    text = text.slice(0, entry.start) + placeholderFor(entry.value) + text.slice(entry.end);
  }
  return text;
}

/** Rules that judge where a key stands speak of the same place as the rule that found it. */
export function onePerPlace(located: readonly LocatedSecret[]): LocatedSecret[] {
  const kept: LocatedSecret[] = [];
  const rank = ({ judged }: LocatedSecret): number =>
    /-in-(?:development|production)$/.test(judged.rule.id) ? 2 : judged.rule.id === 'pictify/k8s-secret' ? 0 : 1;
  for (const each of located.toSorted((a, b) => rank(a) - rank(b))) {
    if (!kept.some((other) => overlaps(other.judged.span, each.judged.span))) kept.push(each);
  }
  return kept.toSorted((a, b) => a.judged.span.start - b.judged.span.start);
}

function readsEnvironment(text: string, language: string): boolean {
  switch (language) {
    case 'python':
      return /\bos\.environ\[/.test(text);
    case 'go':
      return /\bos\.Getenv\(/.test(text);
    case 'dart':
      return text.includes('Platform.environment');
    case 'swift':
      return text.includes('ProcessInfo.processInfo');
    case 'c':
      return /\bgetenv\(/.test(text);
    default:
      return false;
  }
}

export function modeOf(secret: string): 'live' | 'test' | undefined {
  if (secret.startsWith('pk_live_')) return 'live';
  return secret.startsWith('pk_test_') ? 'test' : undefined;
}

/** What says where a key goes and is none. */
function placeholderFor(secret: string): string {
  const mode = modeOf(secret);
  return mode === undefined ? 'your_value_here' : `pk_${mode}_your_key`;
}
