import { fstatSync, readSync, writeSync } from 'node:fs';
import type { Answer } from '../agent/hookProtocol.js';
import { parseHookEvent } from '../agent/hookEvent.js';
import type { EventText } from '../agent/eventTexts.js';
import { isPlainlyClean } from '../agent/quickLook.js';
import { Problem } from '../model/errors.js';
import { maskKeys } from '../text/redact.js';
import { exitIfWritten, reportFailure } from './output.js';

/** Beyond what a hook event can be, and near what a text of JavaScript can be. */
const LARGEST_EVENT = 256 * 1024 * 1024;

/**
 * Answers one event of a coding agent. Gives the exit status of the agents' protocols: 0 where the answer
 * is in the JSON or is silence, 2 where the status itself is to stop the agent, 1 where the event could
 * not be read, which agents show and go on after.
 *
 * @throws Problem `usage` where nobody hands an event over
 */
export async function agentHookCommand(): Promise<0 | 1 | 2> {
  if (fstatSync(0).isCharacterDevice())
    throw new Problem(
      'usage',
      'agent-hook wants the JSON of a hook event on standard input.',
      'Configure it as a hook of your coding agent: docs/agents.md shows how.',
    );
  try {
    const code = await answer(readInput());
    exitIfWritten(code);
    return code;
  } catch (error) {
    // Status 2 would stop the agent, at every step, for a fault that is not its own.
    reportFailure(error);
    return 1;
  }
}

async function answer(bytes: Buffer): Promise<0 | 1 | 2> {
  const event = bytes.length > LARGEST_EVENT ? undefined : parseHookEvent(bytes.toString('utf8'));
  if (!event) return answerUnread(bytes);
  const cwd = event.cwd ?? process.cwd();
  const { reason, warning } = await judge(event.texts, cwd);
  return say(reason === undefined ? event.go(warning) : event.stop(reason));
}

/** Why an event is to be stopped, and what to tell besides. */
async function judge(texts: readonly EventText[], cwd: string): Promise<{ reason?: string; warning?: string }> {
  if (texts.length === 0 || isPlainlyClean(texts, cwd)) return {};
  // Loaded where something has to be weighed.
  const { judgeEvent, reasonFor } = await import('../agent/judgeEvent.js');
  const { findings, warning } = await judgeEvent(texts, cwd);
  if (findings.length > 0) return { reason: reasonFor(findings) };
  return warning === undefined ? {} : { warning };
}

/** What is no event may hold a key all the same: then it is stopped. If not, that it was not read is said. */
async function answerUnread(bytes: Buffer): Promise<1 | 2> {
  const text = bytes.subarray(0, LARGEST_EVENT).toString('latin1');
  const { reason } = await judge([{ path: 'event', text, before: '', isWritten: false }], process.cwd());
  if (reason !== undefined) {
    say({ stderr: reason, exitCode: 2 });
    return 2;
  }
  const what =
    bytes.length > LARGEST_EVENT
      ? 'was handed an event of more than 256 MB: its first 256 MB were looked at as text, and hold no key'
      : 'was handed no JSON object: it was looked at as text, and holds no key';
  say({
    stderr: `pictify-scan: agent-hook ${what}. The agent was not stopped.\n  Configure it as a hook of your coding agent: docs/agents.md shows how.`,
    exitCode: 0,
  });
  return 1;
}

function say({ stdout, stderr, exitCode }: Answer): 0 | 2 {
  // Written at once and whole: loading streams takes as long as looking at the event.
  if (stderr !== undefined) writeAll(2, `${maskKeys(stderr)}\n`);
  if (stdout) writeAll(1, `${maskKeys(JSON.stringify(stdout))}\n`);
  return exitCode;
}

function readInput(): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(pieces.length === 0 ? 64 * 1024 : 1024 * 1024);
    const read = retrying(() => readSync(0, piece, 0, piece.length, null));
    if (read === 0) break;
    size += read;
    pieces.push(piece.subarray(0, read));
    if (size > LARGEST_EVENT) break;
  }
  return Buffer.concat(pieces);
}

function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  try {
    for (let at = 0; at < bytes.length;) at += retrying(() => writeSync(descriptor, bytes, at));
  } catch (error) {
    // Nobody reads it any more.
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}

/** A pipe that does not block says that there is nothing yet; Windows says the end as an error. */
function retrying(work: () => number): number {
  for (;;) {
    try {
      return work();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
