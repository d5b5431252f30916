import type { Document } from '../model/document.js';
import type { Engine } from '../scan/engine.js';
import { Positions } from '../text/positions.js';
import { textView } from '../text/textView.js';
import type { SoughtKey } from './soughtKey.js';

/** A place in one document. */
export interface Place {
  /** From 1. */
  readonly line: number;
  readonly via: readonly string[];
}

/** Quick answer to: is the key in these bytes, in any form? */
export function holdsKey(engine: Engine, key: SoughtKey, document: Document): boolean {
  return key.isIn(textView(document.bytes).bytes) || engine.seek(document, key.is).length > 0;
}

/** Every line of a document on which the key stands, as the rules see it (also through encodings) or as a literal. */
export function placesOf(engine: Engine, key: SoughtKey, document: Document): Place[] {
  const places = new Map<string, Place>();
  const lines = new Set<number>();
  for (const { line, via } of engine.seek(document, key.is)) {
    places.set(`${line} ${via.join()}`, { line, via });
    lines.add(line);
  }
  const view = textView(document.bytes, document.start);
  const literals = key.placesIn(view.bytes);
  const positions = literals.length > 0 ? new Positions(view) : undefined;
  for (const { offset, via } of literals) {
    const line = positions?.at(offset).line ?? 1;
    // What a rule saw on a line, it saw better: it knows what the encoding is inside of.
    if (!lines.has(line)) places.set(`${line} ${via.join()}`, { line, via });
  }
  return [...places.values()].toSorted((a, b) => a.line - b.line);
}
