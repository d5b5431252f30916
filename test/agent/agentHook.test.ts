import { spawnSync } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';

const key = createSampler(5).key('live');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-agent-'));
  execFileSync('git', ['init', '-q', folder]);
  writeFileSync(join(folder, '.gitignore'), '.env\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ask(input: unknown): {
  code: number | null;
  stdout: string;
  stderr: string;
  answer: Record<string, unknown> | undefined;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/bin.cjs'), 'agent-hook'], {
    cwd: folder,
    input: typeof input === 'string' ? input : JSON.stringify(input),
    encoding: 'utf8',
  });
  return {
    code: status,
    stdout,
    stderr,
    answer: stdout === '' ? undefined : (JSON.parse(stdout) as Record<string, unknown>),
  };
}

const claude = (name: string, fields: object): object => ({
  hook_event_name: name,
  transcript_path: '/transcript.jsonl',
  cwd: folder,
  ...fields,
});

describe('an event that carries a key is stopped, in the form that the agent reads', () => {
  it.each([
    [
      'a file that is written',
      claude('PreToolUse', {
        tool_name: 'Write',
        tool_input: { file_path: 'src/a.ts', content: `new Pictify({ apiKey: '${key}' })` },
      }),
    ],
    [
      'an edit that brings a key',
      claude('PreToolUse', {
        tool_name: 'Edit',
        tool_input: { file_path: 'a.py', old_string: 'x', new_string: `client = Pictify("${key}")` },
      }),
    ],
    [
      'a shell command',
      claude('PreToolUse', {
        tool_name: 'Bash',
        tool_input: { command: `curl -H "Authorization: Bearer ${key}" https://api.pictify.io/image` },
      }),
    ],
    [
      'an MCP config',
      claude('PreToolUse', {
        tool_name: 'Write',
        tool_input: {
          file_path: '.mcp.json',
          content: `{"mcpServers":{"pictify":{"env":{"PICTIFY_API_KEY":"${key}"}}}}`,
        },
      }),
    ],
  ])('%s', (_name, event) => {
    const { code, answer } = ask(event);
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: { hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny' } },
    });
  });

  it('a prompt', () =>
    expect(ask(claude('UserPromptSubmit', { prompt: `my key is ${key}` })).answer).toMatchObject({
      decision: 'block',
    }));
  it('the output of a tool', () =>
    expect(
      ask(claude('PostToolUse', { tool_name: 'Read', tool_response: { file: { content: `PICTIFY_API_KEY=${key}` } } }))
        .answer,
    ).toMatchObject({ decision: 'block' }));
  it("Cursor's shell command", () =>
    expect(
      ask({
        hook_event_name: 'beforeShellExecution',
        workspace_roots: [folder],
        command: `export PICTIFY_API_KEY=${key}`,
      }).answer,
    ).toMatchObject({ permission: 'deny' }));
  it("Cursor's prompt", () =>
    expect(ask({ hook_event_name: 'beforeSubmitPrompt', workspace_roots: [folder], prompt: key }).answer).toMatchObject(
      { continue: false },
    ));
});

describe('an event without a key goes on', () => {
  it.each([
    ['a plain command', claude('PreToolUse', { tool_name: 'Bash', tool_input: { command: 'npm test' } })],
    [
      'an edit that takes a key away',
      claude('PreToolUse', {
        tool_name: 'Edit',
        tool_input: { file_path: 'a.js', old_string: key, new_string: 'process.env.PICTIFY_API_KEY' },
      }),
    ],
    [
      'a key that is written to an ignored .env',
      claude('PreToolUse', {
        tool_name: 'Write',
        tool_input: { file_path: '.env', content: `PICTIFY_API_KEY=${key}` },
      }),
    ],
    [
      'a placeholder',
      claude('PreToolUse', {
        tool_name: 'Write',
        tool_input: { file_path: 'README.md', content: 'PICTIFY_API_KEY=pk_live_your_api_key' },
      }),
    ],
  ])('%s', (_name, event) => expect(ask(event)).toMatchObject({ code: 0, stdout: '' }));

  it('says so to Cursor', () =>
    expect(ask({ hook_event_name: 'beforeShellExecution', command: 'ls' }).answer).toEqual({ permission: 'allow' }));
});

it('never repeats the key', () => {
  const { stdout, stderr } = ask(claude('UserPromptSubmit', { prompt: `${key} ${key}` }));
  expect(stdout + stderr).not.toContain(key);
});

describe('a .env is no place for a key', () => {
  const keyFor = (path: string): object =>
    claude('PreToolUse', { tool_name: 'Write', tool_input: { file_path: path, content: `PICTIFY_API_KEY=${key}` } });
  const place = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
  };
  const places: readonly (readonly [why: string, name: string, prepare: (path: string) => void])[] = [
    [
      'where git tracks it',
      'tracked',
      (path) => {
        writeFileSync(join(path, '.env'), 'PORT=1\n');
        execFileSync('git', ['-C', folder, 'add', '-f', 'tracked/.env']);
      },
    ],
    [
      "where its folder's own ignore file lets it in",
      'nested',
      (path) => writeFileSync(join(path, '.gitignore'), '!.env\n'),
    ],
    [
      'where the ignore file is a symbolic link, which git does not follow',
      'linked',
      (path) => {
        execFileSync('git', ['init', '-q', path]);
        writeFileSync(join(path, 'entries'), '.env\n');
        symlinkSync('entries', join(path, '.gitignore'));
      },
    ],
  ];
  it.each(places)('%s', (_why, name, prepare) => {
    const path = place(name);
    prepare(path);
    const event = { ...keyFor(join(path, '.env')), ...(name === 'linked' && { cwd: path }) };
    expect(ask(event).answer).toMatchObject({ hookSpecificOutput: { permissionDecision: 'deny' } });
  });
});
