import type { Candidate, TextRule } from '../model/rule.js';

interface OfCandidate {
  readonly candidate: Candidate;
}

/**
 * One secret is one provider's. Where rules of several providers found overlapping text, the more
 * specific one keeps it: ours, then a provider's, then imported and generic rules.
 */
export function withoutOverlaps<Found extends OfCandidate>(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  const sorted = found.toSorted((a, b) => a.candidate.span.start - b.candidate.span.start);
  const dropped = new Set<Found>();
  for (const [index, left] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const right = sorted[next];
      if (!right || right.candidate.span.start >= left.candidate.span.end) break;
      if (left.candidate.rule.shows || right.candidate.rule.shows) continue;
      if (providerOf(left.candidate.rule) === providerOf(right.candidate.rule)) {
        if (isGuessOf(left.candidate, right.candidate)) dropped.add(left);
        else if (isGuessOf(right.candidate, left.candidate)) dropped.add(right);
      } else dropped.add(rank(left.candidate.rule) <= rank(right.candidate.rule) ? right : left);
    }
  }
  return sorted.filter((each) => !dropped.has(each));
}

/** A guess at what another rule of the provider knows. */
function isGuessOf(guess: Candidate, known: Candidate): boolean {
  return guess.rule.guesses === true && known.rule.guesses !== true && known.secret.includes(guess.secret);
}

function providerOf(rule: TextRule): string {
  return rule.id.slice(0, rule.id.indexOf('/'));
}

/** Formats that any provider may use say less than the provider's own rule. */
const FORMATS = new Set(['jwt', 'private-key', 'connection']);

function rank(rule: TextRule): number {
  const provider = providerOf(rule);
  if (provider === 'pictify') return 0;
  if (provider === 'generic') return 4;
  if (provider === 'gitleaks') return 3;
  return FORMATS.has(provider) ? 2 : 1;
}
