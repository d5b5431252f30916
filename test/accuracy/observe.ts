import { readConfig } from '../../src/config/readConfig.js';
import type { Engine } from '../../src/scan/engine.js';
import { engineFor } from '../../src/scan/loadEngine.js';
import type { CorpusCase } from './corpus/corpusCase.js';

/** A place in a text: line and column from 1, UTF-16 units, the end exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a scanner said of a case. */
export interface Observed extends Place {
  readonly outcome: 'finding' | 'public';
  /** A rule's id, or the kind of a public key. */
  readonly label: string;
}

/** The engine with its defaults, no config of the folder it runs in. */
export async function defaultEngine(): Promise<Engine> {
  return engineFor(await readConfig(() => Promise.resolve(undefined), {}));
}

/** What the engine says of a case under our own rules. */
export function observe(engine: Engine, each: CorpusCase): Observed[] {
  return engine
    .scan({ path: each.path, bytes: each.bytes ?? Buffer.from(each.text), origin: { kind: 'buffer' } })
    .filter((judged) => judged.rule.id.startsWith('pictify/'))
    .map(({ rule, outcome, kind, start, end }) => ({
      outcome,
      label: outcome === 'public' ? kind : rule.id,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    }));
}
