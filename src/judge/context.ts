import type { Language } from '../model/language.js';
import type { Evidence } from '../model/finding.js';
import type { Candidate, JudgeContext, Verdict } from '../model/rule.js';
import { attribute, prefixedKey } from './attribution.js';
import { gatherEvidence } from './evidence.js';
import { nearNames } from './nearNames.js';
import { placeholderIn, type Placeholder } from './placeholder.js';
import type { Surroundings } from './surroundings.js';

/** Languages in which a quoted literal is what a program runs with. */
const PROGRAM = new Set<Language>([
  'javascript',
  'typescript',
  'python',
  'ruby',
  'go',
  'php',
  'java',
  'kotlin',
  'csharp',
  'rust',
  'swift',
  'dart',
  'elixir',
  'scala',
  'c',
  'powershell',
]);

/** What a rule's judge can ask about one candidate; each answer is worked out once, when asked for. */
export function createJudgeContext(
  candidate: Candidate,
  surroundings: Surroundings,
  path: string,
  language: Language,
): JudgeContext {
  const { span, inner } = candidate;
  const line = surroundings.lineAt(span.start);
  const innerBefore = inner && inner.text.slice(Math.max(0, inner.index - 200), inner.index);
  const evidence = once((): readonly Evidence[] => gatherEvidence(surroundings, span, path, innerBefore));
  const around = once(() =>
    inner
      ? {
          before: innerBefore ?? '',
          after: inner.text.slice(inner.index + candidate.secret.length, inner.index + candidate.secret.length + 40),
        }
      : surroundings.around(span, 60, 40),
  );
  return {
    path,
    language,
    line,
    before: (count) => surroundings.before(span.start, count),
    after: (count) => surroundings.after(span.start, count),
    head: (bytes) => surroundings.head(bytes),
    around: (before, after) => surroundings.around(span, before, after),
    placeholder: () => placeholderOf(candidate.secret, around().before, around().after),
    hardCoded: PROGRAM.has(language) && /["'`]$/.test(around().before),
    attribute: () => attributeSecret(candidate.secret, evidence()),
    attributeNext: (value) => {
      const offset = line.start + line.text.indexOf(value, Math.max(0, span.end - line.start));
      const valueSpan = { start: offset, end: offset + value.length };
      const after = surroundings.around(valueSpan, 60, 40);
      const placeholder = placeholderOf(value, after.before, after.after);
      if (placeholder)
        return { outcome: 'placeholder', kind: 'placeholder', confidence: 'high', evidence: [placeholder.evidence] };
      return attributeSecret(value, gatherEvidence(surroundings, valueSpan, path, undefined));
    },
    evidence,
    names: once(() => {
      const { enclosing, parents } = nearNames(surroundings, span, path);
      return [...new Set([...enclosing.map((each) => each.name), ...parents])];
    }),
  };
}

function attributeSecret(secret: string, evidence: readonly Evidence[]): Verdict {
  const key = prefixedKey(secret);
  if (!key) return { outcome: 'none', kind: 'other', confidence: 'low', evidence: [] };
  return attribute(key, evidence);
}

function placeholderOf(secret: string, before: string, after: string): Placeholder | undefined {
  return placeholderIn(prefixedKey(secret)?.body ?? bodyOf(secret), before, after);
}

/** The part behind a token's own prefix: `ghp_…`, `sk_live_…`, `xoxb-…`. */
function bodyOf(secret: string): string {
  const prefix =
    /^[A-Za-z]{2,12}[_-](?:(?:live|test|prod|pat|app|api)[_-])?(?=[A-Za-z0-9_-]{12})/.exec(secret)?.[0] ?? '';
  return secret.slice(prefix.length);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
