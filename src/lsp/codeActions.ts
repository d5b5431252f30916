import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Problem } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import type { FixPlan, Wanted } from '../remedy/plan.js';
import { addIgnoreEntry } from '../config/editConfig.js';
import { languageOf } from '../text/language.js';
import { maskKeys } from '../text/redact.js';
import type { acceptInBaseline } from './acceptAction.js';
import { asComment } from './comments.js';
import { diagnosticData, diagnosticsAt, type DiagnosticData } from './diagnostics.js';
import { textEdits } from './textEdits.js';
import type { BufferFindings } from './bufferLook.js';
import { workspaceEdit, type EditAbilities, type FileEdits } from './workspaceEdit.js';

/** What the actions need to know of the repository. */
export interface ActionContext {
  readonly document: TextDocument;
  /** Relative to the root. */
  readonly path: string;
  /** Whether `.env`, templates and ignore files beside it may be written: it is a file of a repository. */
  readonly hasNeighbours: boolean;
  readonly abilities: EditAbilities;
  /** Whether the answer is still waited for. */
  readonly isAsked: () => boolean;
  /** What `fix` would do about findings of the document. @throws Problem */
  readonly plan: (wanted: Wanted['findings']) => Promise<FixPlan>;
  /** Address and version (where it is open) of a file of the root. */
  readonly locate: (path: string) => { readonly uri: string; readonly version: number | null };
  /** The config to write to, and its text. */
  readonly config: () => Promise<{ readonly path: string; readonly text: string | undefined }>;
  /** What accepts a finding in the baseline; `undefined` where the repository has none. @throws Problem */
  readonly accept: (finding: DiagnosticData) => ReturnType<typeof acceptInBaseline>;
}

/**
 * Moves all secrets of a file. Not below `source.fixAll`: what runs on every save must not make a `.env` that
 * nobody has asked for.
 */
const MOVE_ALL = 'source.moveSecrets.pictify-scan';
export const ACTION_KINDS = [CodeActionKind.QuickFix, MOVE_ALL];

/** More than that at once are a matter for the command line, and would keep the editor waiting. */
const MOST_AT_ONCE = 200;

/** So many fixes are worked out for one request: each looks at the whole document once more. */
const MOST_FIXES = 10;
/** And so many where that takes long. */
const FEW_FIXES = 3;
const MANY_FINDINGS = 200;

const READ_IT = 'Read it from the environment';
const TOO_MANY = 'There are too many findings for the editor to work this out. Run: pictify-scan fix';
const REASON = 'TODO: say why this is no secret';

/**
 * What can be done at a place.
 *
 * @param findings what was found in the document, in its present state or one before
 * @param isCurrent whether it was found in its present state, so that the places are right
 */
export async function actionsAt(
  { range, context: { diagnostics, only } }: Pick<CodeActionParams, 'range' | 'context'>,
  { found, isCut }: BufferFindings,
  isCurrent: boolean,
  context: ActionContext,
): Promise<CodeAction[]> {
  const wants = (kind: string): boolean =>
    only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
  if (wants(CodeActionKind.QuickFix)) {
    const asked = diagnosticsAt(diagnostics, range, isCurrent ? found : []);
    const actions: CodeAction[] = [];
    let fixes = isCut ? 0 : found.length > MANY_FINDINGS ? FEW_FIXES : MOST_FIXES;
    for (const each of asked) {
      // Typing on takes the question back, if that can be heard.
      await nextTurn();
      if (!context.isAsked()) return [];
      actions.push(...(await codeActions(each, context, fixes > 0)));
      fixes -= 1;
    }
    const all = asked.length === 0 || isCut ? undefined : await moveAll(CodeActionKind.QuickFix, found, context);
    return [...actions, ...(all ? [all] : [])];
  }
  const all = wants(MOVE_ALL) && !isCut ? await moveAll(MOVE_ALL, found, context) : undefined;
  return all ? [all] : [];
}

/** What can be done about one diagnostic of ours. */
async function codeActions(diagnostic: Diagnostic, context: ActionContext, withFix: boolean): Promise<CodeAction[]> {
  const data = diagnosticData(diagnostic);
  if (!data) return [];
  const fixes = withFix
    ? await fixActions(diagnostic, data, context)
    : refusal(READ_IT, diagnostic, TOO_MANY, context.abilities);
  const accepts =
    data.rule === 'pictify/gitignore-missing'
      ? []
      : [await ignoreAction(diagnostic, data, context), await acceptAction(diagnostic, data, context)];
  return [...fixes, ...accepts.filter((each) => each !== undefined), explainRule(diagnostic, data)];
}

/** All secrets of the document at once, where there are several that can leave it. */
async function moveAll(
  kind: string,
  found: readonly Finding[],
  context: ActionContext,
): Promise<CodeAction | undefined> {
  const movable = found.filter(({ rule }) => rule !== 'pictify/gitignore-missing');
  if (movable.length < 2 || movable.length > MOST_AT_ONCE) return undefined;
  let plan: FixPlan;
  try {
    plan = await context.plan(movable);
  } catch (error) {
    // The actions on each of them say why.
    if (error instanceof Problem) return undefined;
    throw error;
  }
  const number = plan.tasks.length - plan.left.length;
  if (number < 2 || plan.tasks.some(({ kind: each }) => each !== 'literal')) return undefined;
  const edits = toEdits(plan, context);
  const store = edits.find(({ isStore }) => isStore);
  if (plan.untrack.length > 0 && store) return undefined;
  const which = plan.left.length === 0 ? `all ${number}` : `${number} of ${plan.tasks.length}`;
  const moves = store && context.hasNeighbours;
  return {
    title: moves
      ? `Move ${which} secrets of this file into ${store.path} and read them from the environment`
      : `Read ${which} secrets of this file from the environment: the values are not kept`,
    kind,
    edit: workspaceEdit(moves ? edits : edits.filter(({ path }) => path === context.path), context.abilities),
  };
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
    plan = await context.plan([{ ...data, line: diagnostic.range.start.line + 1 }]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refusal(READ_IT, diagnostic, error.message, context.abilities);
  }
  const edits = toEdits(plan, context);
  const [task] = plan.tasks;
  if (edits.length === 0 || !task)
    return plan.left[0] ? refusal(READ_IT, diagnostic, plan.left[0].why, context.abilities) : [];
  const store = edits.find(({ isStore }) => isStore);
  const here = edits.filter(({ path }) => path === context.path);
  // A tracked .env has to leave git first, which no editor's edit does.
  if (plan.untrack.length > 0 && store)
    return [
      ...refusal(
        READ_IT,
        diagnostic,
        `${plan.untrack.join(', ')} is tracked by git. Run: pictify-scan fix`,
        context.abilities,
      ),
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
function refusal(title: string, diagnostic: Diagnostic, why: string, { disabledActions }: EditAbilities): CodeAction[] {
  if (!disabledActions) return [];
  return [
    {
      title,
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
    const text = document.getText({ start, end: { line: line + 1, character: 0 } });
    const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
    const eol = /\r?\n$/.exec(text)?.[0] ?? (document.getText().includes('\r\n') ? '\r\n' : '\n');
    return action(`Ignore ${data.rule} here, with a reason`, {
      uri: document.uri,
      version: document.version,
      path,
      isNew: false,
      edits: [{ range: { start, end: start }, newText: `${indent}${comment}${eol}` }],
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

async function acceptAction(
  diagnostic: Diagnostic,
  data: DiagnosticData,
  { hasNeighbours, abilities, locate, accept }: ActionContext,
): Promise<CodeAction | undefined> {
  if (!hasNeighbours || diagnostic.severity === DiagnosticSeverity.Information) return undefined;
  const title = 'Accept it in the baseline: it is still to be revoked';
  let changes: Awaited<ReturnType<ActionContext['accept']>>;
  try {
    changes = await accept(data);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refusal(title, diagnostic, error.message, abilities)[0];
  }
  if (changes === undefined) return undefined;
  if ('refusal' in changes) return refusal(title, diagnostic, changes.refusal, abilities)[0];
  const edits = changes.map(({ path, before, after }) => ({
    path,
    ...locate(path),
    isNew: before === undefined,
    edits: textEdits(before ?? '', after),
  }));
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: workspaceEdit(edits, abilities) };
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
