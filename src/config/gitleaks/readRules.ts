import type { LinearPattern } from '../../model/rule.js';
import type { ReportWarning } from '../../model/report.js';
import { nearest } from '../../text/nearest.js';
import { readAllowlist, type Allowlist } from './allowlist.js';
import { compilePattern } from './compilePattern.js';
import { Table } from './table.js';
import type { TomlFile } from './tomlFile.js';

/** A `[[rules]]` table; a file that extends another one may give parts of a rule only. */
export interface RawRule {
  readonly id: string;
  readonly description: string | undefined;
  /** As text: which group is the secret may be said by another file. */
  readonly regex: string | undefined;
  readonly secretGroup: number;
  readonly entropy: number;
  readonly path: LinearPattern | undefined;
  readonly keywords: readonly string[];
  readonly allowlists: readonly Allowlist[];
  /** It is not reported by itself. */
  readonly silent: boolean;
  /** For messages. */
  readonly table: Table;
}

/** An `[[allowlists]]` table: for all rules of the file, or for some. */
export interface RawAllowlist {
  readonly allowlist: Allowlist;
  readonly targets: readonly string[];
  readonly table: Table;
}

export interface RawFile {
  readonly file: string;
  readonly rules: ReadonlyMap<string, RawRule>;
  readonly allowlists: readonly RawAllowlist[];
  readonly extend: {
    readonly path: string | undefined;
    readonly useDefault: boolean;
    readonly disabledRules: readonly string[];
    readonly table: Table;
  };
  readonly warnings: readonly ReportWarning[];
}

const TOP = [
  'title',
  'description',
  'extend',
  'rules',
  'allowlist',
  'allowlists',
  'minVersion',
  'betterleaksMinVersion',
];
const RULE = [
  'id',
  'description',
  'path',
  'regex',
  'secretGroup',
  'entropy',
  'keywords',
  'tags',
  'allowlist',
  'allowlists',
  'skipReport',
];
/** What changes which findings there are, and is not understood here. */
const REFUSED: Readonly<Record<string, string>> = {
  prefilter: 'an expression language',
  filter: 'an expression language',
  required: 'rules that need one another',
  tokenefficiency: 'a filter by word pieces',
};
/** What asks the provider or sorts findings: it changes none of them. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['validate', 'specificity']);

/** Reads a file of gitleaks or Betterleaks rules, without what it extends. @throws Problem `config` */
export function readRules(file: TomlFile): RawFile {
  const warnings: ReportWarning[] = [];
  const top = new Table(file.data, { file, name: '', table: '', index: 0 });
  checkKeys(top, TOP, warnings);
  const rules = new Map<string, RawRule>();
  const counter = { allowlists: 0, allowlist: 0 };
  for (const [index, data] of top.tables('rules').entries()) {
    const id = idOf(data);
    const table = new Table(data, {
      file,
      name: id === '' ? `rule ${index + 1}` : `rule ${id}`,
      table: 'rules',
      index,
    });
    if (id === '') table.fail(undefined, 'its `id` is missing');
    checkKeys(table, RULE, warnings);
    if (rules.has(id)) warnings.push(warn(table, `Rule ${id} stands twice: the last one counts.`));
    rules.set(id, readRule(table, id, counter));
  }
  const [extend] = top.tables('extend');
  const extendTable = new Table(extend ?? {}, { file, name: '[extend]', table: 'extend', index: 0 });
  checkKeys(extendTable, ['path', 'useDefault', 'disabledRules', 'url'], warnings);
  return {
    file: file.file,
    rules,
    allowlists: allowlistTables(top, file, '', counter).map((table) => ({
      allowlist: readAllowlist(table, ['targetrules']),
      targets: table.texts('targetRules'),
      table,
    })),
    extend: {
      path: extendTable.text('path'),
      useDefault: extendTable.flag('useDefault'),
      disabledRules: extendTable.texts('disabledRules'),
      table: extendTable,
    },
    warnings,
  };
}

function readRule(table: Table, id: string, counter: Counter): RawRule {
  const path = table.text('path') ?? '';
  const regex = table.text('regex') ?? '';
  const secretGroup = table.number('secretGroup') ?? 0;
  if (!Number.isInteger(secretGroup) || secretGroup < 0)
    table.fail('secretGroup', '`secretGroup` must be a whole number from 0');
  return {
    id,
    description: table.text('description'),
    regex: regex === '' ? undefined : regex,
    secretGroup,
    entropy: table.number('entropy') ?? 0,
    path: path === '' ? undefined : compilePattern(table, 'path', path),
    keywords: table.texts('keywords'),
    allowlists: allowlistTables(table, table.place.file, id, counter).map((each) => readAllowlist(each)),
    silent: table.flag('skipReport'),
    table,
  };
}

interface Counter {
  allowlists: number;
  allowlist: number;
}

function allowlistTables(table: Table, file: TomlFile, rule: string, counter: Counter): Table[] {
  if (table.has('allowlist') && table.has('allowlists'))
    table.fail('allowlist', '`allowlist` (the older form) and `allowlists` cannot stand together');
  const prefix = rule === '' ? '' : 'rules.';
  return (['allowlist', 'allowlists'] as const).flatMap((key) =>
    table.tables(key).map((data, index) => {
      const number = rule === '' ? index : counter[key]++;
      const name = rule === '' ? `an allowlist of the file` : `an allowlist of rule ${rule}`;
      return new Table(data, { file, name, table: `${prefix}${key}`, index: number });
    }),
  );
}

function idOf(data: Readonly<Record<string, unknown>>): string {
  const key = Object.keys(data).find((each) => each.toLowerCase() === 'id');
  const id = key === undefined ? undefined : data[key];
  return typeof id === 'string' ? id.trim() : '';
}

function checkKeys(table: Table, known: readonly string[], warnings: ReportWarning[]): void {
  for (const key of table.keys()) {
    const folded = key.toLowerCase();
    if (known.some((each) => each.toLowerCase() === folded)) continue;
    const refused = Object.hasOwn(REFUSED, folded) ? REFUSED[folded] : undefined;
    if (refused !== undefined)
      table.fail(
        key,
        `\`${key}\` (${refused}) is not supported`,
        'Without it the rules would mean something else: take it out of the file, or the file out of `extends`.',
      );
    const near = nearest(key, known);
    warnings.push(
      warn(
        table,
        WITHOUT_EFFECT.has(folded)
          ? `\`${key}\` has no effect here.`
          : `\`${key}\` is no key of this format and has no effect${near === undefined ? '' : `; did you mean "${near}"?`}`,
        key,
      ),
    );
  }
}

/** A warning about a place in an imported file. */
export function warn(table: Table, message: string, key?: string): ReportWarning {
  const line = table.line(key);
  const { name, file } = table.place;
  return {
    code: 'imported-rules',
    message: name === '' || message.startsWith('Rule ') ? message : `${name}: ${message}`,
    path: file.file,
    ...(line !== undefined && { line }),
  };
}
