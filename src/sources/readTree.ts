import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Document } from '../model/document.js';
import { pathText } from '../text/path.js';
import type { ListedFile } from './listFiles.js';
import { readFileNow, ReadSpace, type ReadOutcome } from './readFileDocument.js';
import type { ReadReply, ReadRequest } from './readerThread.js';

/** Fewer files are read before a thread has started. */
const FEWEST_FOR_THREADS = 1500;
const THREADS = 2;
/** Files and bytes of one request; each thread has two at a time, which is all the memory that this takes. */
const BATCH_FILES = 128;
const BATCH_BYTES = 4 * 1024 * 1024;

const THREAD_FILE = new URL('./readerThread.cjs', import.meta.url);

type Unread = Extract<ReadOutcome, { read: false }>;

/** Who is given the files, one after the other. A document's bytes are good until the next one. */
export interface TreeReader {
  readonly onDocument: (document: Document) => void;
  readonly onUnread: (file: ListedFile, outcome: Unread) => void;
  /** Between files: a place to let others have a turn. */
  readonly onRest: () => Promise<void> | undefined;
}

/** Reads files in order. Many of them are read ahead by threads, while this one looks at what was read. */
export async function readTree(root: string, files: readonly ListedFile[], reader: TreeReader): Promise<void> {
  const threads = files.length < FEWEST_FOR_THREADS || !existsSync(THREAD_FILE) ? [] : startThreads();
  try {
    await readWith(threads, root, files, reader);
  } finally {
    for (const thread of threads) void thread.end();
  }
}

async function readWith(
  threads: readonly ReaderThread[],
  root: string,
  files: readonly ListedFile[],
  { onDocument, onUnread, onRest }: TreeReader,
): Promise<void> {
  const space = new ReadSpace();
  const asked: { readonly thread: ReaderThread; readonly reply: Promise<ReadReply | undefined> }[] = [];
  let next = 0;
  const ask = (thread: ReaderThread, buffer: ArrayBuffer): void => {
    const batch = files.slice(next, next + BATCH_FILES);
    next += BATCH_FILES;
    if (batch.length > 0) asked.push({ thread, reply: thread.read({ root, files: batch, buffer }) });
  };
  for (let turn = 0; turn < 2; turn += 1) for (const thread of threads) ask(thread, new ArrayBuffer(BATCH_BYTES));
  for (let from = 0; from < files.length; from += BATCH_FILES) {
    const request = asked.shift();
    const reply = await request?.reply;
    for (const [index, file] of files.slice(from, from + BATCH_FILES).entries()) {
      const answer = reply?.answers[index] ?? 'left';
      if (answer === 'left') {
        const outcome = readFileNow(root, file, onDocument, space);
        if (!outcome.read) onUnread(file, outcome);
      } else if ('read' in answer) onUnread(file, answer);
      else {
        onDocument({
          path: pathText(Buffer.from(file.raw, 'latin1')),
          bytes: Buffer.from(reply?.buffer ?? new ArrayBuffer(0), answer.start, answer.end - answer.start),
          origin: { kind: 'worktree', tracked: file.tracked },
        });
      }
      const rest = onRest();
      if (rest) await rest;
    }
    // A thread that failed is asked no more: what it was asked for is read here.
    if (request && reply) ask(request.thread, reply.buffer);
  }
}

/** One thread and what it was asked for, in order. */
class ReaderThread {
  readonly #worker: Worker;
  readonly #waiting: ((reply: ReadReply | undefined) => void)[] = [];
  #failed = false;

  constructor() {
    this.#worker = new Worker(fileURLToPath(THREAD_FILE), { stdout: false, stderr: false });
    this.#worker.on('message', (reply: ReadReply) => this.#waiting.shift()?.(reply));
    this.#worker.on('error', () => this.#giveUp());
    this.#worker.on('exit', () => this.#giveUp());
  }

  /** `undefined` where the thread failed. */
  read(request: ReadRequest): Promise<ReadReply | undefined> {
    if (this.#failed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#worker.postMessage(request, [request.buffer]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #giveUp(): void {
    this.#failed = true;
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }
}

function startThreads(): ReaderThread[] {
  return Array.from({ length: THREADS }, () => new ReaderThread());
}
