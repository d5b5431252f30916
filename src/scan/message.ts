import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Problem } from '../model/errors.js';
import { MESSAGE_PATH } from '../model/textPlaces.js';
import type { Engine } from './engine.js';
import { shellPath } from '../text/shellPath.js';
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

/** Where a message is. */
interface MessageFile {
  /** As the hook was given it, relative to `cwd`. */
  readonly file: string;
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A commit message as the commit-msg hook gets it. @throws Problem `read` */
export async function scanMessageFile(engine: Engine, message: MessageFile): Promise<ScanResult> {
  const bytes = await readFile(resolve(message.cwd, message.file)).catch((error: unknown) => {
    throw new Problem(
      'read',
      `The message file ${message.file} could not be read.`,
      'Run this as a commit-msg hook: git hands it the file.',
      { cause: error },
    );
  });
  const cut = SCISSORS.exec(bytes.toString('latin1'))?.index;
  const judged = engine.scan({
    path: MESSAGE_PATH,
    bytes: bytes.subarray(0, cut),
    origin: { kind: 'message', of: 'file' },
  });
  return {
    source: 'commit message',
    findings: judged.map((each) => ({ judged: each, status: 'new' })),
    engine,
    ...(judged.length > 0 && { lastStep: await commitAgain(message, cut !== undefined) }),
  };
}

/** How to go on with a message that git has kept; `undefined` where the file is none of git's. */
async function commitAgain({ file, cwd, environment }: MessageFile, isVerbose: boolean): Promise<string | undefined> {
  switch (basename(file)) {
    case 'COMMIT_EDITMSG': {
      // A hook runs at the top of the work tree, from wherever below it the user has called git.
      const path = environment['GIT_PREFIX'] ? resolve(cwd, file) : file;
      // git takes the diff below the message off again where it is told that there is one.
      return `Do that in the message, which git has kept, and commit again (with -a or --amend if you gave it): git commit ${isVerbose ? '-v ' : ''}-e -F ${shellPath(path)}`;
    }
    case 'MERGE_MSG':
      return 'Do that in the message, which git has kept, and commit the merge: git commit';
    default:
      return undefined;
  }
}
