import { posix } from 'node:path';
import { MANIFESTS } from '../judge/ignoreEntries.js';
import type { LocatedSecret } from '../judge/judgeDocument.js';
import { Problem } from '../model/errors.js';
import { foldersAbove } from '../text/path.js';
import { encodeText, textView } from '../text/textView.js';
import { dotenvEntries, setEntry } from './dotenvFile.js';
import { loadEnvironment } from './loadEnvironment.js';
import type { FixPlan, FixTask, LeftOver, Wanted } from './plan.js';
import { appendIgnores, planIgnores } from './planIgnores.js';
import { PlannedChanges, type ReadFile } from './plannedChanges.js';
import { variableRead } from './rewrite/code.js';
import { valueOf } from './rewrite/kubernetes.js';
import {
  holderOf,
  modeOf,
  onePerPlace,
  rewriteFile,
  type OpenFile,
  type Site,
  type VariableNames,
} from './rewriteFile.js';
import { typedPath } from '../text/shellPath.js';
import { createStoreDetector, type Store } from './store.js';
import { isFree, nameSecrets, serverName, type NameWish } from './variables.js';

/** What planning reads; nothing is written. */
export interface PlanSources {
  readonly read: ReadFile;
  /** Findings of a file with their secrets. */
  readonly locate: (path: string, bytes: Buffer, tracked: boolean) => readonly LocatedSecret[];
  readonly isTemplate: (path: string) => boolean;
  readonly isEnvironmentFile: (path: string) => boolean;
  /** Whether git tracks it. */
  readonly isTracked: (path: string) => boolean;
  /** Where the user is, relative to the root, which it is by default: commands are typed there. */
  readonly folder?: string;
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
  readonly #changes: PlannedChanges;
  /** Secrets by the store and the variable that are to hold them. */
  readonly #held = new Map<string, string>();
  #ignoresWanted = false;

  constructor(sources: PlanSources, accept: (task: FixTask) => boolean) {
    this.#sources = sources;
    this.#storeAt = createStoreDetector(async (path) => (await sources.read(path))?.toString('utf8'));
    this.#accept = accept;
    this.#changes = new PlannedChanges(sources.read);
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
        if (path !== '.gitignore') await appendIgnores(this.#changes, path);
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
      const value = valueOf(file.text, judged, secret);
      this.#secrets.add(value);
      file.sites.push({
        task,
        path,
        judged,
        secret: value,
        store: await this.#storeFor(path),
        assigned: [variable, judged.name].filter((name) => name !== undefined),
      });
    }
    const gone = [...asked].filter((fingerprint) => !located.some((each) => each.judged.fingerprint === fingerprint));
    const fileRule = rest.find((each) => each.rule === 'pictify/env-file');
    if (gone.length > 0 && !isEnv && !(fileRule && this.#sources.isTemplate(path)))
      this.#notes.add(
        `${path} holds it no more on disk; only the staged version does. Stage the file: git add ${typedPath(this.#sources.folder ?? '', path)}`,
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
    for (const file of this.#files) await this.#rewrite(file, names, stored);
    for (const [store, entries] of stored) await this.#writeStore(store, entries);
    if (this.#ignoresWanted) await planIgnores(this.#changes, this.#toIgnore);
    return {
      tasks: this.#tasks,
      changes: this.#changes.list(),
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
        if (directory !== '' && (await this.#changes.exists(posix.join(directory, name)))) return directory;
      }
    }
    return '';
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
      const text = (await this.#sources.read(posix.join(store, '.env')))?.toString('latin1') ?? '';
      names.set(store, nameSecrets([...perStore.values()], dotenvEntries(text)));
    }
    return names;
  }

  async #rewrite(
    file: OpenFile,
    names: VariableNames,
    stored: Map<string, Map<string, { value: string; placeholder: string }>>,
  ): Promise<void> {
    const outcome = rewriteFile(file, {
      names,
      held: this.#held,
      locate: this.#sources.locate,
      isTemplate: this.#sources.isTemplate,
      onSecret: (secret) => this.#secrets.add(secret),
    });
    this.#left.push(...outcome.left);
    if (outcome.after === undefined) return;
    for (const name of outcome.renamed) {
      this.#notes.add(
        `${serverName(name.match)} is for server code only: what runs in a browser has to ask your server instead.`,
      );
      await this.#copyEntry(name.store, name.match);
    }
    this.#changes.add({
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
      this.#held.set(holderOf(site.store, variable), site.secret);
    }
  }

  async #noteLoading({ path, text }: OpenFile, { judged, store }: Site): Promise<void> {
    const file = posix.join(store, '.env');
    const note = loadEnvironment(judged.language, text, file);
    // Who has one already knows how it is loaded.
    if (note === undefined || (await this.#changes.exists(file))) return;
    if ((await this.#storeAt(path)) === 'environment') this.#notes.add(note);
  }

  /** Where the `.env` has the published name, the server's name gets the same value. */
  async #copyEntry(store: string, name: string): Promise<void> {
    const path = posix.join(store, '.env');
    const now = await this.#changes.now(path);
    const entry = now && dotenvEntries(now.toString('latin1')).find((each) => each.name === name);
    if (!now || !entry || this.#sources.isTracked(path)) return;
    const to = serverName(name);
    if (dotenvEntries(now.toString('latin1')).some((each) => each.name === to && each.value !== '')) return;
    this.#secrets.add(entry.value);
    await this.#changes.set(path, Buffer.from(setEntry(now.toString('latin1'), to, entry.value), 'latin1'), {
      secret: true,
      shared: false,
    });
  }

  async #writeStore(
    store: string,
    entries: ReadonlyMap<string, { value: string; placeholder: string }>,
  ): Promise<void> {
    const envPath = posix.join(store, '.env');
    const examplePath = posix.join(store, '.env.example');
    let env = (await this.#changes.now(envPath))?.toString('latin1') ?? '';
    let example = (await this.#changes.now(examplePath))?.toString('latin1') ?? '';
    for (const { value } of dotenvEntries(env)) if (value.length >= 8) this.#secrets.add(value);
    for (const [name, { value, placeholder }] of entries) {
      const has = dotenvEntries(env).find((each) => each.name === name);
      if (has && has.value !== value && !isFree(has.value))
        this.#notes.add(`${envPath} has ${name} already, with another value, which stays.`);
      else if (has?.value !== value) env = setEntry(env, name, value);
      if (!dotenvEntries(example).some((each) => each.name === name)) example = setEntry(example, name, placeholder);
    }
    await this.#changes.set(envPath, Buffer.from(env, 'latin1'), { secret: true, shared: false });
    await this.#changes.set(examplePath, Buffer.from(example, 'latin1'), { secret: false, shared: true });
    this.#toIgnore.add(envPath);
    this.#ignoresWanted = true;
    if (this.#sources.isTracked(envPath)) this.#untrack.add(envPath);
  }
}

/** How a secret that is written in parts, or encoded, looks where it stands. */
function partsOf(written: string, secret: string): string[] {
  if (written === secret) return [];
  return written.split(/[^\w+/=%\\-]+/).filter((part) => part.length >= 4 && !/^pk_(?:live|test)_?$/.test(part));
}
