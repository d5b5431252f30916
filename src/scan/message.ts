import { readFile } from 'node:fs/promises';
import { Problem } from '../model/errors.js';
import { MESSAGE_PATH } from './commitTexts.js';
import type { Engine } from './engine.js';
import type { ScanResult } from './result.js';

/**
 * What `git commit --verbose` puts below the message, and takes off again: comment lines and then a
 * diff, or nothing. A line that looks alike with more text below is the user's own, and stays.
 *
 * ```
 * # ------------------------ >8 ------------------------\n# Do not modify …\ndiff --git a/x b/x\n…
 * ```
 */
const SCISSORS = /^(\S{1,8}) -{8,} >8 -{8,}\r?\n(?:\1.*\n)*(?=diff |$(?![^]))/m;

/** A commit message as the commit-msg hook gets it. @throws Problem `read` */
export async function scanMessageFile(engine: Engine, file: string): Promise<ScanResult> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Problem(
      'read',
      `The message file ${file} could not be read.`,
      'Run this as a commit-msg hook: git hands it the file.',
      { cause: error },
    );
  });
  const cut = SCISSORS.exec(bytes.toString('latin1'))?.index ?? bytes.length;
  const judged = engine.scan({
    path: MESSAGE_PATH,
    bytes: bytes.subarray(0, cut),
    origin: { kind: 'message', of: 'file' },
  });
  return { source: 'commit message', findings: judged.map((each) => ({ judged: each, status: 'new' })), engine };
}
