// In some files the rules of other providers are there as what the search for keywords needs of them: the rest
// is loaded when one of those keywords was met.
import { readFileSync } from 'node:fs';

const INDEX = /[\\/]rules[\\/]providers[\\/]index\.ts$/;

/** What the search needs; all else of a rule comes later. */
const EARLY = ['id', 'on', 'severity', 'keywords', 'window', 'ahead'];

/** The name of the file in dist/ that holds the rest. */
export const LATE_FILE = 'providers';

/**
 * An esbuild plugin: rules/providers/index.ts gives the same rules, whose fields load `LATE_FILE` when they are asked for.
 *
 * @param {readonly { rules: readonly object[] }[]} groups what that module gives, in its order
 */
export function lateRules(groups) {
  return {
    name: 'late-rules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^late:/ }, () => ({ path: `./${LATE_FILE}.cjs`, external: true }));
      onLoad({ filter: INDEX }, () => ({ contents: early(groups), loader: 'js' }));
    },
  };
}

function early(groups) {
  const fields = new Set(groups.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule))));
  for (const field of EARLY) fields.delete(field);
  const table = groups.map(({ rules }) => rules.map((rule) => EARLY.map((field) => rule[field] ?? null)));
  return `
    const groups = [];
    function wholeOf({ group, index }) {
      return (groups[group] ??= require('late:').load(group)).rules[index];
    }
    class Rule {
      constructor(group, index, [${EARLY.join(', ')}]) {
        this.group = group;
        this.index = index;
        ${EARLY.map((field) => `this.${field} = ${field} ?? undefined;`).join('\n')}
      }
      ${[...fields].map((field) => `get ${field}() { return wholeOf(this).${field}; }`).join('\n')}
    }
    export const providers = JSON.parse(${JSON.stringify(JSON.stringify(table))}).map((rules, group) => ({
      rules: rules.map((fields, index) => new Rule(group, index, fields)),
    }));
  `;
}

/** An esbuild plugin for `LATE_FILE` itself: of each provider what was left out, run when it is asked for. */
export const wholeRules = {
  name: 'whole-rules',
  setup({ onLoad }) {
    onLoad({ filter: INDEX }, ({ path }) => ({ contents: whole(readFileSync(path, 'utf8')), loader: 'js' }));
  },
};

function whole(source) {
  const files = new Map(
    [...source.matchAll(/^import (\w+) from '(\.\/\w+)\.js';$/gm)].map(([, name, file]) => [name, file]),
  );
  const names = /\[([^\]]+)\];/.exec(source)[1].match(/\w+/g);
  return `
    const loaders = [${names.map((name) => `() => require('${files.get(name)}.ts')`).join(', ')}];
    export function load(group) { return loaders[group]().default; }
  `;
}
