import type { Span } from '../model/document.js';
import type { Surroundings } from './surroundings.js';

/** How far behind a value its variable is followed. */
const REACH = 600;
const MOST_CALLS = 8;
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,60}$/;

/**
 * The calls that a variable's value is handed to, first things first: `e="…",t=window.Stripe(e)` gives
 * `window.Stripe` for `e`. Also as the first property: `new Pictify({ apiKey: e })`.
 */
export function handedTo(surroundings: Surroundings, span: Span, variable: string): readonly string[] {
  if (!IDENTIFIER.test(variable)) return [];
  const name = variable.replaceAll('$', '\\$');
  const call = new RegExp(
    `([A-Za-z_$][\\w$.]{0,80})\\(\\s{0,20}(?:\\{\\s{0,20}[\\w$]{1,40}\\s{0,4}:\\s{0,4})?${name}(?![\\w$(])`,
    'g',
  );
  const calls: string[] = [];
  for (const match of surroundings.text(span.end, span.end + REACH).matchAll(call)) {
    calls.push(match[1] ?? '');
    if (calls.length === MOST_CALLS) break;
  }
  return calls;
}
