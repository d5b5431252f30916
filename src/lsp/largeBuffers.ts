import { Worker } from 'node:worker_threads';
import type { BufferFindings, BufferLook } from './bufferLook.js';
import { hasThread, threadFile } from '../scan/threads/threadFile.js';

/** In UTF-16 units. The slowest of smaller ones, full of escapes, take as long as a thread to start. */
const LARGE = 64 * 1024;
/** Each key takes about a millisecond, with the advice for it. */
const MANY_KEYS = 100;
/** Milliseconds after which a thread that has nothing to do is ended. */
const IDLE = 60_000;

const THREAD = 'bufferThread';

/** Whether others might wait too long for a look at a text, and there is a thread to look. */
export function isForThread(text: string): boolean {
  const isSlow = text.length >= LARGE || text.split('pk_', MANY_KEYS + 1).length > MANY_KEYS;
  return isSlow && hasThread(THREAD);
}

/** A thread that looks at large buffers, one after the other, while the server answers what it is asked. */
export class LargeBuffers {
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /**
   * @param signal ends the look
   * @returns `undefined` where it was ended, and where the thread failed
   */
  look(asked: BufferLook, signal: AbortSignal | undefined): Promise<BufferFindings | undefined> {
    const turn = this.#turn.then(() => (signal?.aborted ? undefined : this.#ask(asked, signal)));
    this.#turn = turn;
    return turn;
  }

  #ask(asked: BufferLook, signal: AbortSignal | undefined): Promise<BufferFindings | undefined> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve) => {
      const finish = (found?: BufferFindings): void => {
        worker.off('message', finish);
        worker.off('exit', fail);
        signal?.removeEventListener('abort', fail);
        this.#idle = setTimeout(() => this.#end(), IDLE).unref();
        resolve(found);
      };
      const fail = (): void => {
        // What a thread is at cannot be taken back in another way.
        this.#end();
        finish();
      };
      worker.on('message', finish);
      worker.on('exit', fail);
      signal?.addEventListener('abort', fail);
      worker.postMessage(asked);
    });
  }

  #start(): Worker {
    // What it might print is no part of the protocol.
    const worker = new Worker(threadFile(THREAD), { stdout: true, stderr: true });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    // Its end is told by `exit` too.
    worker.on('error', () => {});
    worker.unref();
    return worker;
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
