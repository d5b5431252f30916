import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Engine } from '../../src/scan/engine.js';
import type { CorpusCase } from './corpus/corpusCase.js';
import { defaultEngine } from './observe.js';
import { placeOf } from './score.js';

/** Where a scanner reported something: the case's index and lines, both included, from 1. */
interface Reported {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Another scanner: how it is asked for its version, called on a folder, and read. */
interface Peer {
  readonly version: readonly string[];
  readonly how: string;
  /** Paths in the answer are absolute, or relative to the folder. */
  readonly run: (
    folder: string,
    scratch: string,
  ) => readonly { readonly path: string; readonly from: number; readonly to: number }[];
}

const gitleaks = (name: string): Peer => ({
  version: [name, 'version'],
  how: `\`${name} dir\`, default rules`,
  run(folder, scratch) {
    const report = join(scratch, `${name}.json`);
    call(name, ['dir', folder, '--no-banner', '--log-level', 'fatal', '--exit-code', '0', '-f', 'json', '-r', report]);
    const found = JSON.parse(readFileSync(report, 'utf8')) as { File: string; StartLine: number; EndLine: number }[];
    return found.map((each) => ({ path: each.File, from: each.StartLine, to: each.EndLine }));
  },
});

const PEERS: Readonly<Record<string, Peer>> = {
  gitleaks: gitleaks('gitleaks'),
  betterleaks: gitleaks('betterleaks'),
  secretlint: {
    version: ['secretlint', '--version'],
    how: '`secretlint`, recommended preset',
    run(folder, scratch) {
      const config = join(scratch, 'secretlintrc.json');
      writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
      // Its report on standard output ends at the size of a pipe.
      const report = join(scratch, 'secretlint.json');
      call('secretlint', ['--secretlintrc', config, '--format', 'json', '--output', report, '**/*', '**/.*'], folder);
      const files = JSON.parse(readFileSync(report, 'utf8')) as {
        filePath: string;
        messages: { loc: { start: { line: number }; end: { line: number } } }[];
      }[];
      return files.flatMap(({ filePath, messages }) =>
        messages.map(({ loc }) => ({ path: filePath, from: loc.start.line, to: loc.end.line })),
      );
    },
  },
  'detect-secrets': {
    version: ['detect-secrets', '--version'],
    how: '`detect-secrets scan --all-files`',
    run(folder) {
      const { results } = JSON.parse(call('detect-secrets', ['scan', '--all-files', '.'], folder)) as {
        results: Record<string, { line_number: number }[]>;
      };
      return Object.entries(results).flatMap(([path, found]) =>
        found.map(({ line_number: line }) => ({ path, from: line, to: line })),
      );
    },
  },
};

/**
 * Runs other scanners on the corpus. None of them knows Pictify; a hit is anything that they report on a
 * line of a Pictify secret, under whatever name.
 */
export async function comparePeers(
  cases: readonly CorpusCase[],
  names: readonly string[],
): Promise<{ readonly table: string; readonly notes: readonly string[] }> {
  const scratch = mkdtempSync(join(tmpdir(), 'pictify-scan-peers-'));
  try {
    const folder = join(scratch, 'cases');
    for (const [index, { path, text, bytes }] of cases.entries()) {
      const file = join(folder, String(index), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes ?? text);
    }
    const rows = [row('pictify-scan', cases, ours(cases, await defaultEngine()))];
    const notes = [
      'A hit is any finding on a line of a Pictify secret, under whatever name: no other scanner here has a rule for them.',
      'Some of the files in the last column hold another provider’s secret; to report those is right.',
      'The cases are ours. What the others find of their own examples, and we of theirs, is in noise.md.',
      'pictify-scan: this version, preset `recommended`, findings at `error`',
    ];
    for (const name of names) {
      const peer = PEERS[name];
      const version = peer && versionOf(peer);
      if (!peer || version === undefined) {
        notes.push(`${name}: ${peer ? 'not found on PATH' : 'not known here'}; not measured`);
        continue;
      }
      notes.push(`${name} ${/\d/.test(version) ? version : '(a build that names no version)'}: ${peer.how}`);
      const found = peer.run(folder, scratch).flatMap(({ path, from, to }) => {
        const [first] = (path.startsWith('/') ? relative(folder, path) : path.replace(/^\.\//, '')).split('/');
        return [{ index: Number(first), from, to }];
      });
      rows.push(row(name, cases, found));
    }
    const head =
      '| scanner | Pictify secrets found | other vendors’ public keys reported | files in which our rules expect nothing, reported |';
    return { table: [head, '|---|---|---|---|', ...rows].join('\n'), notes };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function ours(cases: readonly CorpusCase[], engine: Engine): Reported[] {
  return cases.flatMap((each, index) =>
    engine
      .scan({ path: each.path, bytes: each.bytes ?? Buffer.from(each.text), origin: { kind: 'buffer' } })
      .filter(({ outcome, severity }) => outcome === 'finding' && severity === 'error')
      .map(({ start, end }) => ({ index, from: start.line, to: end.line })),
  );
}

function row(name: string, cases: readonly CorpusCase[], reported: readonly Reported[]): string {
  const byCase = group(reported);
  const secrets = { all: 0, hit: 0 };
  const publicKeys = { all: 0, hit: 0 };
  const quiet = { all: 0, hit: 0 };
  for (const [index, each] of cases.entries()) {
    const found = byCase.get(index) ?? [];
    if (each.expected.length === 0) {
      quiet.all += 1;
      if (found.length > 0) quiet.hit += 1;
    }
    const lines = each.expected.map((want) => ({ want, ...placeOf(each.text, want) }));
    for (const { want, line, endLine } of lines) {
      const isSecret = want.outcome === 'finding';
      // A line that holds both says nothing about the public key.
      if (
        !isSecret &&
        lines.some((other) => other.want.outcome === 'finding' && other.line <= endLine && line <= other.endLine)
      )
        continue;
      const counted = isSecret ? secrets : publicKeys;
      counted.all += 1;
      if (found.some(({ from, to }) => from <= endLine && line <= to)) counted.hit += 1;
    }
  }
  const cell = ({ all, hit }: { all: number; hit: number }): string =>
    `${hit} of ${all} (${((hit / all) * 100).toFixed(1)} %)`;
  return `| ${name} | ${cell(secrets)} | ${cell(publicKeys)} | ${cell(quiet)} |`;
}

function group(reported: readonly Reported[]): Map<number, Reported[]> {
  const groups = new Map<number, Reported[]>();
  for (const each of reported) groups.set(each.index, [...(groups.get(each.index) ?? []), each]);
  return groups;
}

function versionOf({ version: [program = '', ...args] }: Peer): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split('\n')[0];
  } catch {
    return undefined;
  }
}

/** What a program printed. Scanners end with 1 or 2 where they found something. */
function call(program: string, args: readonly string[], cwd?: string): string {
  const { stdout, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  if (error) throw error;
  return stdout;
}
