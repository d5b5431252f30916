/** A text in UTF-32, little end first, with a byte order mark; `swap32` makes it big end first. */
export function utf32le(text: string): Buffer {
  const characters = Uint32Array.from([...`\ufeff${text}`], (character) => character.codePointAt(0) ?? 0);
  return Buffer.from(characters.buffer);
}
