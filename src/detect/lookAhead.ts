import type { RuleAhead } from '../model/rule.js';

/** Whether what a rule wants to see behind its keyword stands there. `from` is the byte behind the keyword. */
export type LookAhead = (bytes: Uint8Array, from: number) => boolean;

const FOUND = 1;
const STOPPED = 2;

/** Makes the look that a rule declares: one step a byte, through a table. */
export function lookAhead(ahead: RuleAhead): LookAhead {
  const table = tableOf(ahead);
  const { within } = ahead;
  return (bytes, from) => {
    const end = Math.min(bytes.length, from + within);
    for (let at = from; at < end; at += 1) {
      const what = table[bytes[at] as number];
      if (what !== 0) return what === FOUND;
    }
    return false;
  };
}

/** For each byte 0, 1 where it is what is looked for, 2 where it cannot stand between. */
export function tableOf({ find, stops }: RuleAhead): Uint8Array {
  const table = new Uint8Array(256);
  for (const stop of stops) table[stop.charCodeAt(0)] = STOPPED;
  table[find.charCodeAt(0)] = FOUND;
  return table;
}
