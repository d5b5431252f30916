import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';

const key = createSampler(9).key('live');
const hex = createSampler(10).hex(64);
const bin = resolve('dist/bin.cjs');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-protocols-'));
  execFileSync('git', ['init', '-q', folder]);
  mkdirSync(join(folder, 'packages/api'), { recursive: true });
  writeFileSync(join(folder, 'packages/api/.gitignore'), '.env\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answered {
  readonly code: number | null;
  readonly answer: unknown;
  readonly stderr: string;
}

function ask(event: unknown, cwd = folder): Answered {
  const input = typeof event === 'string' || Buffer.isBuffer(event) ? event : JSON.stringify(event);
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'agent-hook'], { cwd, input });
  const text = stdout.toString('utf8');
  return { code: status, answer: text === '' ? undefined : JSON.parse(text), stderr: stderr.toString('utf8') };
}

const code = `new Pictify({ apiKey: '${key}' })`;
const reason = expect.stringMatching(/^pictify-scan: /);
const byStatus = { code: 2, answer: undefined, stderr: reason };
const claude = (name: string, more: object): object => ({
  session_id: 's',
  transcript_path: '/transcript.jsonl',
  hook_event_name: name,
  cwd: folder,
  ...more,
});
const cursor = (name: string, more: object): object => ({
  conversation_id: 'c',
  generation_id: 'g',
  hook_event_name: name,
  cursor_version: '2.0',
  workspace_roots: [folder],
  ...more,
});
const cline = (name: string, more: object): object => ({
  clineVersion: '3.36',
  hookName: name,
  taskId: 't',
  workspaceRoots: [folder],
  ...more,
});
const windsurf = (name: string, info: object): object => ({
  agent_action_name: name,
  trajectory_id: 't',
  tool_info: info,
});
/** Those that took Claude Code's names: Copilot with events in PascalCase, Kiro from 1.0 on. */
const alike = (name: string, more: object): object => ({
  session_id: 's',
  hook_event_name: name,
  cwd: folder,
  ...more,
});
const copilot = (more: object): object => ({ timestamp: 1704614600000, cwd: folder, ...more });
const denied = {
  code: 0,
  answer: {
    hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: reason },
  },
};
const blocked = { code: 0, answer: { decision: 'block', reason } };
const patch = (path: string, ...lines: string[]): string =>
  ['*** Begin Patch', `*** Update File: ${path}`, '@@', ...lines, '*** End Patch'].join('\n');

describe("an event that carries a key is stopped in its agent's own way", () => {
  it.each<[string, object, object]>([
    [
      'Claude Code: a notebook',
      claude('PreToolUse', { tool_name: 'NotebookEdit', tool_input: { notebook_path: 'a.ipynb', new_source: code } }),
      denied,
    ],
    [
      'Claude Code: an issue that a server is asked to open',
      claude('PreToolUse', { tool_name: 'mcp__linear__create_issue', tool_input: { title: 'x', description: code } }),
      denied,
    ],
    [
      'Claude Code: an address that a server is asked for',
      claude('PreToolUse', { tool_name: 'mcp__http__get', tool_input: { path: `/image?token=${key}` } }),
      denied,
    ],
    [
      'Claude Code: a key of 64 digits, known by its name alone',
      claude('PreToolUse', { tool_name: 'mcp__env__set', tool_input: { PICTIFY_API_KEY: hex } }),
      denied,
    ],
    [
      'Claude Code: a name that is the key',
      claude('PreToolUse', { tool_name: 'mcp__kv__set', tool_input: { values: { [key]: 1 } } }),
      denied,
    ],
    [
      'Claude Code: deep inside',
      claude('PreToolUse', {
        tool_name: 'mcp__x__y',
        tool_input: JSON.parse(`${'['.repeat(200)}${JSON.stringify(code)}${']'.repeat(200)}`) as unknown,
      }),
      denied,
    ],
    [
      'Claude Code: a permission',
      claude('PermissionRequest', { tool_name: 'Bash', tool_input: { command: `echo ${code}` } }),
      {
        code: 0,
        answer: {
          hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'deny', message: reason } },
        },
      },
    ],
    [
      'Claude Code: what a failed tool said',
      claude('PostToolUseFailure', { tool_name: 'Bash', tool_input: { command: 'x' }, error: code }),
      { code: 0, answer: { hookSpecificOutput: { hookEventName: 'PostToolUseFailure', additionalContext: reason } } },
    ],
    [
      'Claude Code: what a read gave',
      claude('PostToolUse', {
        tool_name: 'Read',
        tool_input: { file_path: join(folder, '.env'), limit: 10 },
        tool_response: { file: { content: `PICTIFY_API_KEY=${key}` } },
      }),
      blocked,
    ],
    [
      'Claude Code: what a search gave',
      claude('PostToolUse', {
        tool_name: 'Grep',
        tool_input: { pattern: 'PICTIFY', path: '.', output_mode: 'content' },
        tool_response: { content: `.env:1:PICTIFY_API_KEY=${key}` },
      }),
      blocked,
    ],
    [
      'Codex: a patch',
      claude('PreToolUse', {
        turn_id: '1',
        model: 'm',
        tool_name: 'apply_patch',
        tool_input: { command: patch('src/a.ts', `+${code}`) },
      }),
      denied,
    ],
    ['Codex: a prompt', claude('UserPromptSubmit', { turn_id: '1', model: 'm', prompt: code }), blocked],
    [
      'VS Code: a file',
      {
        timestamp: '2026-02-09T10:30:00.000Z',
        cwd: folder,
        sessionId: 's',
        hookEventName: 'PreToolUse',
        tool_name: 'create_file',
        tool_input: { filePath: join(folder, 'src/a.ts'), content: code },
      },
      denied,
    ],
    [
      'VS Code: several replacements',
      {
        cwd: folder,
        hookEventName: 'PreToolUse',
        tool_name: 'multi_replace_string_in_file',
        tool_input: { replacements: [{ filePath: join(folder, 'a.ts'), oldString: 'x', newString: code }] },
      },
      denied,
    ],
    [
      'Gemini CLI: a file',
      claude('BeforeTool', { tool_name: 'write_file', tool_input: { file_path: 'a.js', content: code } }),
      { code: 0, answer: { decision: 'deny', reason } },
    ],
    [
      'Gemini CLI: a prompt',
      claude('BeforeAgent', { prompt: code }),
      { code: 0, answer: { decision: 'deny', reason } },
    ],
    [
      'Gemini CLI: a result',
      claude('AfterTool', {
        tool_name: 'read_file',
        tool_input: { file_path: 'a' },
        tool_response: { llmContent: code },
      }),
      { code: 0, answer: { decision: 'deny', reason } },
    ],
    [
      'Gemini CLI: a request to the model',
      claude('BeforeModel', { llm_request: { model: 'm', messages: [{ role: 'user', content: code }] } }),
      { code: 0, answer: { decision: 'deny', reason } },
    ],
    [
      'Cursor: a tool',
      cursor('preToolUse', { tool_name: 'Write', tool_input: { file_path: 'a.ts', content: code } }),
      { code: 0, answer: { permission: 'deny', user_message: reason, agent_message: reason } },
    ],
    [
      'Cursor: a server, arguments as JSON text',
      cursor('beforeMCPExecution', {
        tool_name: 'create',
        tool_input: JSON.stringify({ body: code }),
        command: 'npx server',
      }),
      { code: 0, answer: { permission: 'deny' } },
    ],
    [
      'Cursor: an ignored file that is read',
      cursor('beforeReadFile', { file_path: join(folder, 'packages/api/.env'), content: `PICTIFY_API_KEY=${key}\n` }),
      { code: 0, answer: { permission: 'deny' } },
    ],
    [
      'Cursor: a prompt',
      cursor('beforeSubmitPrompt', { prompt: code, attachments: [] }),
      { code: 0, answer: { continue: false, user_message: reason } },
    ],
    [
      'Copilot: a command, arguments as JSON text',
      copilot({ toolName: 'bash', toolArgs: JSON.stringify({ command: `echo '${code}'`, description: 'x' }) }),
      { code: 0, answer: { permissionDecision: 'deny', permissionDecisionReason: reason } },
    ],
    [
      'Copilot: a file',
      copilot({ toolName: 'create', toolArgs: { path: 'a.ts', file_text: code } }),
      { code: 0, answer: { permissionDecision: 'deny' } },
    ],
    ['Copilot: a prompt', copilot({ prompt: code }), byStatus],
    [
      'Copilot: a permission',
      copilot({ toolName: 'bash', toolInput: { command: `echo '${code}'` } }),
      { code: 0, answer: { behavior: 'deny', message: reason } },
    ],
    [
      'Copilot: what a tool gave back',
      copilot({ toolName: 'view', toolArgs: {}, toolResult: { resultType: 'success', textResultForLlm: code } }),
      { code: 0, answer: { additionalContext: reason } },
    ],
    [
      'Copilot: a failure',
      copilot({ toolName: 'bash', toolArgs: { command: 'x' }, error: code }),
      { code: 0, answer: { additionalContext: reason } },
    ],
    [
      'Copilot, events in PascalCase: a command',
      alike('PreToolUse', { timestamp: '2026-11-29T00:00:00Z', tool_name: 'Bash', tool_input: { command: code } }),
      { code: 2, stderr: reason, answer: { permissionDecision: 'deny', permissionDecisionReason: reason } },
    ],
    [
      'Copilot, events in PascalCase: a permission',
      alike('PermissionRequest', { tool_name: 'Bash', tool_input: { command: code } }),
      { code: 2, stderr: reason, answer: { behavior: 'deny', message: reason } },
    ],
    [
      'Copilot, events in PascalCase: what a tool gave back',
      alike('PostToolUse', {
        tool_name: 'Read',
        tool_input: {},
        tool_result: { result_type: 'success', text_result_for_llm: code },
      }),
      { code: 2, stderr: reason, answer: { additionalContext: reason } },
    ],
    [
      'Kiro from 1.0 on: a file',
      alike('PreToolUse', { tool_name: 'fs_write', tool_input: { path: 'a.ts', text: code } }),
      { code: 2, stderr: reason },
    ],
    ['Kiro from 1.0 on: a prompt', alike('UserPromptSubmit', { prompt: code }), byStatus],
    [
      'Cline: a file',
      cline('PreToolUse', { preToolUse: { toolName: 'write_to_file', parameters: { path: 'a.ts', content: code } } }),
      { code: 0, answer: { cancel: true, errorMessage: reason } },
    ],
    [
      'Cline: a first prompt',
      cline('TaskStart', { taskStart: { taskMetadata: { taskId: 't', initialTask: code } } }),
      { code: 0, answer: { cancel: true } },
    ],
    [
      'Cline: a prompt',
      cline('UserPromptSubmit', { userPromptSubmit: { prompt: code, attachments: [] } }),
      { code: 0, answer: { cancel: true } },
    ],
    [
      'Windsurf: a file',
      windsurf('pre_write_code', { file_path: join(folder, 'a.ts'), edits: [{ old_string: '', new_string: code }] }),
      byStatus,
    ],
    ['Windsurf: a command', windsurf('pre_run_command', { command_line: `echo '${code}'`, cwd: folder }), byStatus],
    ['Windsurf: a prompt', windsurf('pre_user_prompt', { user_prompt: code }), byStatus],
    [
      'Windsurf: a server',
      windsurf('pre_mcp_tool_use', { mcp_server_name: 's', mcp_tool_name: 't', mcp_tool_arguments: { body: code } }),
      byStatus,
    ],
    [
      'Amazon Q and Kiro: a file',
      {
        hook_event_name: 'preToolUse',
        cwd: folder,
        tool_name: 'fs_write',
        tool_input: { command: 'create', path: 'a.ts', file_text: code },
      },
      byStatus,
    ],
    ['another agent', { kind: 'write', payload: { file: 'a.ts', body: code } }, byStatus],
  ])('%s', (_name, event, answer) => expect(ask(event)).toMatchObject(answer));
});

describe("an event without a new key goes on in its agent's own way", () => {
  const silent = { code: 0, answer: undefined, stderr: '' };
  it.each<[string, object, object]>([
    [
      'Codex: a patch that takes a key away',
      claude('PreToolUse', {
        tool_name: 'apply_patch',
        tool_input: { command: patch('a.ts', `-${code}`, '+new Pictify({ apiKey: process.env.PICTIFY_API_KEY })') },
      }),
      silent,
    ],
    [
      'Claude Code: an edit beside a key that is there',
      claude('PreToolUse', {
        tool_name: 'Edit',
        tool_input: { file_path: 'a.ts', old_string: `const a = ${code};`, new_string: `const pictify = ${code};` },
      }),
      silent,
    ],
    [
      'Claude Code: the result of an edit that took a key away',
      claude('PostToolUse', {
        tool_name: 'Edit',
        tool_input: { file_path: 'a.ts', old_string: code, new_string: 'x' },
        tool_response: { filePath: 'a.ts', oldString: code, originalFile: code },
      }),
      silent,
    ],
    [
      "Claude Code: a key into a package's ignored .env, from the package",
      claude('PreToolUse', {
        cwd: join(folder, 'packages/api'),
        tool_name: 'Write',
        tool_input: { file_path: '.env', content: `PICTIFY_API_KEY=${key}` },
      }),
      silent,
    ],
    ['Claude Code: an end', claude('Stop', { stop_hook_active: false, last_assistant_message: code }), silent],
    [
      'Cline: an edit that takes a key away',
      cline('PreToolUse', {
        preToolUse: {
          toolName: 'replace_in_file',
          parameters: { path: 'a.ts', diff: `------- SEARCH\n${code}\n=======\nx\n+++++++ REPLACE` },
        },
      }),
      { code: 0, answer: { cancel: false } },
    ],
    ['Copilot: a command', copilot({ toolName: 'bash', toolArgs: '{"command":"ls"}' }), silent],
    [
      'Kiro from 1.0 on: a command',
      alike('PreToolUse', { tool_name: 'execute_bash', tool_input: { command: 'ls' } }),
      silent,
    ],
    [
      'Cursor: a tool',
      cursor('preToolUse', { tool_name: 'Shell', tool_input: { command: 'ls' } }),
      { code: 0, answer: { permission: 'allow' } },
    ],
    ['Windsurf: a command', windsurf('pre_run_command', { command_line: 'ls', cwd: folder }), silent],
    [
      'Gemini CLI: a command',
      claude('BeforeTool', { tool_name: 'run_shell_command', tool_input: { command: 'ls' } }),
      silent,
    ],
    ['another agent', { kind: 'write', body: 'nothing' }, silent],
  ])('%s', (_name, event, answer) => expect(ask(event)).toMatchObject(answer));

  it('after a byte order mark', () =>
    expect(
      ask(`\ufeff${JSON.stringify(claude('PreToolUse', { tool_name: 'Bash', tool_input: { command: 'ls' } }))}`),
    ).toMatchObject(silent));
});

describe('what is no event', () => {
  it.each([
    ['no JSON', 'hello'],
    ['a list', '[1]'],
    ['nothing', ''],
    ['half of an event', '{"hook_event_name":"PreToolUse","tool_input":{'],
  ])('%s: is said, and stops no agent', (_name, input) =>
    expect(ask(input)).toMatchObject({
      code: 1,
      answer: undefined,
      stderr: expect.stringMatching(/^pictify-scan: agent-hook .*\n {2}\S/),
    }),
  );
  it('with a key in it is stopped all the same', () =>
    expect(ask(`{"hook_event_name":"PreToolUse","tool_input":{"content":"PICTIFY_API_KEY=${key}`)).toMatchObject(
      byStatus,
    ));
});

it('a key in 20 MB is stopped', () =>
  expect(
    ask(
      claude('PreToolUse', {
        tool_name: 'Write',
        tool_input: { file_path: 'a.ts', content: `${'const a = 1;\n'.repeat(1_600_000)}${code}` },
      }),
    ),
  ).toMatchObject(denied));

it('an event that comes piece by piece is waited for', async () => {
  const child = spawn(process.execPath, [bin, 'agent-hook'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString('utf8')));
  const event = JSON.stringify(claude('UserPromptSubmit', { prompt: code }));
  child.stdin.write(event.slice(0, 20));
  await new Promise((done) => setTimeout(done, 300));
  child.stdin.end(event.slice(20));
  await new Promise((done) => child.on('close', done));
  expect(JSON.parse(stdout)).toMatchObject({ decision: 'block' });
});

describe('the config', () => {
  const withConfig = (text: string): string => {
    const root = mkdtempSync(join(folder, 'config-'));
    execFileSync('git', ['init', '-q', root]);
    writeFileSync(join(root, 'pictify-scan.config.json'), text);
    return root;
  };
  const write = (cwd: string, content: string): object =>
    claude('PreToolUse', { cwd, tool_name: 'Write', tool_input: { file_path: 'a.ts', content } });

  it('broken, stops no agent, which may be about to mend it, and is told', () => {
    const root = withConfig('{"preset": ');
    expect(ask(write(root, 'see https://user:${PASSWORD}@example.com/ for the pictify sk_test_ thing'))).toMatchObject({
      code: 0,
    });
    expect(ask(write(root, `connect('postgres://app:hunter2hunter2@db.internal/x'); // pictify`))).toMatchObject({
      code: 0,
    });
  });
  it('broken, stops a key', () => expect(ask(write(withConfig('{"preset": '), code))).toMatchObject(denied));
  it('with a rule of its own, stops what that finds', () => {
    const root = withConfig(
      JSON.stringify({
        customRules: [{ id: 'acme/key', title: 'Acme key', keywords: ['acme_'], pattern: '(?<secret>acme_[0-9]{12})' }],
      }),
    );
    expect(ask(write(root, `const a = 'acme_${'402913857264'}';`))).toMatchObject(denied);
  });
});

it("a file's name brings no escape sequence into the answer", () => {
  const { answer } = ask(
    claude('PreToolUse', { tool_name: 'Write', tool_input: { file_path: 'a\u001b[2J\u202e.ts', content: code } }),
  );
  expect(JSON.stringify(answer)).not.toMatch(/\\u001b|\u202e/);
});
