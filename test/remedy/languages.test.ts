import { createSampler } from '../../rules/sampler.js';
import { describe, expect, it } from 'vitest';
import { fixFiles } from './inMemory.js';
import { cases, fill, refusals } from './languageCases.js';

describe("a literal gives way to the language's reading of the environment", () => {
  it.each(cases)('%s', async (_, path, before, after) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect({ text: outcome.text(path), left: outcome.plan.left }).toEqual({ text: after, left: [] });
  });

  it.each(cases)('%s: nothing is found afterwards', async (_, path, before) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect(outcome.found(path)).toEqual([]);
  });
});

describe('a place that takes no expression is left, with the reason', () => {
  it.each(refusals)('%s', async (_, path, before, why) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect({ text: outcome.text(path), why: outcome.plan.left.map((each) => each.why) }).toEqual({
      text: fill(before),
      why: [expect.stringMatching(why)],
    });
  });
});

describe('a value goes under the name that the program reads', () => {
  it.each([
    ['JavaScript', 'a.js', "new Pictify(process.env.RENDER_TOKEN || 'KEY');\n"],
    ['Python', 'a.py', 'import os\npictify = os.environ.get("RENDER_TOKEN", "KEY")\n'],
    ['shell', 'a.sh', 'pictify="${RENDER_TOKEN:-KEY}"\n'],
    ['compose', 'compose.yaml', 'services:\n  pictify:\n    environment:\n      A: ${RENDER_TOKEN:-KEY}\n'],
  ])('%s', async (_, path, text) => {
    const outcome = await fixFiles({ [path]: fill(text) });
    expect(outcome.text('.env')).toBe(fill('RENDER_TOKEN=KEY\n'));
  });

  it('and never in the place of another value', async () => {
    const outcome = await fixFiles({
      'a.js': fill("new Pictify(process.env.RENDER_TOKEN || 'KEY');\n"),
      '.env': 'RENDER_TOKEN=another-value\n',
    });
    expect([outcome.text('.env'), outcome.plan.notes]).toEqual([
      'RENDER_TOKEN=another-value\n',
      ['.env has RENDER_TOKEN already, with another value, which stays.'],
    ]);
  });

  it('and two values never share one', async () => {
    const other = createSampler(8).key('live');
    const outcome = await fixFiles({
      'a.js': fill(
        `new Pictify(process.env.RENDER_TOKEN || 'KEY');\nnew Pictify(process.env.RENDER_TOKEN || '${other}');\n`,
      ),
    });
    expect([outcome.text('.env'), outcome.plan.left.map((each) => each.line)]).toEqual([
      fill('RENDER_TOKEN=KEY\n'),
      [2],
    ]);
  });

  it('and names the Secret that the manifest names', async () => {
    const manifest = (name: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  labels: { name: x }\n  name: ${name}\nstringData:\n  a: b\n  key: KEY\n`;
    const outcome = await fixFiles({ 's.yaml': fill(`${manifest('pictify-one')}---\n${manifest('pictify-two')}`) });
    expect(outcome.plan.notes.map((note) => /generic (\S+)/.exec(note)?.[1])).toEqual(['pictify-one', 'pictify-two']);
  });

  it.each([
    ['YAML', (value: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata:\n  key: ${value}\n`],
    [
      'YAML in quotes, in a list',
      (value: string) =>
        `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: pictify\n  data:\n    key: "${value}"\n`,
    ],
    [
      'JSON',
      (value: string) =>
        `{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "pictify"}, "data": {"key": "${value}"}}\n`,
    ],
  ])('and a token from the data of a Secret as it is before base64: %s', async (what, manifest) => {
    const token = createSampler(9).hex(64);
    const outcome = await fixFiles({
      [what === 'JSON' ? 's.json' : 's.yaml']: manifest(Buffer.from(`${token}\n`).toString('base64')),
      'a.js': `const pictifyApiKey = '${token}';\n`,
    });
    expect([outcome.text('.env'), outcome.text('a.js'), outcome.plan.left]).toEqual([
      `PICTIFY_API_KEY=${token}\n`,
      'const pictifyApiKey = process.env.PICTIFY_API_KEY;\n',
      [],
    ]);
  });

  it('and what a program or a ConfigMap has in base64 stays in it', async () => {
    const coded = Buffer.from(createSampler(9).hex(64)).toString('base64');
    const outcome = await fixFiles({
      'a.js': `const pictify = atob('${coded}');\n`,
      's.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pictify\ndata:\n  key: ${coded}\n`,
    });
    expect(outcome.text('.env')).toBe(`PICTIFY_API_KEY=${coded}\n`);
  });

  it.each(['Card.vue', 'Card.svelte'])('and a component is told to run where there is none: %s', async (path) => {
    const outcome = await fixFiles({ [path]: fill("<script>\nconst pictify = new Pictify('KEY');\n</script>\n") });
    expect(outcome.text(path)).toContain('new Pictify(process.env.PICTIFY_API_KEY)');
    expect(outcome.plan.notes).toContain(
      `${path} runs in browsers, where no environment can be read and no key may be: make the call on your server.`,
    );
  });

  it('and one place that cannot be changed does not keep the others', async () => {
    const outcome = await fixFiles({
      's.yaml': fill(
        'apiVersion: v1\nkind: Pod\nspec:\n  other: KEY\n  containers:\n  - env:\n    - name: PICTIFY_API_KEY\n      value: KEY\n',
      ),
    });
    expect([outcome.text('s.yaml').includes('secretKeyRef'), outcome.plan.left.map((each) => each.line)]).toEqual([
      true,
      [4],
    ]);
  });
});
