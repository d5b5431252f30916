import { JOINED } from '../../detect/decode/decodedText.js';
import { readVariable } from '../readVariable.js';
import { inPlace } from './code.js';
import { lineAt, refuse, type Rewrite, type Target } from './edit.js';
import { tokenAt } from './lex.js';

/** A shell puts variables into plain words and double quotes; single quotes are left and entered again. */
export function rewriteShell(text: string, target: Target): Rewrite {
  const { span, path, variable } = target;
  const expression = readVariable('shell', variable, path)?.expression ?? `$${variable}`;
  if (path.endsWith('_history')) return inPlace(target, target.placeholder);
  const token = tokenAt(text, 'shell', span);
  if (token?.kind === 'comment') return inPlace(target, target.placeholder);
  if (target.via.includes(JOINED)) {
    const first = tokenAt(text, 'shell', { start: span.start, end: span.start + 1 })?.quote;
    const last = tokenAt(text, 'shell', { start: span.end - 1, end: span.end })?.quote;
    if (first !== last) return refuse('it is written in parts, each in other quotes');
    if (first === "'") return refuse('it is written in parts in single quotes');
  }
  if (token?.quote === "<<'") return refuse('it stands in a here-document whose word is quoted, which expands nothing');
  if (/(?:^|\/)(?:gnu)?makefile$/i.test(path)) {
    const line = lineAt(text, span.start);
    const itself = new RegExp(String.raw`^((?:export[ \t]+)?${variable})[ \t]*(?::{0,3}|\+)=[ \t]*$`).exec(
      text.slice(line.start, span.start),
    );
    // What reads itself is an error in make; its environment is there without a word.
    return itself?.[1] !== undefined && span.end === line.end
      ? { edits: [{ start: line.start, end: line.end, text: `${itself[1]} ?=` }], notes: [] }
      : inPlace(target, expression);
  }
  const fallback = /\$\{([A-Za-z_]\w*)(:?[-=])$/.exec(text.slice(Math.max(0, span.start - 80), span.start));
  if (fallback?.[1] !== undefined && fallback[2] !== undefined && text[span.end] === '}')
    return {
      edits: [{ start: span.start - fallback[2].length, end: span.end, text: ':?' }],
      notes: [],
      variable: fallback[1],
    };
  const assigned = new RegExp(String.raw`(?:^|[\s;])${variable}=["']?$`).test(
    text.slice(Math.max(0, span.start - 100), span.start),
  );
  // Assigning a variable to itself is a check that it is set.
  const reading = assigned && expression.startsWith('${') ? `\${${variable}:?}` : expression;
  if (token?.kind !== 'string' || token.quote === '"' || token.quote === '<<') return inPlace(target, reading);
  if (token.quote !== "'") return inPlace(target, reading);
  const wholly = token.inner.start === span.start && token.inner.end === span.end;
  return wholly
    ? { edits: [{ start: token.start, end: token.end, text: `"${reading}"` }], notes: [] }
    : { edits: [{ ...span, text: `'"${reading}"'` }], notes: [] };
}
