import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Problem } from '../model/errors.js';

interface PackedFile {
  readonly path: string;
}

/**
 * The files that `npm publish` would ship, as npm itself tells (`npm pack --dry-run --json`); no script
 * of the package runs.
 *
 * @param folder where package.json is
 * @throws Problem `read` where npm cannot tell
 */
export async function listPackage(folder: string): Promise<string[]> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    const { stdout } = await promisify(execFile)(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: folder,
      maxBuffer: 256 * 1024 * 1024,
      shell: process.platform === 'win32',
    });
    const value: unknown = JSON.parse(stdout);
    // An array up to npm 10, an object by name since.
    const [first] = Array.isArray(value) ? value : Object.values(value as Record<string, unknown>);
    const files = (first as { readonly files?: readonly PackedFile[] } | undefined)?.files;
    if (!files) throw new Error('npm named no files');
    return files.map((file) => file.path);
  } catch (error) {
    const said =
      error instanceof Error
        ? (error.message.split('\n').find((line) => line.includes('npm error')) ?? error.message.split('\n')[0])
        : String(error);
    throw new Problem(
      'read',
      `npm could not say what the package holds (${said}).`,
      'Mend what npm says: try npm pack --dry-run',
      { cause: error },
    );
  }
}
