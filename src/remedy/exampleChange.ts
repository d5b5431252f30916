import { JOINED } from '../detect/decode/decodedText.js';
import { BY_VARIABLE, REST_BY_VARIABLE } from '../detect/variables.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { FindingFix } from '../model/finding.js';
import type { Edit, Rewrite, Target } from './rewrite/edit.js';
import { applyEdits, lineAt } from './rewrite/edit.js';
import { tokenAt } from './rewrite/lex.js';
import { rewrite } from './rewrite/rewrite.js';

/** Longer lines are not repeated whole. */
const LONGEST = 160;

/** What a line has to become, in words that hold no secret. */
export type ExampleChange =
  /** The line as it has to be, without its indentation. */
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'delete' }
  /** A part of the line, and what takes its place. */
  | { readonly kind: 'part'; readonly old: string; readonly new: string }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Tries the change that `fix` makes on the masked lines that the report shows anyway, so that the
 * hint and `fix` say the same.
 */
export function exampleChange(judged: Judged, variable: string, placeholder: string): ExampleChange | undefined {
  const trial = tryRewrite(judged, variable, placeholder);
  if (!trial) return undefined;
  const { text, shown, start, end, result } = trial;
  // Of a key in parts the report shows the first quote and the last one; where these are of two kinds, nothing can be tried.
  if (judged.via.includes(JOINED) && !tokenAt(text, judged.language, { start, end })) return undefined;
  const line = lineAt(text, start);
  const entry = /^\s+(?:-\s+)?["']?([\w.-]+)["']?:\s*["']?$/.exec(text.slice(line.start, start));
  // Few lines are seen here: an entry of a manifest that is no `value` is taken for one of its data.
  if (judged.language === 'kubernetes' && entry && entry[1] !== 'value') return { kind: 'delete' };
  if ('refusal' in result) return { kind: 'refused', why: result.refusal };
  const inside = result.edits.filter((edit) => edit.start >= line.start && edit.end <= line.end);
  const main = inside.find((edit) => edit.start <= start && edit.end >= start);
  if (!main)
    return result.edits.some((edit) => edit.start === line.start && edit.text === '') ? { kind: 'delete' } : undefined;
  const flow = /^valueFrom:\s+secretKeyRef:\s+name: (\S+)\s+key: (\S+)$/.exec(main.text);
  if (flow)
    return {
      kind: 'line',
      line: `${text.slice(line.start, main.start)}valueFrom: { secretKeyRef: { name: ${flow[1]}, key: ${flow[2]} } }`.trim(),
    };
  const after = applyEdits(
    shown,
    inside.map((edit): Edit => ({ ...edit, start: edit.start - line.start, end: edit.end - line.start })),
  ).trim();
  const cut = /^…|…$/.test(shown.trim());
  const masked = /…|•/.test(after);
  return cut || masked || after.length > LONGEST || after.includes('\n')
    ? { kind: 'part', old: text.slice(main.start, main.end), new: main.text }
    : { kind: 'line', line: after };
}

/** What `fix` would say besides; nothing where it would leave the place alone. */
export function exampleNotes(judged: Judged, variable: string, placeholder: string): readonly string[] {
  const trial = tryRewrite(judged, variable, placeholder);
  return trial && !('refusal' in trial.result) ? trial.result.notes : [];
}

/**
 * The same change as a replacement in the real line; `undefined` where more than one stretch of one line has
 * to change, or where the stretch holds another masked value.
 */
export function exampleReplacement(judged: Judged, variable: string, placeholder: string): FindingFix | undefined {
  if (judged.via.length > 0 || judged.start.line !== judged.end.line) return undefined;
  const trial = tryRewrite(judged, variable, placeholder);
  if (!trial || 'refusal' in trial.result || trial.result.edits.length !== 1) return undefined;
  const { text, start, end, result } = trial;
  const [edit] = result.edits;
  if (edit === undefined || edit.start > start || edit.end < end) return undefined;
  const around = [text.slice(edit.start, start), text.slice(end, edit.end), edit.text];
  if (around.some((part) => /[\n…•]/.test(part))) return undefined;
  return {
    column: judged.start.column - (start - edit.start),
    endColumn: judged.end.column + (edit.end - end),
    text: edit.text,
  };
}

/** The rewriting of `fix`, on the masked lines. Offsets are in their text. */
interface Trial {
  readonly text: string;
  /** The finding's line. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
  readonly result: Rewrite;
}

function tryRewrite({ frame, path, language, via }: Judged, variable: string, placeholder: string): Trial | undefined {
  if (!frame) return undefined;
  // The few lines that are shown seldom have PHP's opening tag, without which all of it is text.
  const lead =
    language === 'php' && frame.firstLine > 1 && !frame.lines.some((line) => line.includes('<?')) ? '<?php\n' : '';
  const text = lead + frame.lines.join('\n');
  const row = frame.caret.line - frame.firstLine;
  const shown = frame.lines[row];
  if (shown === undefined || frame.caret.length < 1) return undefined;
  const lineStart = frame.lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, lead.length);
  const start = lineStart + frame.caret.column - 1;
  const end = start + frame.caret.length;
  // Encodings are undone in what is shown; what another line holds is not.
  const target: Target = {
    span: { start, end },
    path,
    language,
    via: via.filter((each) => each === BY_VARIABLE || each === REST_BY_VARIABLE),
    variable,
    placeholder,
  };
  return { text, shown, start, end, result: rewrite(text, target) };
}
