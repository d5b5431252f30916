import { readFileSync } from 'node:fs';
import { allow, deny } from '../agent/hookAnswer.js';
import { parseHookEvent } from '../agent/hookEvent.js';
import { judgeEvent, reasonFor } from '../agent/judgeEvent.js';
import { print, type ExitCode } from './output.js';

/** Answers one event of a coding agent. The decision is in the JSON, so that the exit code is 0 either way. */
export async function agentHookCommand(): Promise<ExitCode> {
  const event = parseHookEvent(readFileSync(0, 'utf8'));
  const findings = await judgeEvent(event, process.cwd());
  const answer = findings.length > 0 ? deny(event, reasonFor(findings)) : allow(event);
  if (answer) print(process.stdout, `${JSON.stringify(answer)}\n`);
  return 0;
}
