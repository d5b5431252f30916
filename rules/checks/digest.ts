/** A word right before a value that says what it is: `sha256:`, `"integrity": "`, `image `. */
const NAMED_BEFORE =
  /(?:sha-?\d{1,3}|md5|integrity|digest|hash|checksum|commit|signature|v1|\b(?:image|file|asset|object|blob|layer|revision|build|trace|request|render|job|event))(?:[ _-]?id)?["']?\s{0,3}[.:=@-]?\s{0,3}["']?$/i;
/** `https://…/a.tar.bz2#`: what follows is the file's digest. */
const FRAGMENT_OF_FILE = /\.[a-z]\w{1,7}#$/i;
/** A call whose name says that a digest is made. */
const DIGEST_CALL = String.raw`(?:sha-?\d{1,3}|md5|hash|digest|checksum|hmac)\w{0,20}`;
/** `sha256(body).hexdigest() == "`, `expect(hmac.digest('hex')).toBe('`: the call is over before the value. */
const COMPARED_BEFORE = new RegExp(
  String.raw`${DIGEST_CALL}\([^\n;]{0,40}\)\s{0,3}(?:[!=]={1,2}|,|\.(?:not\.)?to\w{1,20}\(|\.equals?\()\s{0,3}["'\`]$`,
  'i',
);
/** `" == hashlib.sha256(`, `' = encode(sha256(` */
const COMPARED_BEHIND = new RegExp(
  String.raw`^["'\`]?\s{0,3}(?:[!=]={0,2}|,)\s{0,3}[\w.(]{0,40}?${DIGEST_CALL}\(`,
  'i',
);

/**
 * Whether what stands round a run of hex says that it is a digest.
 *
 * @param before the text before it, as far as it goes on its line, some more does no harm
 * @param after the text behind it
 */
export function isDigest(before: string, after: string): boolean {
  return (
    NAMED_BEFORE.test(before) ||
    FRAGMENT_OF_FILE.test(before) ||
    COMPARED_BEFORE.test(before) ||
    COMPARED_BEHIND.test(after) ||
    isChecksumLine(before, after)
  );
}

/** A line as `sha256sum` writes it: the digest first, two characters, the file's name. */
function isChecksumLine(before: string, after: string): boolean {
  return /^ [ *][\w./-]+\.\w/.test(after) || (/(?:^|\n)$/.test(before) && /^ [ *]\S/.test(after));
}

/** `app.5f3c….js`, `5f3c….png`: a file named by what is in it. */
export function isFileName(after: string): boolean {
  return /^\.[A-Za-z]\w/.test(after);
}

/** Whether words say that a digest follows. */
export function namesDigest(words: string): boolean {
  return /\bsha-?\d{1,3}(?![a-z])|\bmd5\b|\bhash(?:es|ed)?\b|\bdigest|\bchecksum|\betag\b|\bfingerprint/i.test(words);
}

const CREDENTIAL = /key|token|secret|auth|bearer|credential|passw|pwd/i;
const FILE =
  /\.(?:[cm]?[jt]sx?|css|map|json|wasm|html?|vue|svelte|png|jpe?g|gif|svg|webp|ico|woff2?|pdf|py|whl|rb|gem|go|rs|crate|php|java|jar|kt|swift|dart|cs|nupkg|c|h|cpp|so|dll|dylib|exe|msi|dmg|pkg|deb|rpm|apk|zip|gz|tgz|tar|xz|bz2|zst|7z|bin|iso|md|txt|ya?ml|toml|xml|proto)$/i;
/** `https://deno.land/x/…`, not a host by itself: clients keep credentials under those. */
const ADDRESS = /^https?:\/\/[^/]+\/./i;
/** `pictify@1.0.0`, `@pictify/mcp-server` */
const PACKAGE = /.@v?\d|^@[\w.-]+\/[\w.-]+$/;
/** `pictify-linux-amd64` */
const PLATFORM = /[._-](?:linux|darwin|macos|windows|win32|win64|x64|x86|x86_64|amd64|arm64|aarch64)(?:[._-]|$)/i;

/** Whether a name is that of a file, an address, a package or a build, and no credential's: the hex under it is their checksum. */
export function isNameOfThing(name: string): boolean {
  if (FILE.test(name) || PACKAGE.test(name)) return true;
  return !CREDENTIAL.test(name) && (ADDRESS.test(name) || PLATFORM.test(name));
}
