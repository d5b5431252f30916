import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { parse as parseJsoncText, type ParseError } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { dotenvEntries } from '../../src/remedy/dotenvFile.js';
import { fixFiles } from './inMemory.js';

const key = createSampler(11).key('live');
const hasTool = (tool: string): boolean => {
  const found = !spawnSync(tool, ['--version'], { stdio: 'ignore' }).error;
  if (!found) console.log(`skipped: there is no ${tool} on this machine`);
  return found;
};

/** Comments and trailing commas are allowed, errors are not. */
function parseJsonc(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJsoncText(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return value;
}

/** Programs that print what they would send; `KEY` stands for the key. */
const programs: readonly (readonly [tool: string, path: string, run: readonly string[], source: string])[] = [
  [
    'node',
    'a.mjs',
    ['node', 'a.mjs'],
    "const pictify = 'KEY';\nconst url = `https://api.pictify.io/image?token=KEY`;\nconsole.log(pictify, url, 'Bearer ' + 'KEY'.length, { a: 'Bearer KEY' }.a);\n",
  ],
  [
    'python3',
    'a.py',
    ['python3', 'a.py'],
    '"""Prints.\n"""\nimport sys\n\npictify = {"key": "KEY", "h": f"Bearer KEY", "b": b"KEY"}\nprint(pictify["key"], pictify["h"], pictify["b"], file=sys.stdout)\n',
  ],
  ['ruby', 'a.rb', ['ruby', 'a.rb'], "pictify = 'KEY'\nputs pictify, \"Bearer KEY\", 'Bearer KEY!'\n"],
  [
    'php',
    'a.php',
    ['php', 'a.php'],
    "<?php\nconst PICTIFY = 'KEY';\n$h = \"Bearer KEY\";\necho PICTIFY, $h, strlen('KEY'); // pictify\n",
  ],
  [
    'bash',
    'a.sh',
    ['bash', 'a.sh'],
    'pictify=KEY\nprintf \'%s\\n\' "$pictify" \'Bearer KEY\' "Bearer KEY" # api.pictify.io\n',
  ],
  [
    'go',
    'a.go',
    ['go', 'run', 'a.go'],
    'package main\n\nimport "fmt"\n\nconst (\n\tn          = 1\n\tpictifyKey = "KEY"\n)\n\nfunc main() {\n\tfmt.Println(pictifyKey, "Bearer KEY", `raw KEY`, n)\n}\n',
  ],
  [
    'javac',
    'A.java',
    ['java', 'A.java'],
    'class A {\n  static final String PICTIFY_API_KEY = "KEY";\n  public static void main(String[] args) {\n    System.out.println(PICTIFY_API_KEY + "Bearer KEY".length());\n  }\n}\n',
  ],
  [
    'rustc',
    'a.rs',
    ['sh', '-c', 'rustc -A warnings -o a a.rs && ./a'],
    'fn show(pictify: &str) {\n    println!("{}", pictify);\n}\nfn main() {\n    show("KEY");\n    let pictify = "Bearer KEY {x}";\n    show(pictify);\n    show(&"KEY".to_string());\n}\n',
  ],
  [
    'gcc',
    'a.c',
    ['sh', '-c', 'gcc -o a a.c && ./a'],
    '#include <stdio.h>\n\nstatic const char *pictify_key = "KEY";\n\nint main(void) {\n  puts(pictify_key);\n  puts("KEY"); /* pictify */\n  return 0;\n}\n',
  ],
  ['make', 'Makefile', ['make', '-s'], 'all:\n\t@echo "Authorization: Bearer KEY https://api.pictify.io"\n'],
];

describe('a fixed program does what it did', () => {
  it.each(programs)('%s %s', async (tool, path, [command = '', ...args], source) => {
    if (!hasTool(tool)) return;
    const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-'));
    try {
      const run = (environment: NodeJS.ProcessEnv) => {
        const { stdout, stderr, status } = spawnSync(command, args, {
          cwd: folder,
          env: { ...process.env, ...environment },
          encoding: 'utf8',
        });
        return { stdout, status, stderr: status === 0 ? '' : stderr };
      };
      const before = source.replaceAll('KEY', (_, at: number) => (/[A-Z_]/.test(source[at - 1] ?? '') ? 'KEY' : key));
      writeFileSync(join(folder, path), before);
      const expected = run({});
      const fixed = await fixFiles({ [path]: before });
      expect(fixed.plan.left).toEqual([]);
      expect(fixed.text(path)).not.toContain(key);
      writeFileSync(join(folder, path), fixed.text(path));
      const environment = Object.fromEntries(dotenvEntries(fixed.text('.env')).map(({ name, value }) => [name, value]));
      expect(run(environment)).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gofmt has nothing to change', async () => {
    if (!hasTool('gofmt') && !hasTool('go')) return;
    const fixed = await fixFiles({
      'a.go': `package main\n\nimport (\n\t"fmt"\n\t"time"\n)\n\nfunc main() {\n\tpictify := "${key}"\n\tfmt.Println(pictify, time.Now())\n}\n`,
    });
    const { stdout } = spawnSync('gofmt', ['-l'], { input: fixed.text('a.go'), encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('terraform reads it', async () => {
    if (!hasTool('terraform')) return;
    const fixed = await fixFiles({
      'a.tf': `provider "pictify" {\n  key = "${key}"\n  url = "https://api.pictify.io/?token=${key}"\n}\n`,
    });
    expect(
      spawnSync('terraform', ['fmt', '-check', '-'], { input: fixed.text('a.tf'), encoding: 'utf8' }),
    ).toMatchObject({ status: 0 });
  });

  it.each(['a.ts', 'a.tsx', 'a.jsx', 'a.js'])('esbuild parses %s', async (path) => {
    const fixed = await fixFiles({
      [path]: `const pictify = { a: '${key}', '${key}': ['Bearer ${key}', \`x \${'${key}'} y\`] };\n`,
    });
    const loader = path.slice(2) as 'ts' | 'tsx' | 'jsx' | 'js';
    expect(() => transformSync(fixed.text(path), { loader })).not.toThrow();
  });

  it.each([
    [
      'k.yaml',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\nstringData:\n  api-key: "${key}"\n---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - { name: PICTIFY_API_KEY, value: "${key}" }\n    - name: PICTIFY_API_KEY\n      value: '${key}' # pictify\n`,
    ],
    [
      '.github/workflows/a.yml',
      `env: { PICTIFY_API_KEY: ${key} }\njobs:\n  a:\n    steps:\n      - run: |\n          curl -H 'Authorization: Bearer ${key}' https://api.pictify.io\n`,
    ],
  ])('yaml parses %s', async (path, source) => {
    const fixed = await fixFiles({ [path]: source });
    expect(fixed.plan.left).toEqual([]);
    expect(parseAllDocuments(fixed.text(path)).flatMap(({ errors }) => errors)).toEqual([]);
  });

  const mcp = (env: object, more: object = {}): string =>
    `${JSON.stringify({ mcpServers: { pictify: { command: 'npx', args: ['-y', '@pictify/mcp-server'], env, ...more } } }, null, 2)}\n`;
  it.each<readonly [string, string, (text: string) => unknown]>([
    ['.mcp.json', mcp({ PICTIFY_API_KEY: key }), JSON.parse],
    ['.cursor/mcp.json', mcp({}, { headers: { Authorization: `Bearer ${key}` } }), JSON.parse],
    ['settings.json', `{\n  // ours\n  "pictify": { "apiKey": "${key}" },\n}\n`, parseJsonc],
    ['a.toml', `[pictify]\nkey = "${key}"\n`, parseToml],
    [
      'a.ipynb',
      JSON.stringify(
        {
          cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: [`client = Pictify("${key}")\n`] }],
          metadata: { language_info: { name: 'python' } },
          nbformat: 4,
          nbformat_minor: 5,
        },
        null,
        1,
      ),
      JSON.parse,
    ],
  ])('a parser reads %s', async (path, source, parse) => {
    const fixed = await fixFiles({ [path]: source });
    expect(() => parse(fixed.text(path))).not.toThrow();
    expect(fixed.text(path)).not.toContain(key);
  });

  it('a shell reads the .env that was written', async () => {
    const fixed = await fixFiles({ 'a.js': `new Pictify('${key}');\n` });
    const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-'));
    writeFileSync(join(folder, '.env'), fixed.text('.env'));
    const { stdout } = spawnSync('sh', ['-c', '. ./.env; printf %s "$PICTIFY_API_KEY"'], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe(key);
  });
});
