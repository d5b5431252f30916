import { milliseconds, type Mark } from '../clock.js';

/** A step that is done, and how much of it went into what. */
export interface Step extends Mark {
  readonly parts: ReadonlyMap<string, number>;
}

/** Measures a run: steps one after the other, and what happened again and again within each. */
export class Stopwatch {
  readonly steps: Step[] = [];
  #parts = new Map<string, number>();
  #running: { readonly part: string; readonly since: number } | undefined;

  /** What goes on from now on, until the next call. */
  begin(part: string): void {
    const now = this.end();
    this.#running = { part, since: now };
  }

  /** Nothing that is measured goes on from now on. */
  end(): number {
    const now = milliseconds();
    if (this.#running) {
      const { part, since } = this.#running;
      this.#parts.set(part, (this.#parts.get(part) ?? 0) + now - since);
      this.#running = undefined;
    }
    return now;
  }

  /** A step is done. */
  mark(what: string): void {
    this.steps.push({ what, at: this.end(), parts: this.#parts });
    this.#parts = new Map();
  }
}
