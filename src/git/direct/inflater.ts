import { inflateByZlib, startInflateEngine, type Inflate } from '../pack/inflate.js';

/** Inflates zlib streams. What it gives is good until the next one. */
export interface Inflater {
  /** For a stream that something may stand behind. */
  readonly inflate: Inflate;
  /**
   * For a stream whose content tells its own size.
   *
   * @param sizeOf is given what the content begins with, 64 bytes at the most; undefined to leave it
   */
  readonly inflateUnknown: (stream: Buffer, sizeOf: (start: Buffer) => number | undefined) => Buffer | undefined;
}

const START = 64;

export function createInflater(): Inflater {
  const engine = startInflateEngine();
  if (engine === undefined) return { inflate: inflateByZlib, inflateUnknown: inflateUnknownByZlib };
  const memory = Buffer.from(engine.memory.buffer);
  const inputAt = engine.inputAt();
  const longest = engine.inputSize();
  const outputAt = engine.outputAt();
  const largest = engine.outputSize();
  const content = (length: number, size: number): Buffer | undefined =>
    size <= largest && engine.inflate(length, size) !== 0 ? memory.subarray(outputAt, outputAt + size) : undefined;
  return {
    inflate(stream, size) {
      // Behind a stream of some bytes as many may stand as the caller thought it could have.
      const part = stream.length > longest ? stream.subarray(0, longest) : stream;
      memory.set(part, inputAt);
      return content(part.length, size) ?? inflateByZlib(stream, size);
    },
    inflateUnknown(stream, sizeOf) {
      if (stream.length > longest) return inflateUnknownByZlib(stream, sizeOf);
      memory.set(stream, inputAt);
      // It stops where there is no more room; what fitted is there.
      memory.fill(0, outputAt, outputAt + START);
      if (engine.inflate(stream.length, START) !== 0) return whole(memory.subarray(outputAt, outputAt + START), sizeOf);
      const size = sizeOf(memory.subarray(outputAt, outputAt + START));
      if (size === undefined) return undefined;
      return content(stream.length, size) ?? inflateByZlib(stream, size);
    },
  };
}

function inflateUnknownByZlib(stream: Buffer, sizeOf: (start: Buffer) => number | undefined): Buffer | undefined {
  const zlib = process.getBuiltinModule('node:zlib');
  try {
    const start = zlib.inflateSync(stream.subarray(0, 256), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const size = sizeOf(start.subarray(0, START));
    return size === undefined ? undefined : inflateByZlib(stream, size);
  } catch {
    return undefined;
  }
}

/** Of a content of just so many bytes. */
function whole(bytes: Buffer, sizeOf: (start: Buffer) => number | undefined): Buffer | undefined {
  return sizeOf(bytes) === bytes.length ? bytes : undefined;
}
