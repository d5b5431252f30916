import { eventTexts, type EventText } from './eventTexts.js';
import { fieldsOf } from './fields.js';
import { PROTOCOLS, type Answer } from './hookProtocol.js';

/** What an agent is about to do, or did, and how it wants to be answered. */
export interface HookEvent {
  /** Folder that paths are relative to. */
  readonly cwd: string | undefined;
  readonly texts: readonly EventText[];
  /** `reason` goes to the agent and to the person. */
  readonly stop: (reason: string) => Answer;
  /** @param warning told to the person, where the agent has a way to */
  readonly go: (warning?: string) => Answer;
}

/** Events at which nothing is written, run or sent: an answer there could only keep the agent from ending. */
const IDLE =
  /^(?:(?:subagent|agent)?stop|session(?:start|end)|notification|pre-?compact|pre-?compress|config-?change)/i;

/**
 * Reads the JSON that a coding agent hands to its hooks on standard input; `undefined` where it is no
 * object.
 */
export function parseHookEvent(input: string): HookEvent | undefined {
  const event = fieldsOf(parseJson(input));
  if (!event) return undefined;
  const protocol = PROTOCOLS.find(({ speaks }) => speaks(event));
  if (!protocol) return undefined;
  const said = protocol.read(event);
  return {
    cwd: said.cwd,
    texts: IDLE.test(said.event) ? [] : eventTexts(said),
    stop: (reason) => protocol.stop(said.event, reason),
    go: (warning) => {
      const stdout = warning !== undefined && protocol.warn ? protocol.warn(warning) : protocol.go(said.event);
      return { exitCode: 0, ...(stdout && { stdout }), ...(warning !== undefined && { stderr: warning }) };
    },
  };
}

function parseJson(input: string): unknown {
  try {
    // Windows shells put a byte order mark in front of what they hand over.
    return JSON.parse(input.replace(/^\ufeff/, '')) as unknown;
  } catch {
    return undefined;
  }
}
