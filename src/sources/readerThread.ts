// Reads small files ahead of who looks at them, in a thread of its own: the disk and the processor work at once.
import { parentPort } from 'node:worker_threads';
import type { ListedFile } from './listFiles.js';
import { readFileNow, ReadSpace, type ReadOutcome } from './readFileDocument.js';

/** A stretch of the list of files. */
export interface ReadRequest {
  readonly root: string;
  readonly files: readonly ListedFile[];
  /** Where the contents go, one after the other. */
  readonly buffer: ArrayBuffer;
}

/** What became of a file: its place in the buffer, why it was not read, or `left`: it is read by who asked. */
export type ReadAnswer =
  | { readonly start: number; readonly end: number }
  | Extract<ReadOutcome, { read: false }>
  | 'left';

export interface ReadReply {
  readonly answers: readonly ReadAnswer[];
  readonly buffer: ArrayBuffer;
}

const space = new ReadSpace();

parentPort?.on('message', ({ root, files, buffer }: ReadRequest) => {
  const room = new Uint8Array(buffer);
  let used = 0;
  const answers = files.map((file): ReadAnswer => {
    const start = used;
    let fits = true;
    const outcome = readFileNow(
      root,
      file,
      ({ bytes }) => {
        fits = used + bytes.length <= room.length;
        if (!fits) return;
        room.set(bytes, used);
        used += bytes.length;
      },
      space,
      room.length - used,
    );
    if (!outcome.read) return outcome.why === 'too-large' ? 'left' : outcome;
    return fits ? { start, end: used } : 'left';
  });
  const reply: ReadReply = { answers, buffer };
  parentPort?.postMessage(reply, [buffer]);
});
