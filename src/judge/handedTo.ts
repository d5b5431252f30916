import type { Span } from '../model/document.js';
import type { Surroundings } from './surroundings.js';

/** How far behind a value its variable is followed. */
const REACH = 600;
const MOST_CALLS = 8;
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,60}$/;
/** What stands before an argument, up to its call's name, at most. */
const BEFORE = 81 + 1 + 20 + 1 + 20 + 40 + 4 + 1 + 4;
const CALL = /([A-Za-z_$][\w$.]{0,80})\(\s{0,20}(?:\{\s{0,20}[\w$]{1,40}\s{0,4}:\s{0,4})?$/;
const GOES_ON = /[\w$(]/;

/**
 * The calls that a variable's value is handed to, first things first: `e="…",t=window.Stripe(e)` gives
 * `window.Stripe` for `e`. Also as the first property: `new Pictify({ apiKey: e })`.
 */
export function handedTo(surroundings: Surroundings, span: Span, variable: string): readonly string[] {
  if (!IDENTIFIER.test(variable)) return [];
  return callsWith(surroundings.text(span.end, span.end + REACH), variable);
}

/** The calls in a text that a variable is the first argument of, or the first property of that. */
export function callsWith(text: string, variable: string): readonly string[] {
  const calls: string[] = [];
  for (let at = text.indexOf(variable); at !== -1; at = text.indexOf(variable, at + 1)) {
    if (GOES_ON.test(text[at + variable.length] ?? '')) continue;
    const call = CALL.exec(text.slice(Math.max(0, at - BEFORE), at))?.[1];
    if (call !== undefined) calls.push(call);
    if (calls.length === MOST_CALLS) break;
  }
  return calls;
}
