// Leaves out of a bundle what only documentation and tests need of a rule.
import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

/** An esbuild plugin: files below rules/ lose those properties of every object that has an `id` besides. */
export function leanRules(leftOut) {
  return {
    name: 'lean-rules',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]rules[\\/].*\.ts$/ }, ({ path }) => ({ contents: lean(path, leftOut), loader: 'ts' }));
    },
  };
}

function lean(path, leftOut) {
  let source = readFileSync(path, 'utf8');
  const cuts = [];
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  new Visitor({
    ObjectExpression({ properties }) {
      if (!properties.some((property) => nameOf(property) === 'id')) return;
      for (const property of properties) if (leftOut.includes(nameOf(property))) cuts.push(property.value);
    },
  }).visit(program);
  for (const { start, end } of cuts.toSorted((a, b) => b.start - a.start))
    source = `${source.slice(0, start)}undefined as never${source.slice(end)}`;
  return source;
}

function nameOf(property) {
  return property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : undefined;
}
