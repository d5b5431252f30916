import type { TextDocument } from 'vscode-languageserver-textdocument';

/** How long typing has to pause before a buffer is looked at, in milliseconds; large buffers wait longer. */
const PAUSE = 250;
const LONG_PAUSE = 1000;
/** In UTF-16 units. */
const LARGE = 1_000_000;

type Look = (document: TextDocument, signal: AbortSignal) => Promise<void>;

/**
 * When buffers are looked at: once for each version, however often they are changed, saved and asked for
 * meanwhile. A look ends where the buffer goes on; a buffer's next one begins when the last has ended.
 */
export class Looks {
  readonly #look: Look;
  readonly #current: (uri: string) => TextDocument | undefined;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Versions that were looked at, or are about to be. */
  readonly #seen = new Map<string, number>();
  /** What ends the looks that are under way. */
  readonly #running = new Map<string, AbortController>();
  readonly #turns = new Map<string, Promise<void>>();

  /**
   * @param look says itself what goes wrong: nothing that it throws keeps others from being looked at; it tells
   *   nothing where the signal has ended it
   * @param current the newest state of an open buffer
   */
  constructor(look: Look, current: (uri: string) => TextDocument | undefined) {
    this.#look = look;
    this.#current = current;
  }

  /** After a pause in typing. */
  soon({ uri, version }: TextDocument): void {
    if (this.#seen.get(uri) === version) return;
    this.#running.get(uri)?.abort();
    this.#clear(uri);
    const length = this.#current(uri)?.getText().length ?? 0;
    this.#timers.set(
      uri,
      setTimeout(() => void this.now(uri).catch(() => {}), length > LARGE ? LONG_PAUSE : PAUSE),
    );
  }

  /** Without a pause; nothing happens where this version was looked at. */
  now(uri: string): Promise<void> {
    this.#clear(uri);
    const turn = (this.#turns.get(uri) ?? Promise.resolve()).then(async () => {
      const document = this.#current(uri);
      if (!document || this.#seen.get(uri) === document.version) return;
      this.#seen.set(uri, document.version);
      const stop = new AbortController();
      this.#running.set(uri, stop);
      try {
        await this.#look(document, stop.signal);
      } finally {
        this.#running.delete(uri);
      }
    });
    const settled = turn
      .catch(() => {})
      .then(() => {
        if (this.#turns.get(uri) === settled) this.#turns.delete(uri);
      });
    this.#turns.set(uri, settled);
    return turn;
  }

  /** What was seen counts no longer: what judges it has changed. */
  again(uri: string): Promise<void> {
    this.#seen.delete(uri);
    this.#running.get(uri)?.abort();
    return this.now(uri);
  }

  /** The buffer is closed. */
  forget(uri: string): void {
    this.#clear(uri);
    this.#seen.delete(uri);
    this.#running.get(uri)?.abort();
  }

  #clear(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }
}
