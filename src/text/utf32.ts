/** What lies above is no character. */
const LAST_CHARACTER = 0x10ffff;

/** `undefined` where the bytes are something else: not all of them are characters of four bytes each. */
export function decodeUtf32(bytes: Buffer, order: 'little' | 'big'): string | undefined {
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const character = order === 'little' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    if (character > LAST_CHARACTER) return undefined;
    parts.push(String.fromCodePoint(character));
  }
  return parts.join('');
}

export function encodeUtf32(text: string, order: 'little' | 'big'): Buffer {
  const characters = [...text];
  const bytes = Buffer.alloc(characters.length * 4);
  for (const [index, character] of characters.entries()) {
    const number = character.codePointAt(0) ?? 0;
    if (order === 'little') bytes.writeUInt32LE(number, index * 4);
    else bytes.writeUInt32BE(number, index * 4);
  }
  return bytes;
}
