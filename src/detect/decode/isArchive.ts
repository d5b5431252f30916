/** Whether a document is an archive that is looked into, by its first bytes. */
export function isArchive(bytes: Uint8Array): boolean {
  return isGzip(bytes) || isZip(bytes);
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 22 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
