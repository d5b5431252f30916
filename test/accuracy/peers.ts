import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import type { CorpusCase } from './corpus/corpusCase.js';
import type { Reported } from './lines.js';

/** Another scanner: how it is asked for its version, called on a folder, and read. */
interface Peer {
  readonly version: readonly string[];
  readonly how: string;
  /** Paths in the answer are absolute, or relative to the folder. */
  readonly run: (
    call: Call,
    folder: string,
    scratch: string,
  ) => readonly { readonly path: string; readonly from: number; readonly to: number }[];
}

/** Runs the scanner's program with arguments and gives what it printed. */
type Call = (args: readonly string[], cwd?: string) => string;

/** A scanner that is there. */
export interface FoundPeer {
  readonly name: string;
  readonly version: string;
  readonly how: string;
  /** What it reports of files with the cases' texts. */
  readonly scan: (cases: readonly CorpusCase[]) => readonly Reported[];
}

const gitleaks = (name: string): Peer => ({
  version: ['version'],
  how: `\`${name} dir\`, its own rules`,
  run(call, folder, scratch) {
    const report = join(scratch, `${name}.json`);
    call(['dir', folder, '--no-banner', '--log-level', 'fatal', '--exit-code', '0', '-f', 'json', '-r', report]);
    const found = JSON.parse(readFileSync(report, 'utf8')) as { File: string; StartLine: number; EndLine: number }[];
    return found.map((each) => ({ path: each.File, from: each.StartLine, to: each.EndLine }));
  },
});

const PEERS: Readonly<Record<string, Peer>> = {
  gitleaks: gitleaks('gitleaks'),
  betterleaks: gitleaks('betterleaks'),
  secretlint: {
    version: ['--version'],
    how: '`secretlint "**/*"`, recommended preset',
    run(call, folder, scratch) {
      const config = join(scratch, 'secretlintrc.json');
      writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
      // Its report on standard output ends at the size of a pipe.
      const report = join(scratch, 'secretlint.json');
      call(['--secretlintrc', config, '--format', 'json', '--output', report, '**/*'], folder);
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
    version: ['--version'],
    how: '`detect-secrets scan --all-files`, its own plugins',
    run(call, folder) {
      const { results } = JSON.parse(call(['scan', '--all-files', '.'], folder)) as {
        results: Record<string, { line_number: number }[]>;
      };
      return Object.entries(results).flatMap(([path, found]) =>
        found.map(({ line_number: line }) => ({ path, from: line, to: line })),
      );
    },
  },
  trufflehog: {
    version: ['--version'],
    how: '`trufflehog filesystem --no-verification`',
    run: (call, folder) =>
      jsonLines(call(['filesystem', folder, '--no-verification', '--no-update', '--json'])).flatMap((found) => {
        const place = (found as { SourceMetadata?: { Data?: { Filesystem?: { file: string; line?: number } } } })
          .SourceMetadata?.Data?.Filesystem;
        return place?.line === undefined ? [] : [{ path: place.file, from: place.line, to: place.line }];
      }),
  },
  kingfisher: {
    version: ['--version'],
    how: '`kingfisher scan --no-validate --git-history none`',
    run: (call, folder) =>
      jsonLines(
        call(['scan', folder, '--no-validate', '--git-history', 'none', '--format', 'jsonl', '--quiet']),
      ).flatMap((found) => {
        const place = (found as { finding?: { path: string; line: number } }).finding;
        return place === undefined ? [] : [{ path: place.path, from: place.line, to: place.line }];
      }),
  },
};

export const PEER_NAMES: readonly string[] = Object.keys(PEERS);

/**
 * Looks for other scanners in folders (a folder of programs, or one that npm or pip installed into), then on PATH.
 *
 * @returns the ones that are there; a sentence about each that is not
 */
export function findPeers(
  names: readonly string[],
  folders: readonly string[],
): { readonly found: readonly FoundPeer[]; readonly absent: readonly string[] } {
  const found: FoundPeer[] = [];
  const absent: string[] = [];
  const places = [...folders.flatMap(programFolders), ...(process.env['PATH'] ?? '').split(delimiter)];
  for (const name of names) {
    const peer = PEERS[name];
    const program = peer && places.map((place) => resolve(place, name)).find(isProgram);
    const version = peer && program && versionOf(program, peer);
    if (!peer || !program) {
      absent.push(`${name}: ${peer ? 'not installed where this ran' : 'unknown to this script'}; not measured.`);
      continue;
    }
    if (version === undefined) {
      absent.push(`${name}: did not start; not measured.`);
      continue;
    }
    found.push({ name, version, how: peer.how, scan: (cases) => scanWith(program, peer, cases) });
  }
  return { found, absent };
}

/** Where programs lie in a folder: itself, `bin`, what npm and pip make of it or of a folder in it. */
function programFolders(folder: string): string[] {
  const roots = [
    folder,
    ...readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => join(folder, each.name)),
  ];
  return roots.flatMap((root) => [root, join(root, 'bin'), join(root, 'node_modules', '.bin')]);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `pip install --target` puts a program's modules next to its `bin`. */
function environmentFor(program: string): NodeJS.ProcessEnv {
  const modules = dirname(dirname(program));
  return { ...process.env, PYTHONPATH: [modules, process.env['PYTHONPATH']].filter(Boolean).join(delimiter) };
}

function versionOf(program: string, { version }: Peer): string | undefined {
  try {
    const [told = ''] = execFileSync(program, version, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: environmentFor(program),
    })
      .trim()
      .split('\n');
    return /\d+\.\d+(?:\.\d+)?/.exec(told)?.[0] ?? versionOfModule(program) ?? '(a build that names no version)';
  } catch {
    return undefined;
  }
}

/** A Go program that was built without saying its version still knows the module that it is of. */
function versionOfModule(program: string): string | undefined {
  try {
    const text = execFileSync('go', ['version', '-m', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /^\s*mod\s+\S+\s+v?(\S+)/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

function scanWith(program: string, peer: Peer, cases: readonly CorpusCase[]): Reported[] {
  const scratch = mkdtempSync(join(tmpdir(), 'pictify-scan-peers-'));
  try {
    const folder = join(scratch, 'cases');
    for (const [index, { path, text, bytes }] of cases.entries()) {
      const file = join(folder, String(index), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes ?? text);
    }
    // Scanners end with 1 or 2 where they found something.
    const call: Call = (args, cwd) => {
      const { stdout, error } = spawnSync(program, args, {
        cwd,
        encoding: 'utf8',
        maxBuffer: 512 * 1024 * 1024,
        env: environmentFor(program),
      });
      if (error) throw error;
      return stdout;
    };
    return peer.run(call, folder, scratch).map(({ path, from, to }) => {
      const [first] = (path.startsWith('/') ? relative(folder, path) : path.replace(/^\.\//, '')).split('/');
      return { index: Number(first), from, to };
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown);
}
