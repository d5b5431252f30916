import { lowerBound } from '../text/sorted.js';

interface Lines {
  /** From 1, both included. */
  readonly from: number;
  readonly to: number;
}

interface Ranked<Directive> {
  readonly directive: Directive;
  /** The last line that this directive, or one before it, reaches. */
  readonly reach: number;
}

/** Answers which comment is about a finding, for thousands of both, without looking at each pair. */
export class DirectiveIndex<Directive extends Lines> {
  readonly #sorted: readonly Directive[];
  readonly #covers: (directive: Directive, rule: string) => boolean;
  readonly #byRule = new Map<string, readonly Ranked<Directive>[]>();

  constructor(directives: readonly Directive[], covers: (directive: Directive, rule: string) => boolean) {
    this.#sorted = directives.toSorted((a, b) => a.from - b.from);
    this.#covers = covers;
  }

  /** The first directive about a rule that shares a line with the lines `from` to `to`. */
  find(rule: string, from: number, to: number): Directive | undefined {
    const ranked = this.#of(rule);
    // None before this one reaches as far as `from`; those behind it begin later.
    const first = ranked[lowerBound(ranked, from, (each) => each.reach)]?.directive;
    return first && first.from <= to ? first : undefined;
  }

  #of(rule: string): readonly Ranked<Directive>[] {
    const kept = this.#byRule.get(rule);
    if (kept) return kept;
    let reach = 0;
    const ranked: Ranked<Directive>[] = [];
    for (const directive of this.#sorted) {
      if (!this.#covers(directive, rule)) continue;
      reach = Math.max(reach, directive.to);
      ranked.push({ directive, reach });
    }
    this.#byRule.set(rule, ranked);
    return ranked;
  }
}
