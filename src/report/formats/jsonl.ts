import type { Reporter } from '../../model/report.js';
import { escapeJson } from '../escapeJson.js';

/**
 * One object a line, each with `type`: `finding` and `suppressed` and `warning` as in the JSON report, and
 * at last `receipt`, so that a reader knows that nothing was cut off.
 */
export const renderJsonLines: Reporter['render'] = ({ findings, suppressed, warnings, receipt, tool, version }) =>
  [
    ...findings.map((each) => ({ type: 'finding', ...each })),
    ...suppressed.map((each) => ({ type: 'suppressed', ...each })),
    ...warnings.map((each) => ({ type: 'warning', ...each })),
    { type: 'receipt', version, tool, ...receipt },
  ]
    .map((line) => `${escapeJson(line)}\n`)
    .join('');
