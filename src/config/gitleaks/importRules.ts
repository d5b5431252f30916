import { posix } from 'node:path';
import type { Allowance } from '../../model/config.js';
import type { FileReader } from '../../model/fileReader.js';
import type { ReportWarning } from '../../model/report.js';
import type { Rule } from '../../model/rule.js';
import { readRules, warn, type RawAllowlist, type RawFile, type RawRule } from './readRules.js';
import { parseTomlFile } from './tomlFile.js';
import { allowed, ruleId, toRule } from './toRule.js';

/** What a file of gitleaks or Betterleaks rules gives. */
export interface ImportedRules {
  readonly rules: readonly Rule[];
  /** The file's allowlists, where our provider rules stand in for gitleaks' own (`useDefault`). */
  readonly allowances: readonly Allowance[];
  readonly warnings: readonly ReportWarning[];
  /** The files that were read, relative to the root. */
  readonly files: readonly string[];
}

const DEEPEST = 2;

/**
 * Reads rules in the form of gitleaks 8 and Betterleaks, with what the file extends.
 *
 * @param file relative to the root; so is `[extend] path`
 * @throws Problem `config` naming file, line, rule and what is wrong or not supported
 */
export async function importRules(read: FileReader, file: string, bytes: Buffer): Promise<ImportedRules> {
  const raw = readRules(parseTomlFile(file, bytes));
  const merged = await follow(read, raw, [file]);
  const rules = new Map<string, RawRule>(merged.rules);
  const warnings = [...merged.warnings];
  for (const { targets, allowlist, table } of merged.allowlists) {
    for (const target of targets) {
      const rule = rules.get(target);
      if (rule) rules.set(target, { ...rule, allowlists: [...rule.allowlists, allowlist] });
      else if (merged.standsIn) warnings.push(warn(table, notThere(target)));
      else table.fail('targetRules', `\`targetRules\` names ${target}, which is no rule`);
    }
  }
  const global = merged.allowlists.filter(({ targets }) => targets.length === 0).map(({ allowlist }) => allowlist);
  const made = [...rules.values()].flatMap((rule): Rule[] => {
    // A rule of the default set that the file only changes.
    if (merged.standsIn && rule.regex === undefined && rule.path === undefined) {
      warnings.push(warn(rule.table, notThere(rule.id)));
      return [];
    }
    const own = { file, allowlists: [...global, ...rule.allowlists], ownFiles: merged.files };
    const imported = toRule(rule, own);
    return imported ? [imported] : [];
  });
  const standIns = { file, allowlists: global, ownFiles: merged.files };
  return {
    rules: withUniqueIds(made),
    allowances: merged.standsIn ? [(candidate, context) => allowed(candidate, context, standIns)] : [],
    warnings,
    files: merged.files,
  };
}

interface Merged {
  readonly rules: ReadonlyMap<string, RawRule>;
  readonly allowlists: readonly RawAllowlist[];
  readonly warnings: readonly ReportWarning[];
  readonly files: readonly string[];
  /** `useDefault`: gitleaks' own rules are asked for. */
  readonly standsIn: boolean;
}

/** The file laid over what it extends. */
async function follow(read: FileReader, raw: RawFile, above: readonly string[]): Promise<Merged> {
  const { extend, rules, allowlists, warnings } = raw;
  if (extend.table.has('url')) extend.table.fail('url', '`url` is not supported: nothing is fetched');
  if (extend.path !== undefined && extend.useDefault)
    extend.table.fail('path', '`path` and `useDefault` cannot stand together');
  if (extend.useDefault) {
    const note =
      "gitleaks' own rules are not part of this package; pictify-scan's provider rules stand in for them (preset `recommended`), under the allowlists of this file.";
    const disabled =
      extend.disabledRules.length === 0
        ? ''
        : ` Switch theirs off by their own names in \`rules\`: \`disabledRules\` has no effect on them.`;
    return {
      rules,
      allowlists,
      files: above,
      standsIn: true,
      warnings: [...warnings, warn(extend.table, `${note}${disabled}`, 'useDefault')],
    };
  }
  if (extend.path === undefined) return { rules, allowlists, warnings, files: above, standsIn: false };
  const path = posix.normalize(extend.path.replaceAll('\\', '/'));
  if (path.startsWith('../') || posix.isAbsolute(path))
    extend.table.fail('path', `\`path\` leads out of the repository: ${extend.path}`);
  if (above.includes(path))
    extend.table.fail('path', `\`path\` goes round in a circle: ${[...above, path].join(' > ')}`);
  if (above.length > DEEPEST)
    extend.table.fail('path', `\`path\` is nested more than ${DEEPEST} deep, as gitleaks counts`);
  const bytes = await read(path);
  if (!bytes)
    return extend.table.fail('path', `\`path\` names ${path}, which does not exist (it counts from the root)`);
  const base = await follow(read, readRules(parseTomlFile(path, bytes)), [...above, path]);
  return lay(raw, base);
}

function lay({ rules, allowlists, warnings, extend }: RawFile, base: Merged): Merged {
  const merged = new Map<string, RawRule>(rules);
  const more: ReportWarning[] = [];
  for (const id of extend.disabledRules)
    if (!base.rules.has(id) && !base.standsIn)
      more.push(warn(extend.table, `\`disabledRules\` names ${id}, which is no rule of ${extend.path ?? ''}.`));
  for (const [id, rule] of base.rules) {
    if (extend.disabledRules.includes(id)) continue;
    const over = rules.get(id);
    merged.set(id, over ? layRule(over, rule) : rule);
  }
  return {
    rules: merged,
    allowlists: [...allowlists, ...base.allowlists],
    warnings: [...warnings, ...more, ...base.warnings],
    files: base.files,
    standsIn: base.standsIn,
  };
}

/** What the upper rule says counts; lists grow. */
function layRule(over: RawRule, base: RawRule): RawRule {
  return {
    ...base,
    description: over.description ?? base.description,
    regex: over.regex ?? base.regex,
    path: over.path ?? base.path,
    entropy: over.entropy === 0 ? base.entropy : over.entropy,
    secretGroup: over.secretGroup === 0 ? base.secretGroup : over.secretGroup,
    keywords: [...base.keywords, ...over.keywords],
    allowlists: [...base.allowlists, ...over.allowlists],
    table: over.regex === undefined ? base.table : over.table,
  };
}

function notThere(id: string): string {
  return `Rule ${id} is one of gitleaks' own, which are not part of this package: what is said about it has no effect.`;
}

/** Two ids can become one when what no id may hold is replaced. */
function withUniqueIds(rules: readonly Rule[]): Rule[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    let id = rule.id;
    for (let number = 2; taken.has(id); number += 1) id = ruleId(`${rule.id.slice('gitleaks/'.length)}-${number}`);
    taken.add(id);
    return id === rule.id ? rule : { ...rule, id };
  });
}
