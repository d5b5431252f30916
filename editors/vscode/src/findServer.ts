import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program that serves the editor. */
export interface ServerProgram {
  /** Absolute path of a JavaScript file. */
  readonly file: string;
  readonly version: string;
  /** `workspace`: the project's own dependency. `bundled`: the copy that came with the extension. */
  readonly origin: 'workspace' | 'bundled';
}

export interface ServerWishes {
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** Code of an untrusted workspace never runs. */
  readonly trusted: boolean;
  readonly setting: 'auto' | 'bundled';
  /** Folder of the bundled copy. */
  readonly bundled: string;
}

const PACKAGE = join('node_modules', 'pictify-scan');

/** The project's own pictify-scan, so that editor, hook and CI agree; else the bundled copy. */
export function findServer({ folders, trusted, setting, bundled }: ServerWishes): ServerProgram {
  if (trusted && setting === 'auto') {
    for (const folder of folders) {
      const program = readProgram(join(folder, PACKAGE), 'workspace');
      if (program) return program;
    }
  }
  const program = readProgram(bundled, 'bundled');
  if (!program) throw new Error('The extension is incomplete: its copy of pictify-scan is missing. Install it again.');
  return program;
}

function readProgram(folder: string, origin: ServerProgram['origin']): ServerProgram | undefined {
  try {
    const { version, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: unknown;
      bin?: Readonly<Record<string, unknown>>;
    };
    const path = bin?.['pictify-scan'];
    if (typeof version !== 'string' || typeof path !== 'string') return undefined;
    const file = join(folder, path);
    return existsSync(file) ? { file, version, origin } : undefined;
  } catch {
    // Not installed there, or not to be read: the next one counts.
    return undefined;
  }
}
