/**
 * The closed set of things that can go wrong through no bug of ours. Every one ends in exit code 2.
 *
 * - `usage`: the command line makes no sense.
 * - `config`: a config, baseline or rule file is wrong.
 * - `git`: git is missing, refused, or died.
 * - `read`: something that had to be read could not be.
 * - `write`: something that had to be written could not be.
 */
export type ProblemCode = 'usage' | 'config' | 'git' | 'read' | 'write';

/** An error that a user can meet: what happened, where, and what to do next. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** The next step, as a sentence. */
  readonly next: string;

  /** Each file of the package is bundled on its own, so there is more than one class of this name. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'Problem' && 'code' in value && 'next' in value;
  }

  constructor(code: ProblemCode, what: string, next: string, options?: ErrorOptions) {
    super(what, options);
    this.code = code;
    this.next = next;
  }
}
