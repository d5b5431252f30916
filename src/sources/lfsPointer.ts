const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1');

/** What git keeps of a file whose content is kept elsewhere. */
export function isLfsPointer(bytes: Buffer): boolean {
  return mayBeLfsPointer(bytes, bytes.length) && bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER);
}

/** @param bytes of a file of so many bytes; what stands behind them says nothing */
export function mayBeLfsPointer(bytes: Uint8Array, length: number): boolean {
  return length < 1024 && bytes[0] === LFS_POINTER[0];
}
