import type { Reporter } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { listFindings } from '../listFindings.js';

/** `path:line:column: error: message [rule]`, one finding a line, as compilers write and quickfix lists read. */
export const renderUnix: Reporter['render'] = (report, options) =>
  listFindings(report, options)
    .map(
      ({ path, line, column, severity, message, rule }) =>
        `${escapeUnsafe(path)}:${line}:${column}: ${severity}: ${escapeUnsafe(message)} [${escapeUnsafe(rule)}]\n`,
    )
    .join('');
