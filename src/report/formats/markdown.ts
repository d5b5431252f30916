import type { Reporter } from '../../model/report.js';
import { markdownReport } from '../markdownReport.js';

/** Lets a CI step find its own comment and replace it. */
const MARKER = '<!-- pictify-scan -->';

/** The most that GitHub takes in a comment is 65,536 characters; GitLab takes more. */
const LIMIT = 60_000;

/** For a comment on a pull request. Starts with a marker, by which the comment is found again. */
export const renderMarkdown: Reporter['render'] = (report, options) =>
  `${MARKER}\n${markdownReport(report, options, LIMIT)}`;
