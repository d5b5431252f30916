import type { Document } from '../../model/document.js';
import type { ListedFile } from '../../sources/listFiles.js';
import { readFileNow, readInto, ReadSpace, type ReadOutcome } from '../../sources/readFileDocument.js';
import { rawPathText } from '../../text/path.js';
import type { FileWindow } from '../engine.js';
import type { AskedFile, TreeReply } from './lookAtFiles.js';
import type { TreeThread } from './treeThreads.js';

const BATCH_FILES = 64;
/** Each thread has so many batches at a time. */
const AHEAD = 2;

const NOTHING = new ArrayBuffer(0);

export type Unread = Extract<ReadOutcome, { read: false }>;

/** Is given a stretch of the files. */
export interface TreePart {
  /** A document's bytes are good until the next one. */
  onDocument(document: Document): void;
  /** A file of so many bytes of which nothing is to be said. */
  onQuiet(bytes: number): void;
  onUnread(file: ListedFile, outcome: Unread): void;
}

export interface TreeReading<Part extends TreePart> {
  readonly root: string;
  readonly files: readonly ListedFile[];
  /** They read some of the files. */
  readonly threads: readonly TreeThread[];
  readonly window?: FileWindow | undefined;
  /** The file is wanted whatever is in it. */
  readonly isWanted: (path: string) => boolean;
  readonly begin: () => Part;
  /** Told of each part when it is read, in the order of the files. */
  readonly onPart: (part: Part) => void;
  /** Between stretches: a place to end it. @throws to end it */
  readonly onRest: () => void;
}

/** Reads files; threads hand over only those of which there is something to be said. */
export async function readTree<Part extends TreePart>(reading: TreeReading<Part>): Promise<void> {
  const { root, files, threads, window, isWanted, begin, onPart, onRest } = reading;
  const space = new ReadSpace();
  const parts = new Map<number, Part>();
  let next = 0;
  let told = 0;
  const take = (): number | undefined => {
    if (next >= files.length) return undefined;
    next += BATCH_FILES;
    return next - BATCH_FILES;
  };
  const read = (from: number, reply?: TreeReply): void => {
    const part = begin();
    const onDocument = (document: Document): void => part.onDocument(document);
    // Thousands of times: what is made anew for each would have to be cleared away.
    for (let index = from; index < Math.min(from + BATCH_FILES, files.length); index += 1) {
      const file = files[index] as ListedFile;
      const answer = reply?.answers[index - from] ?? 'left';
      if (typeof answer === 'number') part.onQuiet(answer);
      else if (answer === 'left') {
        if (window && readInto(window.bytes, root, file, space)) {
          const length = file.size ?? 0;
          const bytes = window.take(pathOf(file), length, space.of(length));
          if (bytes === undefined) part.onQuiet(length);
          else part.onDocument(documentOf(file, bytes));
          continue;
        }
        const outcome = readFileNow(root, file, onDocument, space);
        if (!outcome.read) part.onUnread(file, outcome);
      } else if ('read' in answer) part.onUnread(file, answer);
      else
        part.onDocument(
          documentOf(file, Buffer.from(reply?.buffer ?? NOTHING, answer.start, answer.end - answer.start)),
        );
    }
    parts.set(from, part);
    for (let ready = parts.get(told); ready; ready = parts.get(told)) {
      parts.delete(told);
      told += BATCH_FILES;
      onPart(ready);
    }
  };
  const ask = (from: number): readonly AskedFile[] =>
    files.slice(from, from + BATCH_FILES).map((file) => ({ ...file, isWanted: isWanted(pathOf(file)) }));
  const work = Promise.all(threads.map((thread) => share(thread, take, ask, read)));
  // What went wrong is told when everything else is done.
  work.catch(() => {});
  for (let from = take(); from !== undefined; from = take()) {
    read(from);
    await new Promise((resolve) => void setImmediate(resolve));
    onRest();
  }
  for (const thread of threads) thread.endIfLate();
  await work;
}

async function share(
  thread: TreeThread,
  take: () => number | undefined,
  ask: (from: number) => readonly AskedFile[],
  read: (from: number, reply?: TreeReply) => void,
): Promise<void> {
  if (!(await thread.isReady)) return;
  const asked: { readonly from: number; readonly reply: Promise<TreeReply | undefined> }[] = [];
  for (;;) {
    while (asked.length < AHEAD && !thread.hasEnded) {
      const from = take();
      if (from === undefined) break;
      asked.push({ from, reply: thread.look(ask(from)) });
    }
    const first = asked.shift();
    if (!first) return;
    const reply = await first.reply;
    if (thread.isUnwanted) return;
    read(first.from, reply);
  }
}

function documentOf(file: ListedFile, bytes: Buffer): Document {
  return { path: pathOf(file), bytes, origin: { kind: 'worktree', tracked: file.tracked } };
}

function pathOf({ raw }: ListedFile): string {
  return rawPathText(raw);
}
