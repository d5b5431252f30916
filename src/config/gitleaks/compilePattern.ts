import type { LinearPattern } from '../../model/rule.js';
import { linearPattern } from '../linearPattern.js';
import type { Table } from './table.js';

/** @throws Problem `config` naming the rule, the key and what is wrong with the pattern */
export function compilePattern(
  table: Table,
  key: string,
  source: string,
  secretGroup?: number | 'first',
): LinearPattern {
  try {
    return linearPattern(source, secretGroup);
  } catch (error) {
    return table.fail(key, `\`${key}\` ${error instanceof Error ? error.message : String(error)}`);
  }
}
