export { scanStaged, type RunOptions } from './scan/run.js';
export type { Report } from './model/report.js';
