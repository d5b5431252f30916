import type { RuleGroup } from '../../src/model/rule.js';

/** Every provider's rules but Pictify's own, in alphabetical order. */
export const providers: readonly RuleGroup[] = [];
