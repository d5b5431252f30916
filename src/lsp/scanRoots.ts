import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';
import { scanTree } from '../scan/runTree.js';

/** How often progress is told, in milliseconds. */
const EVERY = 200;

/**
 * Looks at whole work trees, as `pictify-scan scan` does.
 *
 * @param progress told how many files were looked at so far; begun and done by the caller
 * @param signal ends it before it is done
 * @returns findings by the address of their file
 * @throws Problem, or the signal's reason
 */
export async function scanRoots(
  roots: readonly string[],
  progress: Pick<WorkDoneProgressReporter, 'report'>,
  signal: AbortSignal,
): Promise<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>();
  for (const root of roots) {
    let files = (): number => 0;
    const tell = (): void => progress.report(`${files()} files`);
    const timer = setInterval(tell, EVERY);
    try {
      const report = await scanTree({ cwd: root, signal, onStart: (tally) => (files = () => tally.files) });
      signal.throwIfAborted();
      for (const finding of report.findings) {
        if (finding.status !== 'new') continue;
        const uri = pathToFileURL(join(root, finding.path)).href;
        found.set(uri, [...(found.get(uri) ?? []), finding]);
      }
      tell();
    } finally {
      clearInterval(timer);
    }
  }
  return found;
}
