import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Problem } from '../model/errors.js';
import type { FixPlan } from '../remedy/plan.js';
import { addIgnoreEntry } from '../config/editConfig.js';
import { languageOf } from '../text/language.js';
import { maskKeys } from '../text/redact.js';
import { asComment } from './comments.js';
import { diagnosticData, type DiagnosticData } from './diagnostics.js';
import { textEdits } from './textEdits.js';
import { workspaceEdit, type EditAbilities, type FileEdits } from './workspaceEdit.js';

/** What the actions need to know of the repository. */
export interface ActionContext {
  readonly document: TextDocument;
  /** Relative to the root. */
  readonly path: string;
  /** Whether `.env`, templates and ignore files beside it may be written: it is a file of a repository. */
  readonly hasNeighbours: boolean;
  readonly abilities: EditAbilities;
  /** What `fix` would do about a finding. @throws Problem */
  readonly plan: (wanted: DiagnosticData & { readonly line: number }) => Promise<FixPlan>;
  /** Address and version (where it is open) of a file of the root. */
  readonly locate: (path: string) => { readonly uri: string; readonly version: number | null };
  /** The config to write to, and its text. */
  readonly config: () => Promise<{ readonly path: string; readonly text: string | undefined }>;
}

const REASON = 'TODO: say why this is no secret';

/** What can be done about one diagnostic of ours. */
export async function codeActions(diagnostic: Diagnostic, context: ActionContext): Promise<CodeAction[]> {
  const data = diagnosticData(diagnostic);
  if (!data) return [];
  const fixes = await fixActions(diagnostic, data, context);
  const ignore = data.rule === 'pictify/gitignore-missing' ? undefined : await ignoreAction(diagnostic, data, context);
  return [...fixes, ...(ignore ? [ignore] : []), explainRule(diagnostic, data)];
}

/** What `fix` does, as edits of the editor's: nothing is written before the user saves. */
async function fixActions(diagnostic: Diagnostic, data: DiagnosticData, context: ActionContext): Promise<CodeAction[]> {
  const action = (title: string, edits: readonly FileEdits[], isPreferred: boolean): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred,
    edit: workspaceEdit(edits, context.abilities),
  });
  let plan: FixPlan;
  try {
    plan = await context.plan({ ...data, line: diagnostic.range.start.line + 1 });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refusal(diagnostic, error.message, context.abilities);
  }
  const edits = toEdits(plan, context);
  const [task] = plan.tasks;
  if (edits.length === 0 || !task) return plan.left[0] ? refusal(diagnostic, plan.left[0].why, context.abilities) : [];
  const store = edits.find(({ isStore }) => isStore);
  const here = edits.filter(({ path }) => path === context.path);
  // A tracked .env has to leave git first, which no editor's edit does.
  if (plan.untrack.length > 0 && store)
    return [
      ...refusal(diagnostic, `${plan.untrack.join(', ')} is tracked by git. Run: pictify-scan fix`, context.abilities),
      action('Read it from the environment: the value is not kept', here, false),
    ];
  if (task.kind === 'ignore' || task.kind === 'env-file')
    return context.hasNeighbours ? [action(`Keep environment files out of git: ${namesOf(edits)}`, edits, true)] : [];
  if (!store) return [action(capitalized(maskKeys(task.title)), here, true)];
  return [
    ...(context.hasNeighbours
      ? [action(`Move it into ${store.path} and read it from the environment`, edits, true)]
      : []),
    action('Read it from the environment: the value is not kept', here, false),
  ];
}

/** An action that says why there is none, for clients that show such. */
function refusal(diagnostic: Diagnostic, why: string, { disabledActions }: EditAbilities): CodeAction[] {
  if (!disabledActions) return [];
  return [
    {
      title: 'Read it from the environment',
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      disabled: { reason: capitalized(maskKeys(why)) },
    },
  ];
}

function toEdits(plan: FixPlan, { locate }: ActionContext): (FileEdits & { readonly isStore: boolean })[] {
  return plan.changes.flatMap(({ path, before, after, secret }) => {
    const old = before?.toString('utf8') ?? '';
    const edits = textEdits(old, after.toString('utf8'));
    const isStore = secret && /(?:^|\/)\.env$/.test(path);
    return edits.length === 0 ? [] : [{ path, ...locate(path), isNew: before === undefined, edits, isStore }];
  });
}

/** A directive above the line, with a place for the reason; in a file that knows no comments, an entry in the config. */
async function ignoreAction(
  diagnostic: Diagnostic,
  data: DiagnosticData,
  { document, path, hasNeighbours, abilities, locate, config }: ActionContext,
): Promise<CodeAction | undefined> {
  const action = (title: string, edits: FileEdits): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: workspaceEdit([edits], abilities),
  });
  const comment = asComment(
    languageOf(path, document.getText().slice(0, 4096)),
    `pictify-scan-disable-next-line ${data.rule} -- ${REASON}`,
  );
  if (comment !== undefined) {
    const { line } = diagnostic.range.start;
    const start = { line, character: 0 };
    const indent = /^[ \t]*/.exec(document.getText({ start, end: { line: line + 1, character: 0 } }))?.[0] ?? '';
    return action(`Ignore ${data.rule} here, with a reason`, {
      uri: document.uri,
      version: document.version,
      path,
      isNew: false,
      edits: [{ range: { start, end: start }, newText: `${indent}${comment}\n` }],
    });
  }
  if (!hasNeighbours) return undefined;
  const { path: configPath, text } = await config();
  const entry = { fingerprint: data.fingerprint, reason: REASON };
  const after = await addIgnoreEntry(configPath, text, [entry]).catch(() => undefined);
  if (after === undefined) return undefined;
  return action(`Ignore it in ${configPath}, with a reason`, {
    path: configPath,
    ...locate(configPath),
    isNew: text === undefined,
    edits: textEdits(text ?? '', after),
  });
}

function explainRule(diagnostic: Diagnostic, data: DiagnosticData): CodeAction {
  return {
    title: `Open the page of ${data.rule}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title: 'Open the page', command: 'pictify-scan.explain', arguments: [data.rule] },
  };
}

function namesOf(edits: readonly FileEdits[]): string {
  return edits.map(({ path }) => path).join(', ');
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
