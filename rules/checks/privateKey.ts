/** What is between the BEGIN and END lines of a PEM block, as it stands in some file: how it reads. */
export type PrivateKeyBody = 'plain' | 'encrypted' | 'other';

const OPENSSH_MAGIC = 'openssh-key-v1\0';

/** The DER of 1.2.840.113549.1.5.13: an encrypted PKCS #8 key names it first. */
const PBES2 = Buffer.from('06092a864886f70d01050d', 'hex');

/**
 * Reads the body of a PEM private key: the base64 must decode to a whole DER sequence that begins like PKCS #1,
 * PKCS #8 or SEC 1, or to OpenSSH's own format. Line breaks may be real, escaped (`\n`) or quotes with a `+`
 * between. Cut off or invented bodies are `other`.
 */
export function readPrivateKeyBody(body: string): PrivateKeyBody {
  if (/Proc-Type: ?4, ?ENCRYPTED/.test(body)) return 'encrypted';
  const base64 = body
    .replace(/^[A-Za-z][A-Za-z-]{1,30}: .*$/gm, '')
    .replace(/\\{1,2}[nrt]/g, '')
    .replace(/["'`][\s+.,\\]{0,60}["'`]/g, '')
    .replace(/[^A-Za-z0-9+/=]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.subarray(0, OPENSSH_MAGIC.length).toString('latin1') === OPENSSH_MAGIC) return readOpenSsh(bytes);
  if (bytes[0] === 0x30 && bytes.subarray(0, 40).includes(PBES2)) return isWhole(bytes) ? 'encrypted' : 'other';
  return isPrivateKeyDer(bytes) ? 'plain' : 'other';
}

/**
 * `openssh-key-v1\0`, then strings with 32-bit lengths: cipher, key derivation, its options; then how many keys
 * there are (one), and two strings more: its public part and its private one.
 */
function readOpenSsh(bytes: Buffer): PrivateKeyBody {
  let at = OPENSSH_MAGIC.length;
  const string = (): Buffer | undefined => {
    const end = at + 4 > bytes.length ? Infinity : at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const value = bytes.subarray(at + 4, end);
    at = end;
    return value;
  };
  const cipher = string();
  string();
  string();
  at += 4;
  string();
  const secret = string();
  if (!cipher || !secret || secret.length < 40) return 'other';
  return cipher.toString('latin1') === 'none' ? 'plain' : 'encrypted';
}

/** SEQUENCE { INTEGER version (0 or 1), then INTEGER, SEQUENCE or OCTET STRING }, as long as it says. */
function isPrivateKeyDer(bytes: Buffer): boolean {
  if (!isWhole(bytes)) return false;
  const at = 2 + lengthBytes(bytes);
  const version = bytes[at + 2] ?? 9;
  const next = bytes[at + 3] ?? 0;
  return bytes[at] === 0x02 && bytes[at + 1] === 0x01 && version <= 1 && [0x02, 0x30, 0x04].includes(next);
}

/** Bytes that a DER length takes after its first. */
function lengthBytes(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  return first < 0x80 ? 0 : first & 0x7f;
}

/** Whether the bytes are a DER sequence that is all there. */
function isWhole(bytes: Buffer): boolean {
  const more = lengthBytes(bytes);
  if (bytes.length < 40 || bytes[0] !== 0x30 || more > 3) return false;
  const length = more === 0 ? (bytes[1] ?? 0) : bytes.readUIntBE(2, more);
  return bytes.length >= 2 + more + length;
}

/** Whether the body of a PGP private key block begins with a secret key packet (RFC 9580 §4.2, tag 5). */
export function isPgpSecretKey(body: string): boolean {
  const base64 = body
    .replace(/\\{1,2}[nrt]/g, '\n')
    .replace(/^[ \t]*[A-Za-z]{1,20}: .*$/gm, '')
    .replace(/^[ \t]*=[A-Za-z0-9+/]{4}\s*$/m, '')
    .replace(/[^A-Za-z0-9+/=]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  const tag = bytes[0] ?? 0;
  return bytes.length > 60 && (tag === 0xc5 || (tag >= 0x94 && tag <= 0x96));
}
