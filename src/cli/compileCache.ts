import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { withUsualFlags } from '../optimizeLate.js';

/** Set by the build: another one's code is not taken for this one's. */
declare const BUILD: string | undefined;

interface LoadedModule {
  exports: object;
  require(id: string): unknown;
}

/**
 * Keeps what V8 makes of the program's files beside them. Nowhere else: who can write there can change the
 * program itself, which is not so of a shared temporary folder or of the repository. Where the package
 * cannot be written to, there is no cache and nothing is said. What newer Nodes have for this (`module.enableCompileCache`)
 * costs a hook some milliseconds more.
 */
export function enableCompileCache(): void {
  if (typeof BUILD === 'string') cacheIn(join(__dirname, '.cache', `${process.version}-${process.arch}-${BUILD}`));
}

function cacheIn(folder: string): void {
  const unkept: (() => void)[] = [];
  // At the end, when everything that ran is compiled.
  process.once('exit', () => unkept.forEach((each) => each()));
  require.extensions['.cjs'] = (loaded: LoadedModule, file: string): void => {
    const cacheFile = join(folder, basename(file));
    const cachedData = readKept(cacheFile);
    const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`;
    // V8 holds the cache against its own version and flags, and the source's length.
    const script = withUsualFlags(() => new Script(source, { filename: file, ...(cachedData && { cachedData }) }));
    if (!cachedData || script.cachedDataRejected === true)
      unkept.push(() => keep(cacheFile, () => withUsualFlags(() => script.createCachedData())));
    const run = script.runInThisContext() as (...args: readonly unknown[]) => void;
    run.call(loaded.exports, loaded.exports, (id: string) => loaded.require(id), loaded, file, dirname(file));
  };
}

/** What was kept, if it is there and whole: V8 runs what it is given. */
function readKept(file: string): Buffer | undefined {
  try {
    const twice = readFileSync(file);
    const once = twice.subarray(0, twice.length / 2);
    return twice.subarray(once.length).equals(once) ? once : undefined;
  } catch {
    return undefined;
  }
}

function keep(file: string, make: () => Buffer): void {
  // Another process may read it now.
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const kept = make();
    // Two copies that agree are known to be whole; to load what makes checksums takes three milliseconds.
    writeFileSync(unfinished, Buffer.concat([kept, kept]));
    renameSync(unfinished, file);
  } catch {
    removeIfThere(unfinished);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be written to needs no tidying.
  }
}
