import type { CST } from 'yaml';
import { Parser } from './yaml.js';

/**
 * How deep a YAML text is nested. The tokens are made without recursion; making a document of them
 * recurses, and so near to the end of the stack the engine can abort the process, which nothing catches.
 */
export function yamlDepth(text: string): number {
  let deepest = 0;
  const open: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of new Parser().parse(text)) open.push({ token, depth: 0 });
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items as readonly CST.CollectionItem[]) {
      for (const inner of [key, value]) if (inner) open.push({ token: inner, depth: depth + 1 });
    }
  }
  return deepest;
}
