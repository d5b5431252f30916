import type { Span } from '../model/document.js';
import { columnName } from './columns.js';
import { enclosingNames, indentationParents, type NearName } from './names.js';
import { PAIR_REACH, pairedName } from './pairedName.js';
import type { Surroundings } from './surroundings.js';

/** Longest stretch before a value in which brackets are followed outwards. */
const ENCLOSING_REACH = 3000;
const PARENT_LINES = 60;
/** A key or a section's header stands at a line's beginning. */
const PARENT_REACH = 240;

/** What a value stands under. */
export interface NearNames {
  /** By brackets: what it is assigned to, the calls and objects round it, nearest first. */
  readonly enclosing: readonly NearName[];
  /** By indentation and section headers, nearest first. */
  readonly parents: readonly string[];
}

const made = new WeakMap<Surroundings, Map<number, NearNames>>();

/** Several rules ask about the same value: worked out once for each place. */
export function nearNames(surroundings: Surroundings, span: Span, path: string): NearNames {
  let places = made.get(surroundings);
  if (!places) made.set(surroundings, (places = new Map()));
  const kept = places.get(span.start);
  if (kept) return kept;
  const { before } = surroundings.around(span, ENCLOSING_REACH, 0);
  const line = surroundings.lineAt(span.start);
  const above = surroundings.before(span.start, PARENT_LINES, PARENT_REACH);
  const enclosing = enclosingNames(before);
  const told = columnName(surroundings, path, line, span) ?? nameBeside(surroundings, span);
  const names = {
    enclosing: told === undefined ? enclosing : [direct(told), ...enclosing],
    parents: indentationParents(
      line.text.slice(0, PARENT_REACH),
      above.map((each) => each.text),
    ),
  };
  places.set(span.start, names);
  return names;
}

function nameBeside(surroundings: Surroundings, span: Span): string | undefined {
  const { before, after } = surroundings.around(span, PAIR_REACH, PAIR_REACH);
  return pairedName(before, after);
}

function direct(name: string): NearName {
  return { name, level: 0, distance: 0, acrossLines: false, call: false };
}
