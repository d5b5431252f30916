import type { TextDocument } from 'vscode-languageserver-textdocument';

/** How long typing has to pause before a buffer is looked at, in milliseconds; large buffers wait longer. */
const PAUSE = 250;
const LONG_PAUSE = 1000;
/** In UTF-16 units. */
const LARGE = 1_000_000;

/**
 * When buffers are looked at: once for each version, however often they are changed, saved and asked for
 * meanwhile, and one after the other.
 */
export class Looks {
  readonly #look: (document: TextDocument) => Promise<void>;
  readonly #current: (uri: string) => TextDocument | undefined;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Versions that were looked at, or are about to be. */
  readonly #seen = new Map<string, number>();
  #turn: Promise<void> = Promise.resolve();

  /**
   * @param look says itself what goes wrong: nothing that it throws keeps others from being looked at
   * @param current the newest state of an open buffer
   */
  constructor(look: (document: TextDocument) => Promise<void>, current: (uri: string) => TextDocument | undefined) {
    this.#look = look;
    this.#current = current;
  }

  /** After a pause in typing. */
  soon({ uri, version }: TextDocument): void {
    if (this.#seen.get(uri) === version) return;
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
    const turn = this.#turn.then(async () => {
      const document = this.#current(uri);
      if (!document || this.#seen.get(uri) === document.version) return;
      this.#seen.set(uri, document.version);
      await this.#look(document);
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** What was seen counts no longer: what judges it has changed. */
  again(uri: string): Promise<void> {
    this.#seen.delete(uri);
    return this.now(uri);
  }

  /** The buffer is closed. */
  forget(uri: string): void {
    this.#clear(uri);
    this.#seen.delete(uri);
  }

  #clear(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }
}
