import { join } from 'node:path';

/**
 * Keeps what V8 makes of the program's files beside them, on Nodes that can (22.8 and up). Nowhere else:
 * who can write there can change the program itself, which is not so of a shared temporary folder or of
 * the repository. Where the package cannot be written to, there is no cache and nothing is said.
 */
export function enableCompileCache(): void {
  // `require`, as an import of something that not every Node has would copy the whole module first.
  const { enableCompileCache: enable } = require('node:module') as {
    enableCompileCache?: (directory: string) => unknown;
  };
  enable?.(join(__dirname, '.cache'));
}
