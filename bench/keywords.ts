// Prints the keywords of the recommended rules, one a line: what the work tree's floor looks for.
import { presetRules } from '../rules/index.js';

const keywords = presetRules('recommended').flatMap((rule) => (rule.on === 'text' ? rule.keywords : []));
console.log([...new Set(keywords)].join('\n'));
