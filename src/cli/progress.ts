import { milliseconds } from '../clock.js';

/** How far something is that reads `total` things. */
export interface Progress {
  tell(done: { readonly objects: number; readonly bytes: number }, total: number): void;
  /** Takes the line away. */
  end(): void;
}

const QUIET_FOR = 1000;
const EVERY = 200;

/** One line on a terminal, for work that takes more than a second: how much, how fast, how long still. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const started = milliseconds();
  let told = 0;
  return {
    tell({ objects, bytes }, total) {
      const now = milliseconds();
      const seconds = (now - started) / 1000;
      if (stream.isTTY !== true || seconds * 1000 < QUIET_FOR || now - told < EVERY) return;
      told = now;
      const left = objects > 0 && total > objects ? Math.ceil(((total - objects) / objects) * seconds) : 0;
      const share = total > 0 ? `${Math.min(100, Math.floor((objects / total) * 100))}%, ` : '';
      stream.write(
        `\r\x1b[K${share}${objects} objects, ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s${left > 0 ? `, about ${left} s left` : ''}`,
      );
    },
    end() {
      if (told > 0) stream.write('\r\x1b[K');
    },
  };
}
