import type { Fields } from './fields.js';
import { fieldsOf, firstText, parsed, textOf } from './fields.js';

/** What an event says, in no agent's words. */
export interface Said {
  /** The agent's own name of the event. */
  readonly event: string;
  /** Folder that paths are relative to. */
  readonly cwd?: string | undefined;
  readonly prompt?: unknown;
  readonly tool?: { readonly name: string; readonly input: unknown } | undefined;
  /** A file that is about to be read into the conversation, with what is in it. */
  readonly reading?: { readonly path: string; readonly content: unknown } | undefined;
  /** What a tool answered. */
  readonly output?: unknown;
  /** What has no place above. */
  readonly other?: unknown;
}

/** What the process says and ends with. */
export interface Answer {
  readonly stdout?: object;
  readonly stderr?: string;
  readonly exitCode: 0 | 2;
}

/** How an agent talks to its hooks. */
interface HookProtocol {
  readonly speaks: (event: Fields) => boolean;
  readonly read: (event: Fields) => Said;
  /** `reason` goes to the agent and to the person. */
  readonly stop: (event: string, reason: string) => Answer;
  /** The answer that lets it go on; `undefined` where silence says that. */
  readonly go: (event: string) => object | undefined;
  /** The answer that lets it go on and tells the person something. */
  readonly warn?: (message: string) => object;
}

/** The one sign that every agent takes for a stop: status 2, and why on standard error. */
const byStatus: Pick<HookProtocol, 'stop' | 'go'> = {
  stop: (_event, reason) => ({ stderr: reason, exitCode: 2 }),
  go: () => undefined,
};

const saying = (stdout: object): Answer => ({ stdout, exitCode: 0 });

/** The first that speaks an event's language reads and answers it. */
export const PROTOCOLS: readonly HookProtocol[] = [
  {
    // Cline, docs.cline.bot "Hook Reference": {"hookName": "PreToolUse", "preToolUse": {"toolName": …, "parameters": {…}}}
    speaks: (event) => textOf(event['hookName']) !== undefined,
    read: (event) => {
      const tool = fieldsOf(event['preToolUse']) ?? fieldsOf(event['postToolUse']);
      const task = fieldsOf(fieldsOf(event['taskStart'])?.['taskMetadata']);
      return {
        event: textOf(event['hookName']) ?? '',
        cwd: firstText(event['workspaceRoots']),
        prompt: fieldsOf(event['userPromptSubmit']) ?? task?.['initialTask'],
        tool: tool && {
          name: textOf(tool['toolName']) ?? textOf(tool['tool']) ?? '',
          input: tool['parameters'],
        },
        output: fieldsOf(event['postToolUse'])?.['result'],
      };
    },
    stop: (_event, reason) => saying({ cancel: true, errorMessage: reason }),
    go: () => ({ cancel: false }),
  },
  {
    // Windsurf, docs.windsurf.com "Cascade Hooks": {"agent_action_name": "pre_write_code", "tool_info": {…}}; a pre-hook stops by status 2
    ...byStatus,
    speaks: (event) => textOf(event['agent_action_name']) !== undefined,
    read: (event) => {
      const name = textOf(event['agent_action_name']) ?? '';
      const { user_prompt: prompt, response, mcp_result: result, ...input } = fieldsOf(event['tool_info']) ?? {};
      return {
        event: name,
        cwd: textOf(input['cwd']),
        prompt,
        tool: { name, input },
        output: result ?? response,
      };
    },
  },
  {
    // Copilot, docs.github.com "Hooks reference", events in camelCase: no name of the event; {"toolName": "bash", "toolArgs": …}
    speaks: (event) =>
      eventName(event) === undefined && (event['toolName'] !== undefined || typeof event['timestamp'] === 'number'),
    read: (event) => {
      const name = textOf(event['toolName']);
      const output = [event['toolResult'], name === undefined ? undefined : event['error']];
      return {
        event: copilotEvent(event),
        cwd: textOf(event['cwd']),
        prompt: event['prompt'] ?? event['initialPrompt'],
        tool: name === undefined ? undefined : { name, input: parsed(event['toolArgs'] ?? event['toolInput']) },
        output,
      };
    },
    stop: (event, reason) => {
      const stdout = inCopilotsWords(event, reason);
      // What a prompt's hook prints is not read.
      return stdout ? saying(stdout) : byStatus.stop(event, reason);
    },
    go: () => undefined,
  },
  {
    // Cursor, cursor.com/docs/agent/hooks: {"hook_event_name": "beforeShellExecution", "conversation_id": …, "command": …}
    speaks: (event) =>
      /^[a-z]/.test(eventName(event) ?? '') &&
      (/^(?:before|after)[A-Z]/.test(eventName(event) ?? '') ||
        ['cursor_version', 'conversation_id', 'generation_id', 'workspace_roots'].some((key) => key in event)),
    read: (event) => {
      const { command, content, edits, file_path: path, prompt, attachments, task } = event;
      const name = eventName(event) ?? '';
      const isRead = /^before.*Read/.test(name);
      return {
        event: name,
        cwd: textOf(event['cwd']) || firstText(event['workspace_roots']),
        prompt: prompt === undefined ? task : [prompt, attachments],
        tool:
          isRead || name === 'beforeSubmitPrompt'
            ? undefined
            : {
                name: textOf(event['tool_name']) ?? '',
                input: parsed(event['tool_input']) ?? { command, file_path: path, content, edits },
              },
        reading: isRead ? { path: textOf(path) ?? '', content } : undefined,
        output: [event['tool_output'], event['result_json'], event['output'], event['text']],
      };
    },
    stop: (event, reason) => {
      const messages = { user_message: reason, agent_message: reason, userMessage: reason, agentMessage: reason };
      return saying(
        event === 'beforeSubmitPrompt'
          ? { continue: false, ...messages }
          : event.startsWith('post')
            ? { additional_context: reason, ...messages }
            : { permission: 'deny', ...messages },
      );
    },
    go: (event) =>
      event === 'beforeSubmitPrompt' ? { continue: true } : event.startsWith('post') ? {} : { permission: 'allow' },
  },
  {
    // Amazon Q and Kiro: names in camelCase, {"hook_event_name": "preToolUse", "tool_name": "fs_write", "tool_input": {…}}; stopped by status 2
    ...byStatus,
    speaks: (event) => /^[a-z]/.test(eventName(event) ?? ''),
    read: readClaude,
  },
  {
    // Gemini CLI, geminicli.com/docs/hooks/reference: BeforeTool, AfterTool, BeforeAgent, BeforeModel
    speaks: (event) => /^(?:Before|After)[A-Z]/.test(eventName(event) ?? ''),
    read: (event) => ({ ...readClaude(event), other: fieldsOf(event['llm_request'])?.['messages'] }),
    stop: (_event, reason) => saying({ decision: 'deny', reason }),
    go: () => undefined,
    warn: (systemMessage) => ({ systemMessage }),
  },
  {
    // Copilot with events in PascalCase, Kiro from 1.0 on and others: Claude Code's names, not its answers. All take
    // status 2 for a stop; Copilot reads the reason from its own JSON beside that.
    speaks: (event) => /^[A-Z]/.test(textOf(event['hook_event_name']) ?? '') && !('transcript_path' in event),
    read: readClaude,
    stop: (event, reason) => {
      const stdout = inCopilotsWords(event, reason);
      return { ...(stdout && { stdout }), stderr: reason, exitCode: 2 };
    },
    go: () => undefined,
  },
  {
    // Claude Code, code.claude.com/docs/en/hooks; Codex, VS Code (`hookEventName`) and others have taken its form
    speaks: (event) => eventName(event) !== undefined,
    read: readClaude,
    stop: (event, reason) => {
      if (event === 'PreToolUse')
        return specific({ hookEventName: event, permissionDecision: 'deny', permissionDecisionReason: reason });
      if (event === 'PermissionRequest')
        return specific({ hookEventName: event, decision: { behavior: 'deny', message: reason } });
      if (event === 'PostToolUseFailure') return specific({ hookEventName: event, additionalContext: reason });
      return saying({ decision: 'block', reason });
    },
    go: () => undefined,
    warn: (systemMessage) => ({ systemMessage }),
  },
  {
    // Somebody else's: all of it is looked at.
    ...byStatus,
    speaks: () => true,
    read: (event) => ({ event: '', cwd: textOf(event['cwd']), other: event }),
  },
];

/** Form of the agents that name the event `hook_event_name` and hand over `tool_name` and `tool_input`. */
function readClaude(event: Fields): Said {
  const tool = textOf(event['tool_name']);
  return {
    event: eventName(event) ?? '',
    cwd: textOf(event['cwd']),
    prompt: event['prompt'],
    tool: tool === undefined ? undefined : { name: tool, input: parsed(event['tool_input']) },
    output: [event['tool_response'], event['tool_result'], event['error']],
  };
}

/** What happens, told by what an event of Copilot's carries. */
function copilotEvent(event: Fields): string {
  if (event['toolName'] === undefined) return 'UserPromptSubmit';
  if (event['toolResult'] !== undefined) return 'PostToolUse';
  if (event['error'] !== undefined) return 'PostToolUseFailure';
  return event['toolArgs'] === undefined && event['toolInput'] !== undefined ? 'PermissionRequest' : 'PreToolUse';
}

/** `undefined` for events of which it reads no answer. */
function inCopilotsWords(event: string, reason: string): object | undefined {
  if (event === 'PreToolUse') return { permissionDecision: 'deny', permissionDecisionReason: reason };
  if (event === 'PermissionRequest') return { behavior: 'deny', message: reason };
  return event.startsWith('Post') ? { additionalContext: reason } : undefined;
}

function eventName(event: Fields): string | undefined {
  return textOf(event['hook_event_name']) ?? textOf(event['hookEventName']);
}

function specific(hookSpecificOutput: object): Answer {
  return saying({ hookSpecificOutput });
}
