import { DIRECTIVE_MARK } from '../config/directives.js';
import type { TextRule } from '../model/rule.js';

/** Keywords of keys that are written in parts (see `fold.ts`). */
const FOLD_KEYWORDS = [
  'pk_live_',
  'pk_test_',
  ...['pk_', 'pk_live', 'pk_test'].flatMap((part) => [`${part}'`, `${part}"`, `${part}\``]),
  'pk_${',
  'pk_#{',
  'pk_{',
  "join('_')",
  'join("_")',
  "'pk'",
  '"pk"',
];
/** Stands among the rules of a keyword for `joinedTexts`. */
export const FOLDING = -1;
/** The same for comments that silence findings. */
export const DIRECTIVES = -2;

/** What a rule set looks for first, and which of its rules are asked then. */
export interface Calls {
  /** In lower case, none twice. */
  readonly keywords: readonly string[];
  /** Indexes of the rules of each keyword. */
  readonly rulesOf: readonly (readonly number[])[];
  /** Indexes of rules without keywords. */
  readonly unprompted: readonly number[];
  /** How far behind its keyword a rule looks, in bytes. */
  readonly reach: number;
}

export function callsOf(rules: readonly TextRule[]): Calls {
  const rulesOf = new Map<string, number[]>();
  const add = (keyword: string, rule: number): void => {
    const folded = keyword.toLowerCase();
    const list = rulesOf.get(folded);
    if (!list) rulesOf.set(folded, [rule]);
    else if (!list.includes(rule)) list.push(rule);
  };
  for (const [index, rule] of rules.entries()) for (const keyword of rule.keywords) add(keyword, index);
  if (rules.some((rule) => rule.keywords.includes('pk_live_')))
    for (const keyword of FOLD_KEYWORDS) add(keyword, FOLDING);
  add(DIRECTIVE_MARK, DIRECTIVES);
  return {
    keywords: [...rulesOf.keys()],
    rulesOf: [...rulesOf.values()],
    unprompted: [...rules.keys()].filter((index) => rules[index]?.keywords.length === 0),
    reach: Math.max(0, ...rules.map(({ window }) => window?.after ?? 0)),
  };
}
