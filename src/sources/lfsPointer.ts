const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1');

/** What git keeps of a file whose content is kept elsewhere. */
export function isLfsPointer(bytes: Buffer): boolean {
  return (
    bytes.length < 1024 && bytes[0] === LFS_POINTER[0] && bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER)
  );
}
