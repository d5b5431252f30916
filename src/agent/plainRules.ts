import type { LinearPattern, Rule, RuleAhead, RuleWindow, TextRule } from '../model/rule.js';

/** What a rule looks for, as data: no words, no judgement. */
interface PlainRule {
  readonly keywords: readonly string[];
  /** Source and flags of its regular expression. */
  readonly pattern: readonly [source: string, flags: string];
  readonly window?: RuleWindow;
  readonly ahead?: RuleAhead;
  readonly minEntropy?: number;
}

/** Rules of the kind that the product ships, as JSON. @throws TypeError for a pattern that is no RegExp */
export function writePlainRules(rules: readonly Rule[]): string {
  return JSON.stringify(
    rules
      .filter((rule) => rule.on === 'text')
      .map(({ id, keywords, pattern, window, ahead, minEntropy }): PlainRule => {
        if (!(pattern instanceof RegExp)) throw new TypeError(`${id} has no pattern that can be written down`);
        return {
          keywords,
          pattern: [pattern.source, pattern.flags],
          ...(window && { window }),
          ...(ahead && { ahead }),
          ...(minEntropy !== undefined && { minEntropy }),
        };
      }),
  );
}

/** Rules that find at least what those find that `writePlainRules` was given. */
export function readPlainRules(json: string): TextRule[] {
  return (JSON.parse(json) as readonly PlainRule[]).map((rule, index) => new PlainTextRule(rule, index));
}

class PlainTextRule implements TextRule {
  readonly on = 'text';
  readonly id: TextRule['id'];
  readonly title = '';
  readonly severity = 'error';
  readonly description = '';
  readonly kind = '';
  readonly source = '';
  readonly keywords: readonly string[];
  readonly window?: RuleWindow;
  readonly ahead?: RuleAhead;
  readonly minEntropy?: number;
  readonly #written: PlainRule['pattern'];
  #pattern: RegExp | undefined;

  constructor({ keywords, pattern, window, ahead, minEntropy }: PlainRule, index: number) {
    this.id = `plain/${index}`;
    this.keywords = keywords;
    this.#written = pattern;
    if (window) this.window = window;
    if (ahead) this.ahead = ahead;
    if (minEntropy !== undefined) this.minEntropy = minEntropy;
  }

  /** Made when one of the keywords was met: most are not. */
  get pattern(): RegExp | LinearPattern {
    this.#pattern ??= new RegExp(...this.#written);
    return this.#pattern;
  }

  examples(): { leak: []; safe: [] } {
    return { leak: [], safe: [] };
  }
}
