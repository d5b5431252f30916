import { inflate as inflateByZlib } from '../pack/inflate.js';
import { INFLATE_MODULE } from '../pack/inflateModule.js';
import { startModule, type WasmMemory } from '../../webAssembly.js';

/** Inflates zlib streams. What it gives is good until the next one. */
export interface Inflater {
  /** For a stream that something may stand behind; undefined where it is broken or holds another number of bytes. */
  readonly inflate: (stream: Buffer, size: number) => Buffer | undefined;
  /**
   * For a stream whose content tells its own size.
   *
   * @param sizeOf is given what the content begins with, 64 bytes at the most; undefined to leave it
   */
  readonly inflateUnknown: (stream: Buffer, sizeOf: (start: Buffer) => number | undefined) => Buffer | undefined;
}

/** What assembly/inflateIndex.ts exports. All numbers are bytes, or addresses in `memory`. */
interface InflateEngine {
  readonly memory: WasmMemory;
  /** 0 where the stream is broken or holds another number of bytes; what fitted into so many is there all the same. */
  inflate(input: number, length: number, output: number, size: number): number;
}

const INPUT = 0x1_0000;
const OUTPUT = 0x18_0000;
/** Where the engine's own things begin. */
const END = 0x40_0000;
/** So much may be written behind what was asked for. */
const SLACK = 64;
const START = 64;

/** Streams are inflated by WebAssembly: Node's zlib takes longer to load than a commit to be looked at. */
export function createInflater(): Inflater {
  const engine = startModule<InflateEngine>(INFLATE_MODULE);
  if (engine === undefined) return { inflate: inflateByZlib, inflateUnknown: inflateUnknownByZlib };
  const memory = Buffer.from(engine.memory.buffer);
  const content = (length: number, size: number): Buffer | undefined =>
    size <= END - OUTPUT - SLACK && engine.inflate(INPUT, length, OUTPUT, size) !== 0
      ? memory.subarray(OUTPUT, OUTPUT + size)
      : undefined;
  const isShort = ({ length }: Buffer): boolean => length <= OUTPUT - INPUT - SLACK;
  return {
    inflate(stream, size) {
      if (!isShort(stream)) return inflateByZlib(stream, size);
      memory.set(stream, INPUT);
      // What it refuses zlib decides on.
      return content(stream.length, size) ?? inflateByZlib(stream, size);
    },
    inflateUnknown(stream, sizeOf) {
      if (!isShort(stream)) return inflateUnknownByZlib(stream, sizeOf);
      memory.set(stream, INPUT);
      memory.fill(0, OUTPUT, OUTPUT + START);
      const whole = content(stream.length, START);
      const size = sizeOf(memory.subarray(OUTPUT, OUTPUT + START));
      if (size === undefined || whole) return size === START ? whole : undefined;
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
