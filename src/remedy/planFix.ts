import { IgnoreFiles, MANIFESTS, type IgnoreFile } from '../judge/ignoreEntries.js';
import type { Judged, LocatedSecret } from '../judge/judgeDocument.js';
import { Problem } from '../model/errors.js';
import { encodeText, textView, type TextView } from '../text/textView.js';
import { dotenvEntries, setEntry } from './dotenvFile.js';
import { withIgnoreEntries, withPackageIgnoreEntries } from './ignoreEntries.js';
import { loadEnvironment } from './loadEnvironment.js';
import type { FileChange, FixPlan, FixTask, LeftOver, Wanted } from './plan.js';
import { variableRead } from './rewrite/code.js';
import { applyEdits, overlaps, type Edit, type Rewritten, type Target } from './rewrite/edit.js';
import { importEdit } from './rewrite/imports.js';
import { rewrite } from './rewrite/rewrite.js';
import { stillParses } from './stillParses.js';
import { createStoreDetector, type Store } from './store.js';
import { isFree, nameSecrets, serverName, type NameWish } from './variables.js';

/** What planning reads; nothing is written. */
export interface PlanSources {
  /** A regular file of the work tree; `undefined` where there is none. @throws Problem for links and the unreadable */
  read(path: string): Promise<Buffer | undefined>;
  /** Findings of a file with their secrets. */
  locate(path: string, bytes: Buffer, tracked: boolean): readonly LocatedSecret[];
  isTemplate(path: string): boolean;
  isEnvironmentFile(path: string): boolean;
  /** Whether git tracks it. */
  isTracked(path: string): boolean;
}

/** A secret in a file that is to leave it. */
interface Site {
  readonly task: FixTask;
  readonly path: string;
  readonly judged: Judged;
  readonly secret: string;
  /** Folder of the `.env` that takes it. */
  readonly store: string;
  readonly assigned: readonly string[];
}

interface OpenFile {
  readonly path: string;
  readonly before: Buffer;
  readonly view: TextView;
  /** The view, one character a byte. */
  readonly text: string;
  readonly tracked: boolean;
  readonly sites: Site[];
}

/** A place whose secret leaves, and by what. */
interface Done {
  readonly site: Site;
  readonly rewritten: Rewritten;
  readonly variable: string;
  readonly placeholder: string;
}

/** What became of some places of a file. */
interface Attempt {
  readonly left: LeftOver[];
  readonly done: readonly Done[];
  readonly renamed: readonly { readonly store: string; readonly match: string }[];
  /** `undefined` where nothing changes. */
  readonly after: Buffer | undefined;
  /** Why it may not be so. */
  readonly why: string | undefined;
}

/**
 * Works out what has to change so that the wanted findings are gone.
 *
 * @param accept says which tasks are to be done
 * @throws Problem `write` where a secret would have nowhere safe to go
 */
export async function planFix(
  wanted: readonly Wanted[],
  sources: PlanSources,
  accept: (task: FixTask) => boolean = () => true,
): Promise<FixPlan> {
  const planner = new Planner(sources, accept);
  for (const each of wanted) await planner.open(each);
  return planner.finish();
}

class Planner {
  readonly #sources: PlanSources;
  readonly #accept: (task: FixTask) => boolean;
  readonly #storeAt: (path: string) => Promise<Store>;
  readonly #tasks: FixTask[] = [];
  readonly #files: OpenFile[] = [];
  readonly #left: LeftOver[] = [];
  readonly #notes = new Set<string>();
  readonly #secrets = new Set<string>();
  readonly #untrack = new Set<string>();
  /** Environment files that the ignore files have to name. */
  readonly #toIgnore = new Set<string>();
  readonly #changes = new Map<string, FileChange>();
  /** Secrets by the store and the variable that are to hold them. */
  readonly #held = new Map<string, string>();
  #ignoresWanted = false;

  constructor(sources: PlanSources, accept: (task: FixTask) => boolean) {
    this.#sources = sources;
    this.#storeAt = createStoreDetector(async (path) => (await sources.read(path))?.toString('utf8'));
    this.#accept = accept;
  }

  async open({ path, tracked, findings }: Wanted): Promise<void> {
    for (const { rule, line, fingerprint } of findings) {
      if (rule !== 'pictify/gitignore-missing') continue;
      if (
        this.#take({
          id: `${path}:${fingerprint}`,
          kind: 'ignore',
          path,
          line,
          rule,
          title: 'keep environment files out of git',
        })
      ) {
        this.#ignoresWanted = true;
        if (path !== '.gitignore') await this.#appendIgnores(path, []);
      }
    }
    const rest = findings.filter((each) => each.rule !== 'pictify/gitignore-missing');
    if (rest.length === 0) return;
    let before: Buffer | undefined;
    try {
      before = await this.#sources.read(path);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const { rule, line } of rest) this.#left.push({ path, line, rule, why: error.message });
      return;
    }
    if (!before) {
      for (const { rule, line } of rest)
        this.#left.push({
          path,
          line,
          rule,
          why: 'there is no such file on disk (it is only staged, or its name is not UTF-8)',
        });
      return;
    }
    const isEnv = this.#sources.isEnvironmentFile(path) && !this.#sources.isTemplate(path);
    if (isEnv) {
      const [first] = rest;
      const task: FixTask = {
        id: `${path}:env`,
        kind: 'env-file',
        path,
        line: 1,
        rule: first?.rule ?? 'pictify/env-file',
        title: tracked ? 'take it out of git (the file stays) and ignore it' : 'ignore it',
      };
      if (this.#take(task)) {
        if (tracked) this.#untrack.add(path);
        this.#toIgnore.add(path);
        this.#ignoresWanted = true;
      }
    }
    const view = textView(before);
    if (!encodeText(view, before).equals(before)) {
      for (const { rule, line } of rest) this.#left.push({ path, line, rule, why: 'its encoding could not be kept' });
      return;
    }
    const file: OpenFile = { path, before, view, text: view.bytes.toString('latin1'), tracked, sites: [] };
    const located = this.#sources.locate(path, before, tracked);
    for (const { judged, secret } of located) {
      if (judged.rule.on !== 'text' || judged.rule.shows) continue;
      this.#secrets.add(secret);
      for (const part of partsOf(file.text.slice(judged.span.start, judged.span.end), secret)) this.#secrets.add(part);
    }
    const asked = new Set(rest.map((each) => each.fingerprint));
    const picked = located.filter(
      ({ judged }) => judged.outcome === 'finding' && judged.rule.on === 'text' && asked.has(judged.fingerprint),
    );
    for (const each of onePerPlace(picked)) {
      const { judged, secret } = each;
      const rename = judged.rule.on === 'text' && judged.rule.shows !== undefined;
      if (isEnv && !rename) continue;
      const variable = variableRead(file.text, judged.span);
      const task: FixTask = {
        id: `${path}:${judged.span.start}:${judged.rule.id}`,
        kind: rename ? 'rename' : 'literal',
        path,
        line: judged.start.line,
        rule: judged.rule.id,
        title: rename ? `rename ${judged.match} to ${serverName(judged.match)}` : `take ${judged.match} out`,
      };
      if (!this.#take(task)) continue;
      file.sites.push({
        task,
        path,
        judged,
        secret,
        store: await this.#storeFor(path),
        assigned: [variable, judged.name].filter((name) => name !== undefined),
      });
    }
    const gone = [...asked].filter((fingerprint) => !located.some((each) => each.judged.fingerprint === fingerprint));
    const fileRule = rest.find((each) => each.rule === 'pictify/env-file');
    if (gone.length > 0 && !isEnv && !(fileRule && this.#sources.isTemplate(path)))
      this.#notes.add(
        `${path} holds it no more on disk; only the staged version does. Stage the file: git add ${path}`,
      );
    this.#files.push(file);
    if (fileRule && this.#sources.isTemplate(path))
      this.#take({
        id: `${path}:template`,
        kind: 'literal',
        path,
        line: 1,
        rule: fileRule.rule,
        title: 'put placeholders in the place of values',
      });
  }

  async finish(): Promise<FixPlan> {
    const names = await this.#nameAll();
    const stored = new Map<string, Map<string, { value: string; placeholder: string }>>();
    for (const file of this.#files) await this.#rewriteFile(file, names, stored);
    for (const [store, entries] of stored) await this.#writeStore(store, entries);
    if (this.#ignoresWanted) await this.#writeIgnores();
    const order = (change: FileChange): number => (change.path.endsWith('ignore') ? 0 : change.secret ? 1 : 2);
    return {
      tasks: this.#tasks,
      changes: [...this.#changes.values()]
        .filter((change) => change.shared || !change.before?.equals(change.after))
        .toSorted((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : 1)),
      untrack: [...this.#untrack],
      left: this.#left,
      notes: [...this.#notes],
      secrets: [...this.#secrets],
    };
  }

  #take(task: FixTask): boolean {
    if (this.#tasks.some((each) => each.id === task.id)) return true;
    if (!this.#accept(task)) return false;
    this.#tasks.push(task);
    return true;
  }

  async #storeFor(path: string): Promise<string> {
    for (const directory of foldersAbove(path)) {
      for (const name of ['.env', '.env.example', ...MANIFESTS]) {
        if (directory !== '' && (await this.#exists(join(directory, name)))) return directory;
      }
    }
    return '';
  }

  async #exists(path: string): Promise<boolean> {
    return (await this.#sources.read(path).catch(() => undefined)) !== undefined;
  }

  /** Names by store and secret. Live keys choose first: the usual name is production's. */
  async #nameAll(): Promise<Map<string, Map<string, string>>> {
    const wishes = new Map<string, Map<string, NameWish & { assigned: string[] }>>();
    const sites = this.#files.flatMap((file) => file.sites).filter(({ task }) => task.kind === 'literal');
    const rank = (kind: string): number => (kind === 'pictify-test' ? 1 : 0);
    for (const { judged, secret, store, assigned } of sites.toSorted(
      (a, b) => rank(a.judged.kind) - rank(b.judged.kind),
    )) {
      const perStore = wishes.get(store) ?? new Map<string, NameWish & { assigned: string[] }>();
      wishes.set(store, perStore);
      const wish = perStore.get(secret) ?? {
        secret,
        usual: judged.rule.variable ?? (secret.startsWith('pk_') ? 'PICTIFY_API_KEY' : 'SECRET_VALUE'),
        assigned: [],
        mode: modeOf(secret),
      };
      wish.assigned.push(...assigned);
      perStore.set(secret, wish);
    }
    const names = new Map<string, Map<string, string>>();
    for (const [store, perStore] of wishes) {
      const text = (await this.#sources.read(join(store, '.env')))?.toString('latin1') ?? '';
      names.set(store, nameSecrets([...perStore.values()], dotenvEntries(text)));
    }
    return names;
  }

  async #rewriteFile(
    file: OpenFile,
    names: ReadonlyMap<string, ReadonlyMap<string, string>>,
    stored: Map<string, Map<string, { value: string; placeholder: string }>>,
  ): Promise<void> {
    let outcome = await this.#tryFile(file, file.sites, names);
    if (outcome.why !== undefined) {
      // One place that cannot be changed does not keep the others.
      const whole = outcome.why;
      const kept: Site[] = [];
      const failed: LeftOver[] = [];
      for (const site of file.sites) {
        const attempt = await this.#tryFile(file, [...kept, site], names);
        if (attempt.why === undefined) kept.push(site);
        else
          failed.push({
            path: file.path,
            line: site.judged.start.line,
            rule: site.judged.rule.id,
            why: attempt.why ?? whole,
          });
      }
      outcome = await this.#tryFile(file, kept, names);
      outcome.left.push(...failed);
    }
    this.#left.push(...outcome.left);
    if (outcome.after === undefined) return;
    for (const name of outcome.renamed) {
      this.#notes.add(
        `${serverName(name.match)} is for server code only: what runs in a browser has to ask your server instead.`,
      );
      await this.#copyEntry(name.store, name.match);
    }
    this.#changes.set(file.path, {
      path: file.path,
      before: file.before,
      after: outcome.after,
      secret: this.#toIgnore.has(file.path),
      shared: false,
    });
    for (const { site, rewritten, variable, placeholder } of outcome.done) {
      for (const note of rewritten.notes) this.#notes.add(note);
      if (rewritten.documentation) continue;
      await this.#noteLoading(file, site);
      const entries = stored.get(site.store) ?? new Map<string, { value: string; placeholder: string }>();
      stored.set(site.store, entries);
      entries.set(variable, { value: site.secret, placeholder });
      this.#held.set(`${site.store}\0${variable}`, site.secret);
    }
  }

  async #noteLoading({ path, text }: OpenFile, { judged, store }: Site): Promise<void> {
    const file = join(store, '.env');
    const note = loadEnvironment(judged.language, text, file);
    // Who has one already knows how it is loaded.
    if (note === undefined || (await this.#exists(file))) return;
    if ((await this.#storeAt(path)) === 'environment') this.#notes.add(note);
  }

  /** What a file becomes without the secrets of some places; `why` says why that may not be. */
  async #tryFile(
    file: OpenFile,
    sites: readonly Site[],
    names: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ): Promise<Attempt> {
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
      const holder = `${site.store}\0${variable}`;
      if (!result.documentation && (this.#held.get(holder) ?? held.get(holder) ?? secret) !== secret) {
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
    if (this.#sources.isTemplate(file.path)) text = this.#emptyTemplate(file, text);
    if (text === file.text) return { left, done, renamed, after: undefined, why: undefined };
    const after = encodeText({ ...file.view, bytes: Buffer.from(text, 'latin1') }, file.before);
    const gone = new Set(done.map(({ site }) => site.judged.fingerprint));
    const still = onePerPlace(
      this.#sources
        .locate(file.path, after, file.tracked)
        .filter(({ judged }) => judged.outcome === 'finding' && judged.rule.on === 'text'),
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
  #emptyTemplate(file: OpenFile, start: string): string {
    let text = start;
    for (let round = 0; round < 50; round += 1) {
      const bytes = Buffer.from(text, 'latin1');
      const found = this.#sources
        .locate(file.path, bytes, file.tracked)
        .find(({ judged }) => judged.rule.on === 'file');
      const name = found?.judged.evidence.find((each) => each.says === 'template-with-value')?.what;
      const entry =
        name === undefined
          ? undefined
          : dotenvEntries(text).find((each) => each.name === name && each.value !== 'your_value_here');
      if (!entry) return text;
      this.#secrets.add(entry.value);
      text = text.slice(0, entry.start) + placeholderFor(entry.value) + text.slice(entry.end);
    }
    return text;
  }

  /** Where the `.env` has the published name, the server's name gets the same value. */
  async #copyEntry(store: string, name: string): Promise<void> {
    const path = join(store, '.env');
    const now = this.#changes.get(path)?.after ?? (await this.#sources.read(path));
    const entry = now && dotenvEntries(now.toString('latin1')).find((each) => each.name === name);
    if (!now || !entry || this.#sources.isTracked(path)) return;
    const to = serverName(name);
    if (dotenvEntries(now.toString('latin1')).some((each) => each.name === to && each.value !== '')) return;
    this.#secrets.add(entry.value);
    await this.#setChange(path, Buffer.from(setEntry(now.toString('latin1'), to, entry.value), 'latin1'), {
      secret: true,
      shared: false,
    });
  }

  async #writeStore(
    store: string,
    entries: ReadonlyMap<string, { value: string; placeholder: string }>,
  ): Promise<void> {
    const envPath = join(store, '.env');
    const examplePath = join(store, '.env.example');
    let env = (this.#changes.get(envPath)?.after ?? (await this.#sources.read(envPath)))?.toString('latin1') ?? '';
    let example =
      (this.#changes.get(examplePath)?.after ?? (await this.#sources.read(examplePath)))?.toString('latin1') ?? '';
    for (const { value } of dotenvEntries(env)) if (value.length >= 8) this.#secrets.add(value);
    for (const [name, { value, placeholder }] of entries) {
      const has = dotenvEntries(env).find((each) => each.name === name);
      if (has && has.value !== value && !isFree(has.value))
        this.#notes.add(`${envPath} has ${name} already, with another value, which stays.`);
      else if (has?.value !== value) env = setEntry(env, name, value);
      if (!dotenvEntries(example).some((each) => each.name === name)) example = setEntry(example, name, placeholder);
    }
    await this.#setChange(envPath, Buffer.from(env, 'latin1'), { secret: true, shared: false });
    await this.#setChange(examplePath, Buffer.from(example, 'latin1'), { secret: false, shared: true });
    this.#toIgnore.add(envPath);
    this.#ignoresWanted = true;
    if (this.#sources.isTracked(envPath)) this.#untrack.add(envPath);
  }

  async #writeIgnores(): Promise<void> {
    await this.#appendIgnores(
      '.gitignore',
      [...this.#toIgnore].filter((path) => !isPlainEnv(path)),
    );
    const folders = new Set(['']);
    for (const path of this.#toIgnore) for (const directory of foldersAbove(path)) folders.add(directory);
    // A folder's own ignore file may take an entry back: it gets the last word as well.
    for (const path of this.#toIgnore) {
      for (let round = 0; round < 20 && !(await this.#isIgnored(path)); round += 1) {
        const opener = await this.#openerOf(path);
        if (opener === undefined) break;
        await this.#appendIgnores(opener, [path.slice(opener.lastIndexOf('/') + 1)]);
      }
      if (!(await this.#isIgnored(path)))
        throw new Problem(
          'write',
          `${path} would not be ignored by git, so no key may be written there.`,
          'Mend the .gitignore files above it by hand and run fix again.',
        );
    }
    for (const directory of folders) {
      for (const [name, kind] of [
        ['.dockerignore', 'docker'],
        ['.npmignore', 'npm'],
      ] as const) {
        const path = join(directory, name);
        const now = await this.#sources.read(path).catch(() => undefined);
        const below = [...this.#toIgnore]
          .filter((each) => directory === '' || each.startsWith(`${directory}/`))
          .map((each) => (directory === '' ? each : each.slice(directory.length + 1)));
        const text = now && (await withPackageIgnoreEntries(now.toString('latin1'), kind, below));
        if (text !== undefined)
          await this.#setChange(path, Buffer.from(text, 'latin1'), { secret: false, shared: true });
      }
    }
  }

  async #appendIgnores(path: string, further: readonly string[]): Promise<void> {
    const now = this.#changes.get(path)?.after ?? (await this.#sources.read(path));
    const text = withIgnoreEntries(now?.toString('latin1'), further);
    // What is right on disk may still have to be staged.
    const after = text === undefined ? now : Buffer.from(text, 'latin1');
    if (after) await this.#setChange(path, after, { secret: false, shared: true });
  }

  async #isIgnored(path: string): Promise<boolean> {
    return new IgnoreFiles(await this.#ignoreFilesAbove(path)).ignores(path);
  }

  /** The deepest ignore file with whom the path is not ignored. */
  async #openerOf(path: string): Promise<string | undefined> {
    const files = await this.#ignoreFilesAbove(path);
    return files.map(({ directory }) => join(directory, '.gitignore')).at(-1);
  }

  async #ignoreFilesAbove(path: string): Promise<IgnoreFile[]> {
    const files: IgnoreFile[] = [];
    for (const directory of foldersAbove(path).toReversed()) {
      const name = join(directory, '.gitignore');
      const bytes = this.#changes.get(name)?.after ?? (await this.#sources.read(name).catch(() => undefined));
      if (bytes) files.push({ directory, text: bytes.toString('utf8') });
    }
    return files;
  }

  async #setChange(path: string, after: Buffer, kind: Pick<FileChange, 'secret' | 'shared'>): Promise<void> {
    const before = this.#changes.has(path) ? this.#changes.get(path)?.before : await this.#sources.read(path);
    this.#changes.set(path, { path, before, after, ...kind });
  }
}

/** Rules that judge where a key stands speak of the same place as the rule that found it. */
function onePerPlace(located: readonly LocatedSecret[]): LocatedSecret[] {
  const kept: LocatedSecret[] = [];
  const rank = ({ judged }: LocatedSecret): number =>
    /-in-(?:development|production)$/.test(judged.rule.id) ? 2 : judged.rule.id === 'pictify/k8s-secret' ? 0 : 1;
  for (const each of located.toSorted((a, b) => rank(a) - rank(b))) {
    if (!kept.some((other) => overlaps(other.judged.span, each.judged.span))) kept.push(each);
  }
  return kept.toSorted((a, b) => a.judged.span.start - b.judged.span.start);
}

/** How a secret that is written in parts, or encoded, looks where it stands. */
function partsOf(written: string, secret: string): string[] {
  if (written === secret) return [];
  return written.split(/[^\w+/=%\\-]+/).filter((part) => part.length >= 4 && !/^pk_(?:live|test)_?$/.test(part));
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

function modeOf(secret: string): 'live' | 'test' | undefined {
  if (secret.startsWith('pk_live_')) return 'live';
  return secret.startsWith('pk_test_') ? 'test' : undefined;
}

/** What says where a key goes and is none. */
export function placeholderFor(secret: string): string {
  const mode = modeOf(secret);
  return mode === undefined ? 'your_value_here' : `pk_${mode}_your_key`;
}

function isPlainEnv(path: string): boolean {
  return /(?:^|\/)\.env(?:\.[^/]+)?$/.test(path);
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
