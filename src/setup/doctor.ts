import { dirname, join, resolve } from 'node:path';
import { findProgram } from '../git/environment.js';
import type { Config } from '../model/config.js';
import { Problem } from '../model/errors.js';
import { shellPath } from '../text/shellPath.js';
import { findCiStep } from './ciFile.js';
import { acceptsFindings } from './configFile.js';
import { entryAt, messageOf, readIfThere, readTextIfThere } from './files.js';
import { readGuard } from './guardCheck.js';
import { HELPER_NAME, isHelperScript, TOOL_HELPER } from './helperScript.js';
import { trackedEnvironmentFiles, unprotected, untrackCommand } from './ignoreEntries.js';
import { parseObject } from './jsonText.js';
import { endingOf, lefthookRuns } from './lefthook.js';
import { describeManager, findManager, type Manager } from './manager.js';
import { GUARDED_HOOKS, type HookName, type SetupOptions } from './plan.js';
import { preCommitRuns, PRE_COMMIT_FILE } from './preCommitTool.js';
import { fromTop, installCommand, locateRepository, shown, type Repository } from './repository.js';
import { seeThrough } from './seeThrough.js';
import { SIMPLE_GIT_HOOKS_COMMAND } from './simpleGitHooks.js';

export type DoctorStatus = 'ok' | 'warning' | 'problem' | 'unknown';

export interface DoctorCheck {
  /** `hook/pre-commit`, `helper`, `version`, `config`, `salt`, `ci`, `ignore-entries`, `tracked-env`. */
  readonly id: string;
  readonly status: DoctorStatus;
  /** One sentence; paths in it are not escaped yet. */
  readonly what: string;
  /** The command, or the words, that mend it. */
  readonly mend?: string;
}

export interface DoctorReport {
  readonly top: string;
  /** Who keeps the hooks, for people. */
  readonly manager: string;
  readonly checks: readonly DoctorCheck[];
}

/** What is asked of the config that counts. */
export type DoctorConfig = Partial<Pick<Config, 'file' | 'salt' | 'ignore' | 'baseline'>>;

export interface DoctorOptions extends SetupOptions {
  /** Version of the scanner that asks. */
  readonly version: string;
  /** Reads the config that counts at the top; throws a Problem where it is broken. */
  readonly loadConfig: (top: string) => Promise<DoctorConfig>;
}

/**
 * Is the guard really on? Looks, and changes nothing.
 *
 * @throws Problem `git` outside a work tree.
 */
export async function examine(options: DoctorOptions): Promise<DoctorReport> {
  const repository = await locateRepository(options);
  const manager = await findManager(repository);
  const hooks: DoctorCheck[] = [];
  for (const hook of GUARDED_HOOKS)
    hooks.push(await guarded(`hook/${hook}`, () => checkHook(repository, manager, hook)));
  const checks = [
    ...hooks,
    await guarded('helper', () => checkHelper(repository, manager)),
    await guarded('version', () => checkVersion(repository, options)),
    ...(await checkConfig(repository, options)),
    await guarded('ignore-entries', () => checkIgnoreEntries(repository)),
    await guarded('tracked-env', () => checkTracked(repository)),
    await guarded('ci', () => checkCi(repository)),
  ];
  return {
    top: repository.top,
    manager: describeManager(repository, manager),
    checks: checks.map((check) =>
      check.mend === undefined ? check : { ...check, mend: fromTop(repository, options.cwd, check.mend) },
    ),
  };
}

/** What cannot be looked at is said, and the other checks go on. */
async function guarded(id: string, check: () => Promise<Omit<DoctorCheck, 'id'>>): Promise<DoctorCheck> {
  try {
    return { id, ...(await check()) };
  } catch (error) {
    const mend = error instanceof Problem ? { mend: error.next } : {};
    return { id, status: 'unknown', what: `${id} could not be looked at: ${messageOf(error)}`, ...mend };
  }
}

type Answer = Omit<DoctorCheck, 'id'>;

const INIT = 'npx pictify-scan init';

/** Follows the way git itself goes: the file in the folder that counts, then whatever that file runs. */
async function checkHook(repository: Repository, manager: Manager, hook: HookName): Promise<Answer> {
  const path = join(repository.hooksDir, hook);
  const label = shown(repository, path);
  const entry = await entryAt(path);
  if (entry === undefined) return missingHook(repository, manager, hook, label);
  if (!entry.executable && entry.kind !== 'link') {
    return {
      status: 'problem',
      what: `${hook}: ${label} is not executable, so git passes it over.`,
      mend: `chmod +x ${shellPath(label)}`,
    };
  }
  const text = (await readIfThere(path))?.toString('utf8');
  if (text === undefined)
    return {
      status: 'problem',
      what: `${hook}: ${label} is a link that leads nowhere.`,
      mend: `rm ${shellPath(label)} && ${INIT}`,
    };
  if ((manager.name === 'lefthook' || manager.name === 'pre-commit') && text.includes(manager.name)) {
    const file = manager.name === 'lefthook' ? manager.file : PRE_COMMIT_FILE;
    return (await toolGuards(repository, manager, hook))
      ? { status: 'ok', what: `${hook}: ${file} runs the guard.` }
      : { status: 'problem', what: `${hook}: ${file} does not run pictify-scan.`, mend: INIT };
  }
  if (manager.name === 'husky' && manager.state === 'on' && !manager.hooks.started)
    return checkHuskyHook(repository, manager.hooks.folder, hook);
  return judge(repository, hook, label, text, false, await helperFor(repository, manager));
}

async function missingHook(repository: Repository, manager: Manager, hook: HookName, label: string): Promise<Answer> {
  const elsewhere = await guardedElsewhere(repository, hook);
  if (elsewhere !== undefined) {
    const setting =
      repository.hooksPath === undefined
        ? 'core.hooksPath is not set'
        : `core.hooksPath is ${repository.hooksPath.value}`;
    const what = `${hook}: ${elsewhere} has the guard, but git does not look there: ${setting}.`;
    if (manager.name === 'husky') return { status: 'problem', what, mend: 'npx husky' };
    const folder = dirname(resolve(repository.top, elsewhere));
    // The setting holds for every linked work tree, in which a relative path to git's own folder leads nowhere.
    const place = folder === join(repository.commonDir, 'hooks') ? folder : shown(repository, folder);
    return { status: 'problem', what, mend: `git config --local core.hooksPath ${shellPath(place)}` };
  }
  const install: Readonly<Record<string, string>> = {
    lefthook: 'npx lefthook install',
    'pre-commit': `pre-commit install --hook-type ${hook}`,
    'simple-git-hooks': 'npx simple-git-hooks',
  };
  const command = install[manager.name];
  const steps = [...((await toolGuards(repository, manager, hook)) ? [] : [INIT]), ...(command ? [command] : [])];
  return {
    status: 'problem',
    what: `${hook}: there is no ${label}, so nothing is checked.`,
    mend: steps.join(' && '),
  };
}

/** A hook with the guard in a folder that is not the one that counts. */
async function guardedElsewhere(repository: Repository, hook: HookName): Promise<string | undefined> {
  const folders = [
    join(repository.top, '.husky'),
    join(repository.top, repository.packageFolder ?? '.', '.husky'),
    join(repository.top, '.githooks'),
    join(repository.commonDir, 'hooks'),
  ];
  for (const folder of folders) {
    const text = (await readIfThere(join(folder, hook)))?.toString('utf8');
    if (folder !== repository.hooksDir && text !== undefined && readGuard(text, true).is === 'on')
      return shown(repository, join(folder, hook));
  }
  return undefined;
}

/** Whether the config of a hook tool has the guard in it. */
async function toolGuards(repository: Repository, manager: Manager, hook: HookName): Promise<boolean> {
  const read = (file: string): Promise<string | undefined> => readTextIfThere(join(repository.top, file));
  if (manager.name === 'lefthook') return lefthookRuns((await read(manager.file)) ?? '', endingOf(manager.file), hook);
  return manager.name === 'pre-commit' && preCommitRuns((await read(PRE_COMMIT_FILE)) ?? '', hook);
}

async function checkHuskyHook(repository: Repository, folder: string, hook: HookName): Promise<Answer> {
  const path = join(folder, hook);
  const text = (await readIfThere(path))?.toString('utf8');
  const label = shown(repository, path);
  if (text === undefined)
    return { status: 'problem', what: `${hook}: there is no ${label}, so nothing is checked.`, mend: INIT };
  return judge(repository, hook, label, text, true, join(folder, HELPER_NAME));
}

async function helperFor(repository: Repository, manager: Manager): Promise<string> {
  return manager.name === 'simple-git-hooks'
    ? join(repository.top, TOOL_HELPER)
    : join(repository.hooksDir, HELPER_NAME);
}

async function judge(
  repository: Repository,
  hook: HookName,
  label: string,
  text: string,
  errexit: boolean,
  helper: string,
): Promise<Answer> {
  const state = readGuard(await seeThrough(repository, text), errexit);
  switch (state.is) {
    case 'absent': {
      const unreadable =
        text.startsWith('#!') || !text.includes('\0') ? INIT : `Call pictify-scan from it, or run ${INIT}`;
      return { status: 'problem', what: `${hook}: ${label} does not run pictify-scan.`, mend: unreadable };
    }
    case 'unreached':
      return {
        status: 'problem',
        what: `${hook}: ${label} leaves on line ${state.line}, before the guard.`,
        mend: `Move the line with pictify-scan above line ${state.line}.`,
      };
    case 'swallowed':
      return {
        status: 'problem',
        what: `${hook}: ${label} loses the guard's exit code on line ${state.line}, so the commit goes on.`,
        mend: `Make line ${state.line}: ${keepingCode(text, state.line)}`,
      };
    case 'on':
      if (
        (text.includes(`/${HELPER_NAME}`) || text.includes(SIMPLE_GIT_HOOKS_COMMAND)) &&
        (await readIfThere(helper)) === undefined
      ) {
        return {
          status: 'problem',
          what: `${hook}: ${label} reads ${HELPER_NAME}, which is not there; the hook stops every time.`,
          mend: INIT,
        };
      }
      return { status: 'ok', what: `${hook}: ${label} runs the guard.` };
  }
}

/** A line of a hook as it has to be for its exit code to count. */
function keepingCode(text: string, line: number): string {
  const code = (text.split(/\r?\n/)[line - 1] ?? '').replace(/\s#.*$/, '');
  return `${code.replace(/\s*(?:\|\||;|(?<!&)&(?![&>\d])|(?<!\|)\|(?!\|)).*$/, '').trimEnd()} || exit 1`;
}

async function checkHelper(repository: Repository, manager: Manager): Promise<Answer> {
  const path =
    manager.name === 'lefthook' || manager.name === 'pre-commit' || manager.name === 'simple-git-hooks'
      ? join(repository.top, TOOL_HELPER)
      : 'hooks' in manager
        ? join(manager.hooks.folder, HELPER_NAME)
        : undefined;
  const text = path === undefined ? undefined : await readTextIfThere(path);
  if (text === undefined && (await isCalledByName(repository, manager)))
    return { status: 'ok', what: 'The hooks call pictify-scan by its name and need no script of their own.' };
  if (path === undefined || text === undefined)
    return {
      status: 'problem',
      what: `The script that starts the scanner (${path === undefined ? HELPER_NAME : shown(repository, path)}) is not there.`,
      mend: INIT,
    };
  const label = shown(repository, path);
  if (text.includes('\r\n')) {
    return {
      status: 'problem',
      what: `${label} has CRLF line ends, which sh does not read.`,
      mend: `Add "${label} text eol=lf" to .gitattributes, then: git rm --cached -q -- ${shellPath(label)} && git add -- ${shellPath(label)}`,
    };
  }
  return isHelperScript(text)
    ? { status: 'ok', what: `${label} is the one of this version.` }
    : {
        status: 'warning',
        what: `${label} is not what this version writes.`,
        mend: `rm ${shellPath(label)} && ${INIT}`,
      };
}

/** Whether the scanner is run from here, and nothing reads the script that init writes. */
async function isCalledByName(repository: Repository, manager: Manager): Promise<boolean> {
  const files = [
    ...('hooks' in manager ? GUARDED_HOOKS.map((hook) => join(manager.hooks.folder, hook)) : []),
    ...(manager.name === 'lefthook' ? [join(repository.top, manager.file)] : []),
    ...(manager.name === 'pre-commit' ? [join(repository.top, PRE_COMMIT_FILE)] : []),
    ...(manager.name === 'simple-git-hooks' ? [join(repository.top, manager.config.file)] : []),
  ];
  const texts = await Promise.all(
    files.map(async (file) => seeThrough(repository, (await readTextIfThere(file)) ?? '')),
  );
  return texts.some((text) => text.includes('pictify-scan')) && !texts.some((text) => text.includes(HELPER_NAME));
}

async function checkVersion(repository: Repository, { version, environment }: DoctorOptions): Promise<Answer> {
  let folder = join(repository.top, repository.packageFolder ?? '.');
  for (;;) {
    const text = await readTextIfThere(join(folder, 'node_modules/pictify-scan/package.json'));
    const installed = text === undefined ? undefined : parseObject(text)?.['version'];
    if (typeof installed === 'string') {
      return installed === version
        ? { status: 'ok', what: `Version ${version} is installed here, and is the one that runs now.` }
        : {
            status: 'warning',
            what: `The hooks run version ${installed} from ${shown(repository, folder) || '.'}; this is ${version}.`,
            mend: isNewer(installed, version)
              ? 'npx --no-install pictify-scan doctor'
              : await installCommand(repository, `pictify-scan@${version}`),
          };
    }
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  const onPath = scannerOnPath(environment, repository.top);
  if (onPath !== undefined && repository.packageFolder === undefined)
    return { status: 'ok', what: `The hooks run the pictify-scan that is on PATH (${onPath}).` };
  const mend = await installCommand(repository, 'pictify-scan');
  return onPath === undefined
    ? {
        status: 'problem',
        what: 'pictify-scan is neither installed in this repository nor on PATH, so the hooks stop every commit.',
        mend,
      }
    : {
        status: 'warning',
        what: `pictify-scan is not installed in this repository; the hooks run the one on PATH (${onPath}).`,
        mend,
      };
}

/** A program that hooks find by its name. What npx fetched for one run is on `PATH` for that run only. */
function scannerOnPath(environment: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const names =
    process.platform === 'win32' ? ['pictify-scan.cmd', 'pictify-scan.exe', 'pictify-scan'] : ['pictify-scan'];
  return findProgram(names, environment, cwd).file;
}

/** Whether the first of two versions is the newer one, by its numbers. */
function isNewer(first: string, second: string): boolean {
  const [a, b] = [first, second].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  const index = [0, 1, 2].find((at) => a?.[at] !== b?.[at]);
  return index !== undefined && (a?.[index] ?? 0) > (b?.[index] ?? 0);
}

async function checkConfig(repository: Repository, options: DoctorOptions): Promise<readonly DoctorCheck[]> {
  let config: DoctorConfig;
  try {
    config = await options.loadConfig(repository.top);
  } catch (error) {
    const mend = error instanceof Problem ? error.next : 'Mend the config.';
    return [
      { id: 'config', status: 'problem', what: `The config is broken: ${messageOf(error)}`, mend },
      { id: 'salt', status: 'unknown', what: 'Whether there is a salt cannot be told before the config is mended.' },
    ];
  }
  const file: DoctorCheck =
    config.file === undefined
      ? { id: 'config', status: 'warning', what: 'There is no config; the defaults count.', mend: INIT }
      : { id: 'config', status: 'ok', what: `${config.file} is in order.` };
  return [file, { id: 'salt', ...(await checkSalt(repository, config)) }];
}

async function checkSalt(repository: Repository, config: DoctorConfig): Promise<Answer> {
  if (config.salt !== undefined) return { status: 'ok', what: 'Fingerprints have a salt of this repository.' };
  const what = 'There is no salt, so fingerprints could be guessed from outside';
  return (await acceptsFindings(repository, config))
    ? {
        status: 'warning',
        what: `${what}; but findings were accepted without one, and a salt would bring them back.`,
        mend: 'To have one all the same, put a "salt" of 32 hex digits into the config, then: npx pictify-scan baseline',
      }
    : { status: 'warning', what: `${what}.`, mend: INIT };
}

async function checkIgnoreEntries(repository: Repository): Promise<Answer> {
  const open = await unprotected(repository);
  if (open.length === 0)
    return { status: 'ok', what: 'The .gitignore of the repository keeps .env and .env.local out.' };
  return { status: 'problem', what: `The .gitignore of the repository would let ${open.join(', ')} in.`, mend: INIT };
}

async function checkTracked(repository: Repository): Promise<Answer> {
  const files = await trackedEnvironmentFiles(repository);
  if (files.length === 0) return { status: 'ok', what: 'No environment file is in git.' };
  return {
    status: 'problem',
    what: `In git, although it may hold secrets: ${files.join(', ')}. Replace every key in it, too.`,
    mend: untrackCommand(files),
  };
}

async function checkCi(repository: Repository): Promise<Answer> {
  const { files, scanning } = await findCiStep(repository);
  const [first] = scanning;
  if (first !== undefined) return { status: 'ok', what: `CI: ${first} runs pictify-scan.` };
  const github = (await entryAt(join(repository.top, '.github'))) !== undefined;
  if (github)
    return {
      status: 'warning',
      what: 'CI: no workflow runs pictify-scan, so nothing catches what --no-verify lets through.',
      mend: `${INIT} --ci`,
    };
  const what =
    files.length === 0
      ? 'CI: no CI file was found here, so nothing catches what --no-verify lets through.'
      : `CI: ${files.join(', ')} does not run pictify-scan.`;
  return { status: 'warning', what, mend: 'Add this step: npx pictify-scan ci' };
}
