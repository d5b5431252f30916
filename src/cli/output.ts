import { writeSync } from 'node:fs';
import { Problem } from '../model/errors.js';
import { asTyped, programName } from '../text/asTyped.js';
import { escapeUnsafe } from '../text/escape.js';
import { withoutHashCommands, withoutLogCommands } from '../text/logCommands.js';
import { maskKeys } from '../text/redact.js';
import { stopProgress } from './progress.js';

/** 0 clean, 1 findings, 2 the job could not be done. */
export type ExitCode = 0 | 1 | 2;

/** A stream of Node's has something to write. */
let isWriting = false;

/**
 * Everything that is printed goes through here. Keys are masked once more: findings hold none, but
 * what git or the system says might. The process is not ended by force after that, so pipes are drained.
 *
 * @param isCommands the text is made of commands for GitHub's runner
 */
export function print(stream: NodeJS.WriteStream, text: string, isCommands = false): void {
  if (text === '') return;
  isWriting = true;
  if (stream.listenerCount('error') === 0) stream.on('error', onWriteError);
  stream.write(forLog(maskKeys(text), isCommands));
}

/** A runner reads commands out of what is printed: a repository's names and lines must give it none. */
function forLog(text: string, isCommands = false): string {
  if (process.env['GITHUB_ACTIONS'] === undefined && process.env['TF_BUILD'] === undefined) return text;
  return isCommands ? withoutHashCommands(text) : withoutLogCommands(text);
}

/**
 * The same on standard error, without the stream: to make that takes longer than all that is written. It is made
 * where a pipe is full or nobody reads any more.
 */
export function tell(text: string): void {
  let rest = Buffer.from(forLog(maskKeys(text)));
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(2, rest));
  } catch {
    isWriting = true;
    if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', endAsUnread);
    process.stderr.write(rest);
  }
}

/** Ends the process where all that was said is written: to let it end by itself takes a millisecond more. */
export function exitIfWritten(code: ExitCode): void {
  if (!isWriting) process.exit(code);
}

/** A reader that has seen enough (`| head`) is no failure of ours; the exit code stays that of the run. */
function onWriteError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  reportFailure(
    new Problem(
      'write',
      `What was to be printed could not be written (${error.code ?? error.message}).`,
      'Check where the output goes, and run this again.',
    ),
  );
  endAsUnread(error);
}

/** Whatever the run itself comes to: nobody has read what it said. */
function endAsUnread(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.once('exit', () => {
    process.exitCode = 2;
  });
}

/** Says what went wrong, and what to do next. Gives the exit code. */
export function reportFailure(error: unknown): ExitCode {
  stopProgress();
  const refused = refusedBySystem(error);
  const lines = refused
    ? [`pictify-scan: ${refused}`, '  Check the permissions and the space on the disk, and run this again.']
    : isFolderGone(error)
      ? ['pictify-scan: The folder that you are in is gone.', '  Go to one that exists: cd']
      : error instanceof Problem
        ? [`pictify-scan: ${error.message}`, `  ${asTyped(error.next, startedAs())}`]
        : [
            `pictify-scan: this is a bug in pictify-scan: ${describe(error)}`,
            '  Please report it with the command that you ran. Nothing was changed.',
          ];
  tell(`${lines.map((line) => escapeUnsafe(line)).join('\n')}\n`);
  return 2;
}

function startedAs(): string | undefined {
  try {
    return programName(process.argv[1], process.cwd());
  } catch {
    return undefined; // The folder is gone.
  }
}

/** What the operating system refused about a file, where nobody put it into words before. */
function refusedBySystem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  return /^E(?:ACCES|PERM|ROFS|NOSPC|DQUOT|MFILE|NFILE)$/.test(String(error.code))
    ? `${String(error.path)} could not be used (${String(error.code)}).`
    : undefined;
}

function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /\n\s+at ([^\n]{1,200})/.exec(error.stack ?? '')?.[1] ?? '';
  return `${error.name}: ${error.message.slice(0, 300)}${place === '' ? '' : ` (at ${place.replace(/\(?(?:file:\/\/)?[^\s()]*\/([^/\s()]+)\)?$/, '$1')})`}`;
}

/** Whether escape sequences for colour are welcome (https://no-color.org, FORCE_COLOR as Node reads it). */
export function wantsColor(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  if (environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}
