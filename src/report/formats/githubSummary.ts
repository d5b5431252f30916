import type { Reporter } from '../../model/report.js';
import { markdownReport } from '../markdownReport.js';

/** GitHub takes 1 MiB of summary a step; a character may take 3 bytes. */
const LIMIT = 300_000;

/** For the file that `GITHUB_STEP_SUMMARY` names. */
export const renderGithubSummary: Reporter['render'] = (report, options) => markdownReport(report, options, LIMIT);
