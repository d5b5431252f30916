// Compares imported rules with gitleaks itself: node scripts/run.js scripts/compare-gitleaks.ts GITLEAKS CONFIG FOLDER...
// GITLEAKS is its program, CONFIG a file of its rules. Files of at most 90 kB, since it reads larger ones in pieces.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { importRules } from '../src/config/gitleaks/importRules.js';
import { defaultConfig } from '../src/config/defaultConfig.js';
import { Engine } from '../src/scan/engine.js';

const [program, configFile, ...folders] = process.argv.slice(2);
if (program === undefined || configFile === undefined || folders.length === 0) {
  console.error('GITLEAKS CONFIG FOLDER...');
  process.exit(2);
}
const { rules } = await importRules((path) => readFileSync(path), configFile, readFileSync(configFile));
const engine = new Engine(
  defaultConfig,
  rules,
  {
    isIgnored: () => false,
    levelOf: (rule) => rule.severity,
    environment: { isFile: () => false, isTemplate: () => false },
  },
  () => undefined,
  new Date().toISOString().slice(0, 10),
);

interface Place {
  readonly file: string;
  readonly rule: string;
  readonly from: number;
  readonly to: number;
}

let both = 0;
let unions = 0;
for (const folder of folders) {
  const theirs = runGitleaks(folder);
  const ours: Place[] = [];
  const started = performance.now();
  for (const path of filesIn(folder)) {
    const bytes = readFileSync(join(folder, path));
    // Both run on what is no archive or picture.
    for (const each of engine.scan({ path, bytes, origin: { kind: 'worktree', tracked: true } })) {
      if (each.via.length > 0) continue;
      ours.push({ file: path, rule: each.rule.id.slice('gitleaks/'.length), from: each.start.line, to: each.end.line });
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const left = new Set(ours);
  const missed: Place[] = [];
  let same = 0;
  for (const their of theirs) {
    const our = [...left].find(
      (each) =>
        each.file === their.file && each.rule === their.rule && their.from <= each.from && each.from <= their.to,
    );
    if (our) {
      left.delete(our);
      same += 1;
    } else missed.push(their);
  }
  both += same;
  unions += same + missed.length + left.size;
  console.log(`${folder}: ${same} the same, ${missed.length} only gitleaks, ${left.size} only ours (${seconds} s)`);
  for (const each of missed.slice(0, 40)) console.log(`  - ${each.file}:${each.from} ${each.rule}`);
  for (const each of [...left].slice(0, 40)) console.log(`  + ${each.file}:${each.from} ${each.rule}`);
}
console.log(`agreement: ${both} of ${unions} (${((100 * both) / Math.max(1, unions)).toFixed(2)} %)`);

function* filesIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /(?:^|\/)\.git\//.test(path) || statSync(path).size > 90_000) continue;
    yield relative(folder, path);
  }
}

function runGitleaks(folder: string): Place[] {
  const temporary = mkdtempSync(join(tmpdir(), 'compare-'));
  const report = join(temporary, 'report.json');
  try {
    const flags = [
      '--exit-code',
      '0',
      '--no-banner',
      '--redact',
      '--max-decode-depth',
      '0',
      '--ignore-gitleaks-allow',
      '--gitleaks-ignore-path',
      temporary,
    ];
    const paths = ['--config', resolve(configFile ?? ''), '--report-path', report, '--report-format', 'json'];
    execFileSync(resolve(program ?? ''), ['dir', '.', ...flags, ...paths], { cwd: folder, stdio: 'ignore' });
    const found = JSON.parse(readFileSync(report, 'utf8')) as {
      RuleID: string;
      File: string;
      StartLine: number;
      EndLine: number;
    }[];
    return found
      .filter(({ File }) => statSync(join(folder, File)).size <= 90_000)
      .map(({ RuleID, File, StartLine, EndLine }) => ({ file: File, rule: RuleID, from: StartLine, to: EndLine }));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
