import { Problem } from '../model/errors.js';

/** What an agent is about to do, or did: the texts in it, and how it wants to be answered. */
export interface HookEvent {
  readonly name: string;
  /** `claude`: PascalCase events, decision objects. `cursor`: camelCase events, permission objects. */
  readonly dialect: 'claude' | 'cursor';
  /** Folder that paths are relative to. */
  readonly cwd: string | undefined;
  readonly texts: readonly EventText[];
}

export interface EventText {
  /** File that the text goes to, or a word for it: `prompt`, `command`, `tool output`. */
  readonly path: string;
  readonly text: string;
  readonly isFile: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Keys whose texts go away, or say where something is: not what is written or sent. */
const NOT_CONTENT = new Set([
  'old_string',
  'oldString',
  'old_str',
  'file_path',
  'path',
  'transcript_path',
  'cwd',
  'session_id',
  'tool_use_id',
  'description',
  'hook_event_name',
  'tool_name',
  'permission_mode',
  'workspace_roots',
  'conversation_id',
  'generation_id',
]);

/**
 * Reads the JSON that coding agents hand to their hooks on standard input (Claude Code's hooks
 * reference; Cursor's `hooks.json`; other agents follow one of the two).
 *
 * @throws Problem `usage` where it is no such JSON
 */
export function parseHookEvent(input: string): HookEvent {
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch (error) {
    throw new Problem(
      'usage',
      'agent-hook wants the JSON of a hook event on standard input.',
      'Configure it as a hook of your coding agent: docs/agents.md shows how.',
      { cause: error },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem(
      'usage',
      'agent-hook was handed JSON that is no hook event.',
      'Configure it as a hook of your coding agent: docs/agents.md shows how.',
    );
  }
  const event = value as Fields;
  const name = text(event['hook_event_name']) ?? '';
  const tool = fields(event['tool_input']);
  const file =
    text(tool?.['file_path']) ?? text(tool?.['path']) ?? text(event['file_path']) ?? text(tool?.['notebook_path']);
  const texts: EventText[] = [];
  const add = (path: string, from: unknown, isFile = false): void => {
    const joined = [...strings(from)].join('\n');
    if (joined !== '') texts.push({ path, text: joined, isFile });
  };
  add('prompt', event['prompt']);
  add('command', event['command']);
  add('command', tool?.['command']);
  const { command: _command, ...rest } = tool ?? {};
  add(file ?? 'tool input', rest, file !== undefined);
  add(file ?? 'edit', event['edits'], file !== undefined);
  add(file ?? 'content', event['content'], file !== undefined);
  add('tool output', event['tool_response'] ?? event['result_json'] ?? event['output']);
  return {
    name,
    dialect: /^[a-z]/.test(name) ? 'cursor' : 'claude',
    cwd: text(event['cwd']) ?? text(firstOf(event['workspace_roots'])),
    texts,
  };
}

/** Every text in a value, but those that are taken away or are places. */
function* strings(value: unknown, depth = 0): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value) && depth < 20) for (const item of value) yield* strings(item, depth + 1);
  else if (typeof value === 'object' && value !== null && depth < 20) {
    for (const [key, item] of Object.entries(value)) if (!NOT_CONTENT.has(key)) yield* strings(item, depth + 1);
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
