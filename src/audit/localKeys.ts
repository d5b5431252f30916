import { environmentOfPath } from '../../rules/environments.js';
import { KEY_RULES } from '../../rules/pictify.js';
import { gitIn } from '../git/run.js';
import { MANIFESTS } from '../judge/ignoreEntries.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { Document } from '../model/document.js';
import { checkTreeIgnores } from '../scan/checkIgnoreFiles.js';
import type { Engine } from '../scan/engine.js';
import type { Run } from '../scan/run.js';
import { listFolder, listIgnored, readWorkTree, type ListedFile } from '../sources/listFiles.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import { pathText } from '../text/path.js';
import { redact } from '../text/redact.js';

export type KeyClass = 'live' | 'test' | 'token';

/** A place of this machine where a Pictify key stands. The key itself is not in it. */
export interface KeyPlace {
  readonly path: string;
  readonly line: number;
  readonly where: 'tracked' | 'untracked' | 'ignored';
  readonly class: KeyClass;
  /** Redacted. */
  readonly match: string;
  /** Keyed hash of the key alone: the same in every file, whatever rule found it. */
  readonly key: string;
  /** What the file or the place in it is for; `undefined` where nothing says so. */
  readonly environment: 'development' | 'production' | undefined;
  /** Folder of the package that the file belongs to; empty for the root. */
  readonly service: string;
  /** Why the config or a comment accepts it. */
  readonly accepted: string | undefined;
}

/** What a look at the files of this machine gave. */
export interface LocalFiles {
  readonly keys: readonly KeyPlace[];
  /** Findings about environment files and ignore files. */
  readonly files: readonly Judged[];
  /** Paths that were looked at, those of ignored environment files among them. */
  readonly paths: readonly string[];
  readonly ignoredEnvironmentFiles: readonly string[];
  /** Folders that are packages of their own; the root is not among them. */
  readonly services: readonly string[];
  readonly limits: readonly string[];
}

/** Folders of installed packages: their environment files are not the user's. */
const INSTALLED =
  /(?:^|\/)(?:node_modules|\.venv|venv|\.tox|\.yarn|\.pnpm-store|bower_components|__pycache__|\.terraform)\//;
const AT_ONCE = 16;

/**
 * Looks at the work tree, and at environment files that git ignores. These are read on this machine only, and
 * what is told of them is their name, and keyed hashes of the keys in them.
 *
 * @param today ISO date
 */
export async function readLocalFiles(run: Run, engine: Engine, today: string): Promise<LocalFiles> {
  const { root, git, isRepository } = run;
  const top = gitIn(git, root);
  const tree = isRepository ? await readWorkTree(top, []) : undefined;
  const others = tree ? await tree.others : await listFolder(root, root);
  const listed = [...(tree?.tracked ?? []), ...others];
  const ignored = isRepository
    ? (await listIgnored(top)).filter(
        ({ raw }) => !INSTALLED.test(raw) && engine.paths.environment.isFile(nameOf({ raw, tracked: false })),
      )
    : [];
  const services = servicesOf(listed);
  const look = new Look(engine, services, today);
  const limits: string[] = [];
  const read = async (files: readonly ListedFile[], areIgnored: boolean): Promise<void> => {
    for (let from = 0; from < files.length; from += AT_ONCE)
      await Promise.all(
        files.slice(from, from + AT_ONCE).map(async (file) => {
          const where = areIgnored ? 'ignored' : file.tracked ? 'tracked' : 'untracked';
          const outcome = await readFileDocument(root, file, (document) => look.at(document, where));
          if (!outcome.read && outcome.why === 'unreadable') limits.push(`${nameOf(file)} could not be read.`);
        }),
      );
  };
  await read(listed, false);
  await read(ignored, true);
  const skipped = engine.tally.listSkipped().filter(({ why }) => why === 'ignored-by-config').length;
  if (skipped > 0)
    limits.push(
      `${skipped === 1 ? '1 file was' : `${skipped} files were`} left out, as ignorePaths of the config says.`,
    );
  return {
    keys: look.places(),
    files: [...look.files, ...(tree ? await checkTreeIgnores(top, engine, { root, index: tree.index, others }) : [])],
    paths: [...listed, ...ignored].map(nameOf),
    ignoredEnvironmentFiles: ignored.map(nameOf),
    services,
    limits,
  };
}

class Look {
  readonly files: Judged[] = [];
  readonly #engine: Engine;
  readonly #services: readonly string[];
  readonly #today: string;
  readonly #secrets = new Map<string, string>();
  /** By path and position: several rules may speak of one key. */
  readonly #places = new Map<string, KeyPlace>();

  constructor(engine: Engine, services: readonly string[], today: string) {
    this.#engine = engine;
    this.#services = services;
    this.#today = today;
    engine.handOver((judged, secret) => {
      if (judged.outcome === 'finding' && KEY_RULES.has(judged.rule.id)) this.#secrets.set(judged.fingerprint, secret);
    });
  }

  at(document: Document, where: KeyPlace['where']): void {
    for (const judged of this.#engine.scan(document)) {
      const secret = this.#secrets.get(judged.fingerprint);
      if (secret === undefined) {
        // An environment file that git ignores is where it belongs.
        if (judged.rule.on !== 'text' && where !== 'ignored') this.files.push(judged);
        continue;
      }
      const suppression = this.#engine.suppressor.find(judged, new Set(), this.#today);
      const id = `${judged.path}\0${judged.span.start}`;
      const known = this.#places.get(id);
      this.#places.set(id, {
        path: judged.path,
        line: judged.start.line,
        where,
        class: classOf(secret),
        match: redact(secret),
        key: this.#engine.fingerprint('pictify/key', secret),
        environment: environmentOf(judged) ?? known?.environment,
        service: serviceOf(judged.path, this.#services),
        accepted: known
          ? known.accepted
          : suppression &&
            (suppression.reason ?? `accepted ${suppression.by === 'inline' ? 'by a comment' : 'in the config'}`),
      });
    }
  }

  places(): KeyPlace[] {
    this.#secrets.clear();
    return [...this.#places.values()].toSorted((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line,
    );
  }
}

function classOf(secret: string): KeyClass {
  if (secret.startsWith('pk_live_')) return 'live';
  return secret.startsWith('pk_test_') ? 'test' : 'token';
}

function environmentOf({ rule, path }: Judged): KeyPlace['environment'] {
  if (rule.id === 'pictify/live-key-in-development') return 'development';
  if (rule.id === 'pictify/test-key-in-production') return 'production';
  return environmentOfPath(path);
}

function servicesOf(files: readonly ListedFile[]): string[] {
  const folders = files
    .map(nameOf)
    .filter((path) => path.includes('/') && MANIFESTS.has(path.slice(path.lastIndexOf('/') + 1)))
    .map((path) => path.slice(0, path.lastIndexOf('/')));
  return [...new Set(folders)].toSorted((a, b) => b.length - a.length);
}

/** @param services the longest first */
function serviceOf(path: string, services: readonly string[]): string {
  return services.find((folder) => path.startsWith(`${folder}/`)) ?? '';
}

function nameOf({ raw }: ListedFile): string {
  return pathText(Buffer.from(raw, 'latin1'));
}
