// In some files the rules are there as what the search for keywords needs of them: the rest is loaded when one of those
// keywords was met.
import { readFileSync } from 'node:fs';

const INDEX = /[\\/]rules[\\/]index\.ts$/;
const PROVIDERS = /[\\/]rules[\\/]providers[\\/]index\.ts$/;

/** What a rule is about: all that is asked of most. */
const KIND = 'on';

/** A pattern, made when it is asked for. */
const PATHS = 'paths';

/** What the search needs; all else of a rule comes later. */
const EARLY = ['id', 'severity', 'keywords', 'window', 'ahead', 'wantsRun', 'entries', 'only'];

/** The names of the files in dist/ that hold the rest, and what each is made of: Pictify's own rules, and all others. */
export const LATE_FILES = { ownRules: 'rules/pictify.ts', otherRules: 'rules/providers/index.ts' };

/**
 * An esbuild plugin: rules/index.ts gives the same rules, whose fields load one of `LATE_FILES` when they are asked for.
 *
 * @param {readonly { rules: readonly object[] }[]} groups what that module gives, in its order
 */
export function lateRules(groups) {
  return {
    name: 'late-rules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^late:/ }, ({ path }) => ({ path: `./${path.slice('late:'.length)}.cjs`, external: true }));
      onLoad({ filter: INDEX }, ({ path }) => ({ contents: early(readFileSync(path, 'utf8'), groups), loader: 'ts' }));
    },
  };
}

/** The module with other groups in the place of those that it imports. */
function early(source, groups) {
  const late = new Set(groups.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule))));
  for (const field of [...EARLY, KIND, PATHS]) late.delete(field);
  const rows = groups.flatMap(({ rules }) =>
    rules.map((rule) => JSON.stringify([...EARLY.map((field) => rule[field] ?? null), ...partsOf(rule[PATHS])])),
  );
  const kinds = groups.map(({ rules }) => rules.map((rule) => rule[KIND][0]).join(''));
  const start = `
    const KINDS = { t: 'text', f: 'file', i: 'ignore-files' };
    const groups = [];
    function wholeOf({ group, index }) {
      groups[group] ??= group === 0 ? require('late:ownRules').pictify : require('late:otherRules').load(group - 1);
      return groups[group].rules[index];
    }
    let rows;
    function earlyOf(rule) {
      rows ??= ${JSON.stringify(rows.join('\n'))}.split('\\n');
      return (rule.early ??= JSON.parse(rows[rule.row]));
    }
    class Rule {
      constructor(group, index, row, kind) {
        this.group = group;
        this.index = index;
        this.row = row;
        this.${KIND} = KINDS[kind];
        this.early = undefined;
        this.intoPaths = undefined;
      }
      get ${PATHS}() {
        const [source, flags] = earlyOf(this).slice(${EARLY.length});
        if (source) return (this.intoPaths ??= new RegExp(source, flags));
      }
      ${EARLY.map((field, place) => `get ${field}() { return earlyOf(this)[${place}] ?? undefined; }`).join('\n')}
      ${[...late].map((field) => `get ${field}() { return wholeOf(this).${field}; }`).join('\n')}
    }
    let row = 0;
    export const ruleGroups = ${JSON.stringify(kinds)}.map((kinds, group) => ({
      rules: Array.from(kinds, (kind, index) => new Rule(group, index, row++, kind)),
    }));
  `;
  return start + source.replaceAll(/^import .*$/gm, '').replace(/^export const ruleGroups.*$/m, '');
}

/** What a pattern can be made of again. */
function partsOf(pattern) {
  if (pattern === undefined) return [];
  if (!(pattern instanceof RegExp)) throw new Error(`${pattern} is no pattern that can be written down`);
  return [pattern.source, pattern.flags];
}

/** An esbuild plugin for `LATE_FILES.otherRules` itself: of each group what was left out, run when it is asked for. */
export const wholeRules = {
  name: 'whole-rules',
  setup({ onLoad }) {
    onLoad({ filter: PROVIDERS }, ({ path }) => ({ contents: whole(readFileSync(path, 'utf8')), loader: 'js' }));
  },
};

function whole(source) {
  const files = new Map(
    [...source.matchAll(/^import (\w+) from '(\.\/\w+)\.js';$/gm)].map(([, name, file]) => [name, file]),
  );
  const names = /\[([^\]]+)\];/.exec(source)[1].match(/\w+/g);
  const loaders = [...names.map((name) => files.get(name)), '../generic'].map((file) => `() => require('${file}.ts')`);
  return `
    const loaders = [${loaders.join(', ')}];
    export function load(group) { return loaders[group]().default; }
  `;
}
