/** Inflates a zlib stream whose content has `size` bytes; undefined for one that is broken or holds another number. */
export function inflate(stream: Buffer, size: number): Buffer | undefined {
  try {
    // Few need it: it takes milliseconds to load.
    const { inflateSync } = process.getBuiltinModule('node:zlib');
    const bytes = inflateSync(stream, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 });
    return bytes.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
}
