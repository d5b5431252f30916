import { readFully } from '../../plainFile.js';

/** A stretch of a file; less where that ends before. @throws what the system says */
export function readSome(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readFully(file, bytes, offset));
}
