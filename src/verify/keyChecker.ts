import type { Verification } from '../model/finding.js';
import { VERSION } from '../version.js';
import { cheapestRead } from './apiAddress.js';
import { readAnswer, type Answer } from './readAnswer.js';

/** Asks whether a key works. Gives an answer in any case; never throws, never tells the key to anybody else. */
export interface KeyChecker {
  /** Where it asks: origin and path, for people. */
  readonly address: string;
  check(key: string): Promise<Verification>;
}

export interface KeyCheckerOptions {
  readonly address: URL;
  /** Milliseconds that one request may take. */
  readonly timeout?: number;
  /** Milliseconds that are waited at most before asking again; a server that wants more is not asked again. */
  readonly longestWait?: number;
  /** Waits; for tests. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

const MOST_TRIES = 3;
const TIMEOUT = 10_000;
const LONGEST_WAIT = 60_000;
const MOST_BODY = 64 * 1024;
/** What a header can carry, and a key of Pictify's can be. */
const SENDABLE = /^(?:pk_(?:live|test)_[A-Za-z0-9_-]{8,128}|[0-9a-f]{64})$/;

export function createKeyChecker(options: KeyCheckerOptions): KeyChecker {
  const { address, timeout = TIMEOUT, longestWait = LONGEST_WAIT } = options;
  const sleep = options.sleep ?? ((milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)));
  const url = cheapestRead(address);
  const asked = new Map<string, Promise<Verification>>();
  /** One key found nobody there: the next ones do not wait for as long. */
  let unreachable = false;

  const ask = async (key: string): Promise<Verification> => {
    if (!SENDABLE.test(key)) return { state: 'unknown', why: 'no-pictify-form' };
    let last: Verification = { state: 'unknown', why: 'network' };
    for (let tries = 1; ; tries += 1) {
      const outcome = await request(url, key, timeout);
      let wait = 500 * 2 ** tries;
      if ('failure' in outcome) last = { state: 'unknown', why: outcome.failure };
      else {
        unreachable = false;
        const reading = readAnswer(outcome);
        if (reading !== 'again') return reading;
        const { status } = outcome;
        last = { state: 'unknown', why: status === 429 ? 'rate-limited' : 'server-error', status };
        wait = outcome.retryAfter ?? wait;
      }
      if (tries >= MOST_TRIES || unreachable || wait > longestWait) break;
      await sleep(wait);
    }
    unreachable ||= last.why === 'network' || last.why === 'timeout';
    return last;
  };

  // One after the other: a key that many places hold is asked for once, and nobody is flooded.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    address: `${address.origin}${address.pathname.replace(/\/+$/, '')}`,
    check(key) {
      const known = asked.get(key);
      if (known) return known;
      const answer = queue.then(() => ask(key));
      queue = answer;
      asked.set(key, answer);
      return answer;
    },
  };
}

type Outcome = (Answer & { readonly retryAfter?: number }) | { readonly failure: 'timeout' | 'network' };

/**
 * One request. A redirect is not followed: where it leads to has no business with the key. What goes wrong is
 * told by a word of our own, since errors of the system may quote headers.
 */
async function request(url: URL, key: string, timeout: number): Promise<Outcome> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        'user-agent': `pictify-scan/${VERSION}`,
      },
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    return {
      status: response.status,
      body: await readStart(response),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  } catch {
    return { failure: signal.aborted ? 'timeout' : 'network' };
  }
}

/** A body may have no end; what says something stands at its beginning. */
async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!response.body) return '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BODY) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_BODY);
}

/** Milliseconds; the header has seconds or a date (RFC 9110). */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const trimmed = text.trim();
  if (/^\d{1,9}$/.test(trimmed)) return Number(trimmed) * 1000;
  // `Date.parse` takes any number for a year.
  const date = /^[A-Z][a-z]{2}/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
