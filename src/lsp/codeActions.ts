import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { readVariable } from '../remedy/readVariable.js';
import { languageOf } from '../text/language.js';
import { asComment } from './comments.js';
import { diagnosticData, type DiagnosticData } from './diagnostics.js';

/** What the actions need to know of the repository. */
export interface ActionContext {
  readonly document: TextDocument;
  /** Relative to the root. */
  readonly path: string;
  /** Address of the `.env` beside the root's ignore file, where git ignores it; `undefined` where it does not. */
  readonly ignoredEnv: { readonly uri: string; readonly text: string | undefined } | undefined;
  readonly variableOf: (rule: string) => string;
}

/** What can be done about one diagnostic of ours. */
export function codeActions(diagnostic: Diagnostic, context: ActionContext): CodeAction[] {
  const data = diagnosticData(diagnostic);
  if (!data) return [];
  return [
    readFromEnvironment(diagnostic, data, context),
    ignoreLine(diagnostic, data, context),
    explainRule(diagnostic, data),
  ].filter((action) => action !== undefined);
}

/** Replaces the literal, quotes included where the language wants it, and keeps the value in an ignored `.env`. */
function readFromEnvironment(
  diagnostic: Diagnostic,
  data: DiagnosticData,
  context: ActionContext,
): CodeAction | undefined {
  const { document, path } = context;
  const language = languageOf(path, document.getText().slice(0, 4096));
  const variable = context.variableOf(data.rule);
  const reading = readVariable(language, variable);
  if (!reading || /^pictify\/(?:env-file|gitignore-missing|browser-exposed)$/.test(data.rule)) return undefined;
  const text = document.getText();
  const start = document.offsetAt(diagnostic.range.start);
  const end = document.offsetAt(diagnostic.range.end);
  const quote = text[start - 1] ?? '';
  const quoted = /["'`]/.test(quote) && text[end] === quote;
  if (reading.unquoted && !quoted) return undefined;
  const edit: TextEdit = {
    range: reading.unquoted
      ? { start: document.positionAt(start - 1), end: document.positionAt(end + 1) }
      : diagnostic.range,
    newText: reading.expression,
  };
  const first = { line: 0, character: 0 };
  const needs =
    reading.needs !== undefined && !text.includes(reading.needs) && language === 'python'
      ? [{ range: { start: first, end: first }, newText: `${reading.needs}\n` }]
      : [];
  return {
    title: `Read it from the environment: ${reading.expression}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: true,
    edit: { changes: { [document.uri]: [edit, ...needs], ...keepValue(variable, text.slice(start, end), context) } },
  };
}

/** A line at the end of the ignored `.env`, unless it has that variable. */
function keepValue(variable: string, value: string, { ignoredEnv }: ActionContext): Record<string, TextEdit[]> {
  if (ignoredEnv?.text === undefined || new RegExp(`^\\s*(?:export\\s+)?${variable}\\s*=`, 'm').test(ignoredEnv.text))
    return {};
  const lines = ignoredEnv.text.split('\n');
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const gap = ignoredEnv.text === '' || ignoredEnv.text.endsWith('\n') ? '' : '\n';
  return { [ignoredEnv.uri]: [{ range: { start: end, end }, newText: `${gap}${variable}=${value}\n` }] };
}

/** Puts a directive above the line, with a place for the reason. */
function ignoreLine(
  diagnostic: Diagnostic,
  data: DiagnosticData,
  { document, path }: ActionContext,
): CodeAction | undefined {
  const comment = asComment(
    languageOf(path, document.getText().slice(0, 4096)),
    `pictify-scan-disable-next-line ${data.rule} -- TODO: say why this is no secret`,
  );
  if (comment === undefined) return undefined;
  const { line } = diagnostic.range.start;
  const start = { line, character: 0 };
  const text = document.getText({ start, end: { line: line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  return {
    title: `Ignore ${data.rule} here, with a reason`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [document.uri]: [{ range: { start, end: start }, newText: `${indent}${comment}\n` }] } },
  };
}

function explainRule(diagnostic: Diagnostic, data: DiagnosticData): CodeAction {
  return {
    title: `Explain ${data.rule}`,
    kind: CodeActionKind.Empty,
    diagnostics: [diagnostic],
    command: { title: 'Explain', command: 'pictify-scan.explain', arguments: [data.rule] },
  };
}
