/** The most that is shown of a secret's end. */
const TAIL = 4;

/**
 * A secret as it may be shown: its well-known prefix, dots, and at most its last 4 characters,
 * never more than a third of it in all.
 */
export function redact(secret: string): string {
  const budget = Math.floor(secret.length / 3);
  const prefix = knownPrefix(secret);
  const head = prefix.length <= budget ? prefix : secret.slice(0, Math.max(0, Math.min(prefix.length, budget)));
  const tail = Math.min(TAIL, budget - head.length);
  return `${head}…${tail > 0 ? secret.slice(-tail) : ''}`;
}

/** The part of a token that tells its kind and not its value: `pk_live_`, `ghp_`, `xoxb-`. */
function knownPrefix(secret: string): string {
  return /^(?:[A-Za-z]{1,10}[_-](?:(?:live|test|prod|pat|app|api|sbox)[_-])?)/.exec(secret)?.[0] ?? '';
}

/** Masks keys of our own kind in any text: a net under everything that is written, paths and git's words included. */
export function maskKeys(text: string): string {
  if (!/pk_|whsec_|[0-9a-f]{64}/i.test(text)) return text;
  return text
    .replace(/pk_(?:live|test)_[A-Za-z0-9_+/=-]{12,}/gi, redactValue)
    .replace(/whsec_[A-Za-z0-9_+/=-]{12,}/gi, redactValue);
}

/** The same for every text inside of plain data. */
export function maskAll<Data>(data: Data): Data {
  return mapTexts(data, maskKeys) as Data;
}

function mapTexts(data: unknown, map: (text: string) => string): unknown {
  if (typeof data === 'string') return map(data);
  if (Array.isArray(data)) return data.map((each) => mapTexts(each, map));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapTexts(value, map)]));
}

/** Words such as `pk_live_your_api_key` stay: a random value has a digit or a capital. */
function redactValue(key: string): string {
  return /[0-9A-Z]/.test(key.replace(/^[a-z]+_/i, '')) ? redact(key) : key;
}

/** Masks what looks like a secret of any kind: long runs that mix letters and digits. For lines round a finding. */
export function maskTokens(text: string): string {
  return text.replace(/[A-Za-z0-9+/_=-]{20,}/g, (run) =>
    /[0-9]/.test(run) && /[A-Za-z]/.test(run) && !isPathLike(run) ? '•'.repeat(Math.min(run.length, 24)) : run,
  );
}

function isPathLike(run: string): boolean {
  return run.split(/[/_=-]/).every((part) => part.length < 16);
}
