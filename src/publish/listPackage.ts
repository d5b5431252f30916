import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../git/environment.js';
import { Problem } from '../model/errors.js';
import { readPlainFile } from '../plainFile.js';
import { listWorkspaces } from './listWorkspaces.js';

interface PackedFile {
  readonly path: string;
}

/** A package that can be published, and what goes along. */
export interface ListedPackage {
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
}

/**
 * What `npm publish` would ship from a folder. Where its package.json is private, npm publishes its
 * workspaces only, so those are what counts.
 *
 * @param evenPrivate lists a private package all the same
 * @throws Problem `read` where npm cannot tell
 */
export async function listPackages(folder: string, evenPrivate: boolean): Promise<ListedPackage[]> {
  const manifest = readManifest(folder);
  if (manifest['private'] !== true || evenPrivate) return listPublished(folder, manifest);
  const published: ListedPackage[] = [];
  for (const workspace of await listWorkspaces(folder, manifest['workspaces'])) {
    const inner = readManifest(workspace);
    if (inner['private'] !== true) published.push(...(await listPublished(workspace, inner)));
  }
  return published;
}

/** pnpm ships another folder where `publishConfig.directory` names one. */
async function listPublished(folder: string, manifest: Manifest): Promise<ListedPackage[]> {
  const config = manifest['publishConfig'];
  const inner = typeof config === 'object' && config !== null && 'directory' in config ? config.directory : undefined;
  const listed = [{ folder, files: await listPackage(folder) }];
  if (typeof inner !== 'string') return listed;
  const other = resolve(folder, inner);
  return isManifest(join(other, 'package.json'))
    ? [...listed, { folder: other, files: await listPackage(other) }]
    : listed;
}

/**
 * The files of one package, as npm itself tells (`npm pack --dry-run --json`); no script of it runs,
 * nothing is sent.
 *
 * @param folder where package.json is
 * @throws Problem `read` where npm cannot tell
 */
export async function listPackage(folder: string): Promise<string[]> {
  const windows = process.platform === 'win32';
  const { file, path } = findProgram(windows ? ['npm.cmd'] : ['npm'], process.env, folder);
  if (file === undefined)
    throw new Problem('read', 'npm was not found on PATH.', 'Install it: npm alone knows what it would publish.');
  try {
    const { stdout } = await promisify(execFile)(
      windows ? `"${file}"` : file,
      // What the folder's own .npmrc says has less weight: it could name other packages.
      ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspaces=false', '--offline', '--update-notifier=false'],
      {
        cwd: folder,
        // npm looks for node there again.
        env: { ...process.env, PATH: path },
        maxBuffer: 256 * 1024 * 1024,
        shell: windows,
      },
    );
    const value: unknown = JSON.parse(stdout);
    // An array up to npm 10, an object by name since.
    const [first] = Array.isArray(value) ? value : Object.values(value as Record<string, unknown>);
    const files = (first as { readonly files?: readonly PackedFile[] } | undefined)?.files;
    if (!files) throw new Error('npm named no files');
    return files.map((each) => each.path);
  } catch (error) {
    const said =
      error instanceof Error
        ? (error.message.split('\n').find((line) => line.includes('npm error')) ?? error.message.split('\n')[0])
        : String(error);
    throw new Problem(
      'read',
      `npm could not say what the package holds (${said}).`,
      'Mend what npm says: try npm pack --dry-run',
      { cause: error },
    );
  }
}

type Manifest = Readonly<Record<string, unknown>>;

/** What npm cannot read either is for npm to say; but a pipe it would read for ever. @throws Problem `read` */
function readManifest(folder: string): Manifest {
  try {
    const text = readPlainFile(join(folder, 'package.json'))?.toString('utf8') ?? '';
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null ? (value as Manifest) : {};
  } catch (error) {
    if (error instanceof Problem) throw error;
    return {};
  }
}

function isManifest(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
