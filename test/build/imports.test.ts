import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

/** The rooms from the entrances down to the ground. Those of one floor know nothing of each other. */
const FLOORS: readonly (readonly string[])[] = [
  ['src/cli', 'src/index.ts'],
  ['src/audit'],
  ['src/incident'],
  ['src/agent', 'src/ci', 'src/lsp', 'src/setup'],
  ['src/scan'],
  ['src/remedy', 'src/report', 'src/verify'],
  ['src/judge'],
  ['src/detect'],
  ['src/publish', 'src/sources'],
  ['rules'],
  ['src/config', 'src/git'],
  ['src/text', 'src/plainFile.ts'],
  ['src/model', 'src/clock.ts', 'src/optimizeLate.ts', 'src/version.ts', 'src/webAssembly.ts', 'src/writtenTwice.ts'],
];

const floors = new Map(FLOORS.flatMap((rooms, floor) => rooms.map((room) => [room, floor] as const)));
const imports = new Map([...sourcesIn('src'), ...sourcesIn('rules')].map((file) => [file, importsOf(file)]));

describe('imports', () => {
  it('are of files in rooms whose floor is known', () => {
    expect([...imports.keys()].filter((file) => !floors.has(roomOf(file)))).toEqual([]);
  });

  it('point down', () => {
    const upward = [...imports].flatMap(([file, targets]) =>
      targets.filter((target) => !isBelow(target, file)).map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('lead back to no file that they come from', () => {
    expect([...imports.keys()].flatMap((file) => circleFrom(file) ?? [])).toEqual([]);
  });
});

function isBelow(target: string, file: string): boolean {
  const [from, to] = [roomOf(file), roomOf(target)];
  return from === to || (floors.get(to) ?? -1) > (floors.get(from) ?? -1);
}

/** `src/judge` for a file of that folder or below; `rules`; `src/clock.ts` for a file in no room. */
function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' ? `src/${second}` : top;
}

/** The shortest way from a file back to itself. */
function circleFrom(start: string): string | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const target of imports.get(way.at(-1) ?? '') ?? []) {
      if (target === start) return [...way, start].join(' > ');
      if (!seen.has(target)) ways.push([...way, target]);
      seen.add(target);
    }
  }
  return undefined;
}

/** The assembly folders are programs of another language. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith('.ts') && !file.includes('/assembly/'));
}

/** Types count like everything else: a room that speaks of another's types knows that room. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const names = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return names
    .filter((name) => name?.startsWith('.') === true)
    .map((name) => normalize(join(dirname(file), name ?? '')).replace(/\.js$/, '.ts'));
}
