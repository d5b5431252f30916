import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { createSampler } from '../../rules/sampler.js';
import { Client } from './client.js';
import { Repository } from './repository.js';

const sampler = createSampler(44);
/** A buffer in which every line holds another key. */
const keys = (lines: number): string =>
  Array.from({ length: lines }, () => `new Pictify({ apiKey: '${sampler.key('live', 32)}' });\n`).join('');

let repository: Repository;
let client: Client;

beforeAll(async () => {
  repository = new Repository();
  client = await Client.start(repository.root, { textDocument: { codeAction: { disabledSupport: true } } });
});
afterAll(async () => {
  await client.stop();
  repository.remove();
});

async function open(path: string, lines: number): Promise<{ uri: string; found: readonly Diagnostic[] }> {
  const text = keys(lines);
  const uri = repository.write(path, text);
  await client.open(uri, text);
  return { uri, found: await client.looked(uri) };
}

const fixesIn = (actions: readonly CodeAction[]): CodeAction[] =>
  actions.filter(({ title, disabled }) => !disabled && /^(?:Move|Read) it/.test(title));
const refusalsIn = (actions: readonly CodeAction[]): string[] =>
  actions.flatMap(({ disabled }) => (disabled ? [disabled.reason] : []));

describe('a buffer of very many keys', () => {
  let uri: string;
  let found: readonly Diagnostic[];
  beforeAll(async () => {
    ({ uri, found } = await open('many.js', 2600));
  }, 120_000);

  it('has its first two thousand told, and a word that there are more', () => {
    const [more, ...rest] = found;
    expect(more?.message).toBe(
      'There are more than the 2000 findings that are shown here. All of them: npx pictify-scan scan many.js',
    );
    expect(rest.map(({ range }) => range.start.line)).toEqual(Array.from({ length: 2000 }, (_, line) => line));
  });

  it('has what is found in it explained', async () => {
    expect(await client.hover(uri, 1500, 30)).toContain('pictify/live-key');
  }, 120_000);

  it('is to be mended by the command line, and told so', async () => {
    const [, first] = found;
    if (!first) throw new Error('nothing was found');
    const actions = await client.actions(uri, first);
    expect(fixesIn(actions)).toEqual([]);
    expect(refusalsIn(actions)).toEqual([
      'There are too many findings for the editor to work this out. Run: pictify-scan fix',
    ]);
    expect(actions.map(({ title }) => title)).toContain('Ignore pictify/live-key here, with a reason');
  }, 120_000);
});

describe('a question about many lines', () => {
  it.each([
    [300, 3],
    [30, 10],
  ])(
    'of %d keys is answered with %d fixes, and what can be done besides for each',
    async (lines, fixes) => {
      const { uri, found } = await open(`lines-${lines}.js`, lines);
      const range = { start: { line: 0, character: 0 }, end: { line: 14, character: 0 } };
      const actions = await client.actionsAt(uri, range, { diagnostics: [] });
      expect(found).toHaveLength(lines);
      expect(new Set(fixesIn(actions).flatMap(({ diagnostics = [] }) => diagnostics[0]?.range.start.line)).size).toBe(
        fixes,
      );
      expect(actions.filter(({ title }) => title.startsWith('Ignore '))).toHaveLength(14);
    },
    120_000,
  );
});
