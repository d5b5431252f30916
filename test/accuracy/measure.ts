import { defaultConfig } from '../../src/config/readConfig.js';
import { scanText } from '../../src/scan/run.js';
import type { AccuracyCase } from './corpus.js';

/** What the engine made of one case, of Pictify's own rules at error level. */
export interface Measured {
  readonly case: AccuracyCase;
  readonly found: number;
  /** `rule line` that was expected and not reported. */
  readonly missed: readonly string[];
  /** `rule line` that was reported and not expected. */
  readonly extra: readonly string[];
}

const OURS = /^pictify\/(?!live-key-in-|test-key-in-|env-file|gitignore)/;

export async function measure(each: AccuracyCase): Promise<Measured> {
  const report = await scanText(each.text, { path: each.path, config: defaultConfig });
  const reported = new Set(
    report.findings.filter((finding) => OURS.test(finding.rule)).map((finding) => `${finding.rule} ${finding.line}`),
  );
  const expected = new Set(each.expected.map(({ rule, line }) => `${rule} ${line}`));
  return {
    case: each,
    found: [...expected].filter((one) => reported.has(one)).length,
    missed: [...expected].filter((one) => !reported.has(one)),
    extra: [...reported].filter((one) => !expected.has(one)),
  };
}

export interface Score {
  readonly cases: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function score(measured: readonly Measured[]): Score {
  const hits = measured.reduce((sum, each) => sum + each.found, 0);
  const extra = measured.reduce((sum, each) => sum + each.extra.length, 0);
  const missed = measured.reduce((sum, each) => sum + each.missed.length, 0);
  const precision = hits + extra === 0 ? 1 : hits / (hits + extra);
  const recall = hits + missed === 0 ? 1 : hits / (hits + missed);
  return {
    cases: measured.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
