import type { Reporter } from '../../model/report.js';
import { escapeJson } from '../escapeJson.js';

/** The whole report, as `schema/report.schema.json` describes it. */
export const renderJson: Reporter['render'] = (report) => `${escapeJson(report, 2)}\n`;
