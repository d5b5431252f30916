// Leaves out of the hook's bundle what only documentation and tests need of a rule.
import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

const LEFT_OUT = new Set(['examples', 'description']);

/** An esbuild plugin: files below rules/ lose those properties of every object that has an `id` besides. */
export const leanRules = {
  name: 'lean-rules',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]rules[\\/].*\.ts$/ }, ({ path }) => ({ contents: lean(path), loader: 'ts' }));
  },
};

function lean(path) {
  let source = readFileSync(path, 'utf8');
  const cuts = [];
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  new Visitor({
    ObjectExpression({ properties }) {
      if (!properties.some((property) => nameOf(property) === 'id')) return;
      for (const property of properties) if (LEFT_OUT.has(nameOf(property))) cuts.push(property.value);
    },
  }).visit(program);
  for (const { start, end } of cuts.toSorted((a, b) => b.start - a.start))
    source = `${source.slice(0, start)}undefined as never${source.slice(end)}`;
  return source;
}

function nameOf(property) {
  return property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : undefined;
}
