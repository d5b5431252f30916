import type { Document } from '../../model/document.js';
import type { Evidence } from '../../model/finding.js';
import type {
  Candidate,
  FileRule,
  JudgeContext,
  LinearMatch,
  LinearPattern,
  Rule,
  RuleId,
  TextRule,
  Verdict,
} from '../../model/rule.js';
import { entropy } from '../../text/entropy.js';
import type { Allowlist, Sighting } from './allowlist.js';
import { compilePattern } from './compilePattern.js';
import type { RawRule } from './readRules.js';

/** What a finding's allowlists are, and how they are called in evidence. */
export interface Allowing {
  readonly file: string;
  readonly allowlists: readonly Allowlist[];
  /** The imported files: their own rules are not looked for in them. */
  readonly ownFiles: readonly string[];
}

/** The rule under `gitleaks/ID`; `undefined` for one that is not reported by itself. */
export function toRule(raw: RawRule, allowing: Allowing): Rule | undefined {
  if (raw.silent) return undefined;
  const { id, table, description, regex, path } = raw;
  const fields = {
    id: ruleId(id),
    title: titleOf(description, id),
    description: description ?? `The rule ${id} of ${allowing.file}.`,
    severity: 'error',
    kind: id,
    source: allowing.file,
    examples: () => ({ leak: [], safe: [] }),
  } as const;
  if (regex === undefined)
    return path === undefined
      ? table.fail(undefined, 'it has neither `regex` nor `path`')
      : pathRule(raw, fields, path, allowing);
  const pattern = compilePattern(table, 'regex', regex, raw.secretGroup === 0 ? 'first' : raw.secretGroup);
  const keywords = raw.keywords.map((keyword) => keyword.toLowerCase());
  const plain = keywords.length > 0 && keywords.every((keyword) => /^[\x20-\x7e]{3,64}$/.test(keyword));
  return {
    ...fields,
    on: 'text',
    // A keyword that the prefilter cannot look for is looked for before the pattern runs.
    keywords: plain ? keywords : [],
    window: { whole: true },
    pattern: withMatch(pattern, plain ? [] : keywords),
    ...(path && { paths: path }),
    ...(raw.entropy > 0 && { validate: (secret) => entropy(decode(secret)) > raw.entropy }),
    placeholders: 'judge',
    guesses: id.toLowerCase().includes('generic'),
    judge: (candidate, context) =>
      allowed(candidate, context, allowing) ?? {
        outcome: 'finding',
        kind: id,
        confidence: 'medium',
        evidence: [
          { rung: 'structure', says: 'secret', what: `it fits the rule ${id} of ${allowing.file}`, weight: 5 },
        ],
        ...inCommits(candidate, context, allowing),
      },
  } satisfies TextRule;
}

/** A rule about file names alone. */
function pathRule(
  raw: RawRule,
  fields: Omit<FileRule, 'on' | 'judge'>,
  path: LinearPattern,
  { file, allowlists, ownFiles }: Allowing,
): FileRule {
  const keywords = raw.keywords.map((keyword) => keyword.toLowerCase());
  return {
    ...fields,
    on: 'file',
    judge(document: Document) {
      if (ownFiles.includes(document.path) || !path.test(asBytes(document.path))) return undefined;
      if (keywords.length > 0 && !holdsAny(document.bytes.toString('utf8'), keywords)) return undefined;
      if (allowlists.some((allowlist) => allowlist.allowsPath(asBytes(document.path)))) return undefined;
      const sighting: Sighting = { path: asBytes(document.path), secret: '', match: '', line: () => '' };
      const commits = allowlists.flatMap((allowlist) => commitsOf(allowlist, sighting));
      return {
        outcome: 'finding',
        kind: raw.id,
        confidence: 'medium',
        evidence: [{ rung: 'path', says: 'secret', what: `it fits the rule ${raw.id} of ${file}`, weight: 5 }],
        ...(commits.length > 0 && { allowedIn: commits }),
      };
    },
  };
}

/** The verdict of the first allowlist that accepts a candidate. */
export function allowed(
  candidate: Candidate,
  context: JudgeContext,
  { file, allowlists, ownFiles }: Allowing,
): Verdict | undefined {
  if (ownFiles.includes(context.path)) return none('the rules themselves stand in this file');
  const sighting = sightingOf(candidate, context);
  for (const allowlist of allowlists) {
    const answer = allowlist.allows(sighting);
    if (!answer || 'inCommits' in answer) continue;
    const name = allowlist.description === undefined ? 'an allowlist' : `the allowlist "${allowlist.description}"`;
    return none(`${name} of ${file} accepts it: ${answer.by}`);
  }
  return undefined;
}

function inCommits(
  candidate: Candidate,
  context: JudgeContext,
  { allowlists }: Allowing,
): { readonly allowedIn?: readonly string[] } {
  const sighting = sightingOf(candidate, context);
  const commits = allowlists.flatMap((allowlist) => commitsOf(allowlist, sighting));
  return commits.length > 0 ? { allowedIn: commits } : {};
}

function commitsOf(allowlist: Allowlist, sighting: Sighting): readonly string[] {
  const answer = allowlist.allows(sighting);
  return answer && 'inCommits' in answer ? answer.inCommits : [];
}

function sightingOf(candidate: Candidate, context: JudgeContext): Sighting {
  const { secret, groups } = candidate;
  const match = groups[MATCH] ?? secret;
  return { path: asBytes(context.path), secret, match, line: () => linesOf(candidate, match, context) };
}

/** The lines that a match stands on; for a decoded secret, of the decoded text. */
function linesOf({ secret, inner }: Candidate, match: string, context: JudgeContext): string {
  if (inner) {
    const start = inner.text.lastIndexOf('\n', inner.index) + 1;
    const end = inner.text.indexOf('\n', inner.index + secret.length);
    return inner.text.slice(start, end === -1 ? undefined : end);
  }
  const at = Math.max(0, match.indexOf(secret));
  const before = feeds(match.slice(0, at));
  const after = feeds(match.slice(at).replace(/\n+$/, ''));
  const lines = [
    ...context
      .before(before)
      .map((line) => line.text)
      .toReversed(),
    context.line.text,
    ...context.after(after).map((line) => line.text),
  ];
  return lines.join('\n');
}

function feeds(text: string): number {
  return text.split('\n').length - 1;
}

/** Where the whole match is kept; no group can have this name. */
const MATCH = '0';

function withMatch(pattern: LinearPattern, keywords: readonly string[]): LinearPattern {
  return {
    source: pattern.source,
    test: (text) => pattern.test(text),
    *matchAll(text): Iterable<LinearMatch> {
      if (keywords.length > 0 && !holdsAny(decode(text), keywords)) return;
      for (const found of pattern.matchAll(text)) {
        const match = found.match.replace(/^\n+|\n+$/g, '');
        if (found.secret !== found.match) yield { ...found, groups: { ...found.groups, [MATCH]: match } };
        else if (match !== '') {
          const secretIndex = found.secretIndex + found.match.indexOf(match);
          yield { ...found, secret: match, secretIndex, groups: { ...found.groups, [MATCH]: match } };
        }
      }
    },
  };
}

function holdsAny(text: string, keywords: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return keywords.some((keyword) => folded.includes(keyword));
}

function none(what: string): Verdict {
  const evidence: Evidence = { rung: 'default', says: 'allowlist', what, weight: 8 };
  return { outcome: 'none', kind: 'allowed', confidence: 'high', evidence: [evidence] };
}

/** Ids are free text there. */
export function ruleId(id: string): RuleId {
  return `gitleaks/${id.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
}

function titleOf(description: string | undefined, id: string): string {
  const text = (description ?? '').trim().replace(/[.\s]+$/, '');
  return text === '' ? id : text;
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function decode(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
