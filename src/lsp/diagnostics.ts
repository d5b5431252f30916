import { DiagnosticSeverity, type Diagnostic, type Position } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';
import { escapeUnsafe } from '../text/escape.js';
import { maskKeys } from '../text/redact.js';

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

/** Says on the first line that there is more than an editor is told. */
export function cutDiagnostic(shown: number, path: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    message: `There are more than the ${shown} findings that are shown here. All of them: npx pictify-scan scan ${maskKeys(escapeUnsafe(path))}`,
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

/**
 * The diagnostics that a client asks about: those that it names, and where it keeps not all of a diagnostic (many
 * drop the data, some name none), what is found in the range that it gives.
 *
 * @param found in the document as it is
 */
export function diagnosticsAt(
  named: readonly Diagnostic[],
  range: Diagnostic['range'],
  found: readonly Finding[],
): Diagnostic[] {
  const whole = named.filter((each) => diagnosticData(each) !== undefined);
  const known = new Set(whole.map((each) => diagnosticData(each)?.fingerprint));
  const ours = named.filter(({ source }) => source === undefined || source === SOURCE);
  const ranges = [range, ...ours.map((each) => each.range)];
  const others = found.filter(
    (each) => !known.has(each.fingerprint) && ranges.some((wanted) => touches(rangeOf(each), wanted)),
  );
  return [...whole, ...others.map(toDiagnostic)];
}

function touches(a: Diagnostic['range'], b: Diagnostic['range']): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
