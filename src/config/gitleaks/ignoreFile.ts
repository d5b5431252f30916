import type { ReportWarning } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';

export interface GitleaksIgnores {
  /** `path:rule:line`, or `commit:path:rule:line`. */
  readonly fingerprints: readonly string[];
  readonly warnings: readonly ReportWarning[];
}

/**
 * Reads a `.gitleaksignore`: gitleaks' fingerprints of findings that are accepted.
 *
 * ```
 * # comment
 * 8bcbf1b1d2a5f0b6b1d4b6a1a2b3c4d5e6f70819:src/a.py:generic-api-key:12
 * src/a.py:generic-api-key:12
 * ```
 */
export function parseGitleaksIgnore(file: string, text: string): GitleaksIgnores {
  const fingerprints: string[] = [];
  const warnings: ReportWarning[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const parts = line.split(':');
    if ((parts.length !== 3 && parts.length !== 4) || !/^\d+$/.test(parts.at(-1) ?? '')) {
      const message = `This is no fingerprint of gitleaks and accepts nothing: ${escapeUnsafe(line.slice(0, 60))}`;
      warnings.push({ code: 'imported-rules', message, path: file, line: index + 1 });
    } else fingerprints.push(line.replaceAll('\\', '/'));
  }
  return { fingerprints, warnings };
}
