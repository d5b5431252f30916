import { inflate as inflateByZlib } from '../pack/inflate.js';
import { INFLATE_MODULE } from '../pack/inflateModule.js';
import { startModule, type WasmMemory } from '../../webAssembly.js';

/** Inflates zlib streams. What it gives is good until the next one. */
export interface Inflater {
  /** For a stream that something may stand behind; undefined where it is broken or holds another number of bytes. */
  readonly inflate: (stream: Buffer, size: number) => Buffer | undefined;
  /**
   * For a stream whose content tells its own size; undefined where it is broken.
   *
   * @param sizeOf asked where the content may be large: given its first bytes, 64 at the most, tells the size, or
   * undefined to leave it
   */
  readonly inflateUnknown: (stream: Buffer, sizeOf: (start: Buffer) => number | undefined) => Buffer | undefined;
}

/** What assembly/inflateIndex.ts exports. All numbers are bytes, or addresses in `memory`. */
interface InflateEngine {
  readonly memory: WasmMemory;
  /** How many bytes the stream holds: -1 for more than `most`, or where it is broken; what fits is there all the same. */
  inflateUpTo(input: number, length: number, output: number, most: number): number;
}

const INPUT = 0x1_0000;
const OUTPUT = 0x18_0000;
/** Where the engine's own things begin. */
const END = 0x40_0000;
/** So much may be written behind what was asked for. */
const SLACK = 64;
const LONGEST_INPUT = OUTPUT - INPUT - SLACK;
const LONGEST_OUTPUT = END - OUTPUT - SLACK;
const START = 64;

/** Streams are inflated by WebAssembly: Node's zlib takes longer to load than a commit to be looked at. */
export function createInflater(): Inflater {
  const engine = startModule<InflateEngine>(INFLATE_MODULE);
  if (engine === undefined) return { inflate: inflateByZlib, inflateUnknown: inflateUnknownByZlib };
  const memory = Buffer.from(engine.memory.buffer);
  const inflateUpTo = (stream: Buffer, most: number): number => {
    memory.set(stream, INPUT);
    // Nothing begins with what was there before.
    memory[OUTPUT] = 0;
    return engine.inflateUpTo(INPUT, stream.length, OUTPUT, most);
  };
  const content = (size: number): Buffer => memory.subarray(OUTPUT, OUTPUT + size);
  // What it refuses zlib decides on.
  return {
    inflate: (stream, size) =>
      stream.length <= LONGEST_INPUT && size <= LONGEST_OUTPUT && inflateUpTo(stream, size) === size
        ? content(size)
        : inflateByZlib(stream, size),
    inflateUnknown(stream, sizeOf) {
      if (stream.length > LONGEST_INPUT) return inflateUnknownByZlib(stream, sizeOf);
      const found = inflateUpTo(stream, LONGEST_OUTPUT);
      if (found >= 0) return content(found);
      const size = sizeOf(content(START));
      return size === undefined ? undefined : inflateByZlib(stream, size);
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
