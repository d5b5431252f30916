// Reads files and looks whether anything is in them, in a thread of its own.
import { parentPort } from 'node:worker_threads';
import { Detector } from '../../detect/detector.js';

import { PIECE_BYTES } from '../../git/batchParser.js';
import type { ListedFile } from '../../sources/listFiles.js';
import { isLfsPointer } from '../../sources/lfsPointer.js';
import { readFileNow, ReadSpace, type ReadOutcome } from '../../sources/readFileDocument.js';
import { textView } from '../../text/textView.js';
import type { RuleNames } from './nameRules.js';
import { namedRules } from './namedRules.js';

/** What the thread is told first; it says `ready` then, and answers to lists of `AskedFile`. */
export interface TreeOrder {
  readonly root: string;
  readonly rules: RuleNames;
}

/** A file to look at. */
export interface AskedFile extends ListedFile {
  /** Its bytes are wanted whatever is in them. */
  readonly isWanted: boolean;
}

/**
 * What became of a file: how many bytes it has, of which nothing is to be said; where its bytes are in the buffer;
 * why it was not read; or `left`: it is read by who asked.
 */
export type TreeAnswer =
  | number
  | { readonly start: number; readonly end: number }
  | Extract<ReadOutcome, { read: false }>
  | 'left';

export interface TreeReply {
  readonly answers: readonly TreeAnswer[];
  readonly buffer: ArrayBuffer;
}

/** What is handed over at a time takes no more. */
const MOST_BYTES = 4 * 1024 * 1024;
const NOTHING = new ArrayBuffer(0);

const space = new ReadSpace();
let room: Buffer | undefined;

function look(root: string, detector: Detector, file: AskedFile, used: number): TreeAnswer {
  let answer: TreeAnswer = 'left';
  const outcome = readFileNow(
    root,
    file,
    ({ path, bytes, start }) => {
      if (start) return;
      const isQuiet = !file.isWanted && !isLfsPointer(bytes) && detector.findsNothing(textView(bytes).bytes, path);
      if (isQuiet) answer = bytes.length;
      else if (used + bytes.length <= MOST_BYTES) {
        room ??= Buffer.allocUnsafeSlow(MOST_BYTES);
        room.set(bytes, used);
        answer = { start: used, end: used + bytes.length };
      }
    },
    space,
    PIECE_BYTES,
  );
  return outcome.read || outcome.why === 'too-large' ? answer : outcome;
}

parentPort?.once('message', ({ root, rules }: TreeOrder) => {
  const detector = new Detector(namedRules(rules));
  parentPort?.on('message', (files: readonly AskedFile[]) => {
    let used = 0;
    const answers = files.map((file) => {
      const answer = look(root, detector, file, used);
      if (typeof answer === 'object' && 'end' in answer) used = answer.end;
      return answer;
    });
    const buffer = used > 0 && room ? new Uint8Array(room.subarray(0, used)).buffer : NOTHING;
    const reply: TreeReply = { answers, buffer };
    parentPort?.postMessage(reply, used > 0 ? [buffer] : []);
  });
  parentPort?.postMessage('ready', []);
});
