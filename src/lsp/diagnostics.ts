import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';

/** What a diagnostic carries along, to make actions and hovers from. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fingerprint: string;
  readonly hints: readonly string[];
}

/** A finding as editors show it. Lines and columns count from 0 there. */
export function toDiagnostic(finding: Finding): Diagnostic {
  const data: DiagnosticData = { rule: finding.rule, fingerprint: finding.fingerprint, hints: finding.hints };
  return {
    range: {
      start: { line: finding.line - 1, character: finding.column - 1 },
      end: { line: finding.endLine - 1, character: finding.endColumn - 1 },
    },
    severity: {
      error: DiagnosticSeverity.Error,
      warning: DiagnosticSeverity.Warning,
      info: DiagnosticSeverity.Information,
    }[finding.severity],
    source: 'pictify-scan',
    code: finding.rule,
    message: [finding.message, ...finding.hints.slice(0, 1)].join('\n'),
    data,
  };
}

/** The data of one of our diagnostics, as it comes back from the client. */
export function diagnosticData(diagnostic: Diagnostic): DiagnosticData | undefined {
  const data: unknown = diagnostic.data;
  if (diagnostic.source !== 'pictify-scan' || typeof data !== 'object' || data === null) return undefined;
  return 'rule' in data && 'fingerprint' in data ? (data as DiagnosticData) : undefined;
}
