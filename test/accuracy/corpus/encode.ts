import { gzipSync, deflateRawSync, crc32 } from 'node:zlib';

/** Ways of writing a text down that hide it from a plain search. */
export const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const base64url = (text: string): string => Buffer.from(text).toString('base64url');
export const hex = (text: string): string => Buffer.from(text).toString('hex');
export const percent = (text: string): string => each(text, (code) => `%${pad(code, 2).toUpperCase()}`);
export const unicodeEscapes = (text: string): string => each(text, (code) => `\\u${pad(code, 4)}`);
export const byteEscapes = (text: string): string => each(text, (code) => `\\x${pad(code, 2)}`);
export const entities = (text: string): string => each(text, (code) => `&#${code};`);
export const hexEntities = (text: string): string => each(text, (code) => `&#x${code.toString(16)};`);
/** Only the underscores are written another way, as encoders do that keep letters. */
export const underscores = (text: string, as: string): string => text.replaceAll('_', as);

export const utf16le = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
export const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
export const utf16leBare = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
export const gzip = (text: string): Buffer => gzipSync(Buffer.from(text));
export const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));

/** A zip archive of one member, deflated. */
export function zip(name: string): (text: string) => Buffer {
  return (text) => {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    const sum = typeof crc32 === 'function' ? crc32(plain) : 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(sum, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(plain.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(sum, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(plain.length, 24);
    entry.writeUInt16LE(name.length, 28);
    const start = 30 + name.length + packed.length;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(46 + name.length, 12);
    end.writeUInt32LE(start, 16);
    return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
  };
}

function each(text: string, write: (code: number) => string): string {
  return [...text].map((character) => write(character.charCodeAt(0))).join('');
}

function pad(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}
