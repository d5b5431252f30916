import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { withUsualFlags } from '../optimizeLate.js';
import { onceOf, twice } from '../writtenTwice.js';

/** Set by the build: another one's code is not taken for this one's. */
declare const BUILD: string;

interface LoadedModule {
  exports: object;
}

/** What a file of the program is, once V8 has run it. */
type Wrapped = (
  exports: object,
  require: (id: string) => unknown,
  module: LoadedModule,
  file: string,
  folder: string,
) => void;

/** What a file is put into that is a module's content alone: the build does so with those of hooks, which begin with a bracket then. */
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {', '\n})'] as const;

const loaded = new Map<string, LoadedModule>();
/** What is to be done at the end, when everything that ran is compiled. */
let unkept: (() => void)[] | undefined;

/**
 * Loads a file of the program, as `require` would, and keeps what V8 makes of it beside it. Nowhere else: who can write
 * there can change the program itself, which is not so of a shared temporary folder or of the repository. Where the
 * package cannot be written to, there is no cache and nothing is said. What newer Nodes have for this
 * (`module.enableCompileCache`) costs a hook some milliseconds more, and so does it to go through Node's own `require`.
 *
 * @param name of a file in dist/ that scripts/build.js makes of a module of the same name
 */
export function loadFile<Exports>(name: string): Exports {
  return load(`${name}.cjs`) as Exports;
}

function load(name: string): object {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module: LoadedModule = { exports: {} };
  // What it asks for may ask for it in turn.
  loaded.set(name, module);
  try {
    const file = join(__dirname, name);
    compile(file, name)(module.exports, loadOrRequire, module, file, __dirname);
  } catch (error) {
    loaded.delete(name);
    throw error;
  }
  return module.exports;
}

/** The files of the program are beside each other, all else is of Node. */
function loadOrRequire(id: string): unknown {
  return id.startsWith('./') ? load(id.slice(2)) : require(id);
}

function compile(file: string, name: string): Wrapped {
  const cacheFile = join(__dirname, '.cache', `${process.version}-${process.arch}-${BUILD}`, name);
  const cachedData = readKept(cacheFile);
  const text = readFileSync(file, 'utf8');
  const source = text.startsWith('(') ? text : WRAPPER.join(text);
  // V8 holds the cache against its own version and flags, and the source's length.
  const script = withUsualFlags(() => new Script(source, { filename: file, ...(cachedData && { cachedData }) }));
  if (!cachedData || script.cachedDataRejected === true)
    atExit(() => keep(cacheFile, () => withUsualFlags(() => script.createCachedData())));
  return script.runInThisContext() as Wrapped;
}

function atExit(work: () => void): void {
  if (unkept) unkept.push(work);
  else {
    const works = (unkept = [work]);
    process.once('exit', () => works.forEach((each) => each()));
  }
}

/** What was kept, if it is there and whole: V8 runs what it is given. */
function readKept(file: string): Buffer | undefined {
  try {
    return onceOf(readFileSync(file));
  } catch {
    return undefined;
  }
}

function keep(file: string, make: () => Buffer): void {
  // Another process may read it now.
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, twice(make()));
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
