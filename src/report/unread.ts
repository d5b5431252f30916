import type { Report } from '../model/report.js';

/** What could not be read, in a sentence; a run with such files is no pass. Nothing where all was read. */
export function unreadText({ receipt }: Report): string | undefined {
  const paths = receipt.skipped.filter(({ why }) => why === 'unreadable').map(({ path }) => path);
  if (paths.length === 0) return undefined;
  return `${paths.length === 1 ? `${paths[0]} could` : `${paths.length} files could`} not be read, so this is not a pass.`;
}
