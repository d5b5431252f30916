import type { Severity } from '../model/finding.js';
import type { RuleId, TextRule } from '../model/rule.js';
import { linearPattern } from './linearPattern.js';

/** A rule of the user's own, as it stands in the config. */
export interface CustomRule {
  readonly id: RuleId;
  readonly title: string;
  readonly description?: string;
  readonly severity?: Severity;
  readonly keywords: readonly string[];
  readonly pattern: string;
  readonly minEntropy?: number;
  readonly paths?: string;
  readonly revoke?: string;
  readonly variable?: string;
}

/** The rule, or the key that is wrong and why. */
export function makeCustomRule(
  custom: CustomRule,
): { readonly rule: TextRule } | { readonly key: string; readonly what: string } {
  if (custom.keywords.length === 0) return { key: 'keywords', what: 'must name at least one literal' };
  const bad = custom.keywords.find((keyword) => !/^[\x20-\x7e]{3,64}$/.test(keyword));
  if (bad !== undefined)
    return { key: 'keywords', what: `holds ${JSON.stringify(bad)}; a keyword has 3 to 64 ASCII characters` };
  const { id, title, description, severity, keywords, minEntropy, revoke, variable } = custom;
  let key = 'pattern';
  try {
    const pattern = linearPattern(custom.pattern);
    key = 'paths';
    const paths = custom.paths === undefined ? undefined : linearPattern(custom.paths);
    const rule: TextRule = {
      on: 'text',
      id,
      title,
      description: description ?? 'A rule of this repository.',
      severity: severity ?? 'error',
      kind: id.slice(id.indexOf('/') + 1),
      source: 'the config of this repository',
      keywords,
      pattern,
      examples: () => ({ leak: [], safe: [] }),
      ...(minEntropy !== undefined && { minEntropy }),
      ...(paths && { paths }),
      ...(revoke !== undefined && { revoke }),
      ...(variable !== undefined && { variable }),
    };
    return { rule };
  } catch (error) {
    return { key, what: error instanceof Error ? error.message : String(error) };
  }
}
