import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { corpus } from '../accuracy/corpus/index.js';
import { IGNORE, Repository, type Scan } from '../support/repository.js';
import { BY_GIT } from '../support/stagedCases.js';

/** Each in a folder of its own, so that no case says anything about another one. */
const files = corpus().map(({ path, text, bytes }, index) => ({
  path: `case-${index}/${path}`,
  bytes: bytes ?? Buffer.from(text),
}));

let repository: Repository;
let staged: readonly string[];
let once: readonly string[];
const scans: Record<string, Scan> = {};
/** What people read, in the hook and from the argument parser's `staged`. */
const words: Record<'hook' | 'command', string> = { hook: '', command: '' };

/** What an entrance says about the bytes: everything but where in history they are. */
function said(report: Report | undefined): readonly string[] {
  return (report?.findings ?? []).map(told).toSorted();
}

function told(finding: Finding): string {
  const { rule, severity, confidence, kind, path, line, column, endLine, endColumn, match, fingerprint } = finding;
  return [rule, severity, confidence, kind, path, line, column, endLine, endColumn, match, fingerprint].join(' ');
}

/** The first of each secret in each file: a history tells no more, as the same key has other lines in other versions. */
function saidOnce(report: Report | undefined): readonly string[] {
  const first = new Map<string, Finding>();
  const inOrder = (report?.findings ?? []).toSorted((a, b) => a.line - b.line || a.column - b.column);
  for (const finding of inOrder) {
    const key = `${finding.rule} ${finding.fingerprint} ${finding.path}`;
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()].map(told).toSorted();
}

beforeAll(() => {
  repository = new Repository();
  repository.write('pictify-scan.config.json', `{ "salt": "${'a0'.repeat(8)}" }\n`);
  repository.write('.gitignore', IGNORE);
  repository.commit('Begin');
  const base = repository.git('rev-parse', 'HEAD');
  for (const { path, bytes } of files) repository.write(path, bytes);
  repository.git('add', '-A', '-f');
  const { report } = repository.scan('staged', '--show-public');
  staged = said(report);
  once = saidOnce(report);
  words.hook = repository.run(['staged']).stdout;
  words.command = repository.run(['staged', '--format', 'pretty']).stdout;
  repository.git('commit', '-q', '--no-verify', '-m', 'Everything at once');
  const head = repository.git('rev-parse', 'HEAD');
  scans['scan'] = repository.scan('scan', '--show-public');
  scans['scan that asks git for the index'] = repository.scanWith({ environment: BY_GIT }, 'scan', '--show-public');
  scans['range'] = repository.scan('range', `${base}..${head}`, '--show-public');
  scans['history'] = repository.scan('history', '--show-public');
  scans['push'] = repository.scanWith(
    { input: `refs/heads/main ${head} refs/heads/main ${base}\n` },
    'push',
    '--show-public',
  );
}, 300_000);

describe('the same bytes get the same answer', () => {
  it('with hundreds of findings to compare', () => {
    expect(staged.length).toBeGreaterThan(300);
  });

  it('in the same words in the hook, whose rules are loaded when they are needed', () => {
    expect(words.hook.length).toBeGreaterThan(10_000);
    expect(words.hook).toBe(words.command);
  });

  it.each(['scan', 'scan that asks git for the index', 'range', 'push'])('from %s as from staged', (entrance) => {
    expect(said(scans[entrance]?.report)).toEqual(staged);
  });

  it('from history as from staged, each secret of a file once', () => {
    expect(said(scans['history']?.report)).toEqual(once);
  });

  it('from standard input as from staged', { timeout: 300_000 }, async () => {
    const { scanText } = await import('../../src/scan/run.js');
    const found: string[] = [];
    for (const { path, bytes } of files)
      found.push(...said(await scanText(bytes, { path, cwd: repository.path, showPublic: true })));
    // A buffer is no committed file.
    const inFiles = staged.filter((each) => !each.startsWith('pictify/env-file'));
    expect(found.filter((each) => !each.startsWith('pictify/env-file')).toSorted()).toEqual(inFiles);
  });
});
