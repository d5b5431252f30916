import type { HookEvent } from './hookEvent.js';

/** The answer that lets the agent go on; `undefined` where silence says that. */
export function allow({ dialect, name }: HookEvent): object | undefined {
  if (dialect === 'claude') return undefined;
  return name === 'beforeSubmitPrompt' ? { continue: true } : { permission: 'allow' };
}

/** The answer that stops it, in the agent's own form; `reason` goes to the agent and the user. */
export function deny({ dialect, name }: HookEvent, reason: string): object {
  if (dialect === 'cursor') {
    const messages = { user_message: reason, agent_message: reason, userMessage: reason, agentMessage: reason };
    return name === 'beforeSubmitPrompt' ? { continue: false, ...messages } : { permission: 'deny', ...messages };
  }
  if (name === 'PreToolUse') {
    return {
      hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: reason },
    };
  }
  return { decision: 'block', reason };
}
