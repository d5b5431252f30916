import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';

/** What a diagnostic carries along, to make actions from. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fingerprint: string;
}

const SOURCE = 'pictify-scan';

/** A finding as editors show it. Lines and columns count from 0 there. */
export function toDiagnostic(finding: Finding): Diagnostic {
  const data: DiagnosticData = { rule: finding.rule, fingerprint: finding.fingerprint };
  return {
    range: rangeOf(finding),
    severity: {
      error: DiagnosticSeverity.Error,
      warning: DiagnosticSeverity.Warning,
      info: DiagnosticSeverity.Information,
    }[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: [finding.message, ...finding.hints.slice(0, 1)].join('\n'),
    data,
  };
}

/** Lines and characters from 0. */
export function rangeOf(finding: Finding): Diagnostic['range'] {
  return {
    start: { line: finding.line - 1, character: finding.column - 1 },
    end: { line: finding.endLine - 1, character: finding.endColumn - 1 },
  };
}

/** The data of one of our diagnostics, as it comes back from the client. */
export function diagnosticData(diagnostic: Diagnostic): DiagnosticData | undefined {
  const data: unknown = diagnostic.data;
  if (diagnostic.source !== SOURCE || typeof data !== 'object' || data === null) return undefined;
  if (!('rule' in data) || !('fingerprint' in data)) return undefined;
  const { rule, fingerprint } = data;
  return typeof rule === 'string' && typeof fingerprint === 'string' ? { rule, fingerprint } : undefined;
}
