import type { Detection } from '../detect/detector.js';
import type { Document, Origin, Span } from '../model/document.js';
import type { CodeFrame, Confidence, Evidence, Severity } from '../model/finding.js';
import type { Language } from '../model/language.js';
import type { Candidate, FileRule, JudgeContext, Rule, Verdict } from '../model/rule.js';
import { languageOf } from '../text/language.js';
import { Positions, type Position } from '../text/positions.js';
import { redact } from '../text/redact.js';
import type { TextView } from '../text/textView.js';
import { createJudgeContext } from './context.js';
import type { Allowance, EnvironmentNames } from '../model/config.js';
import { judgeEnvironmentFile } from './environmentFile.js';
import type { Fingerprinter } from './fingerprint.js';
import { codeFrame, type Mask } from './frame.js';
import { Surroundings } from './surroundings.js';
import { withoutOverlaps } from './withoutOverlaps.js';

/** What a candidate turned out to be, and where. No secret in it. */
export interface Judged {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly outcome: 'finding' | 'public';
  readonly kind: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly path: string;
  /** Absent where no file was read: a missing one, or missing entries. */
  readonly origin?: Origin;
  readonly language: Language;
  /** Byte offsets in the text view; the whole file for a rule about the file. */
  readonly span: Span;
  readonly start: Position;
  readonly end: Position;
  readonly match: string;
  readonly fingerprint: string;
  readonly via: readonly string[];
  readonly hardCoded: boolean;
  /** The name that the secret is assigned to. */
  readonly name?: string;
  readonly frame?: CodeFrame;
  readonly suppressed?: Suppression;
  /** Ids of commits in which an imported allowlist accepts it. */
  readonly allowedIn?: readonly string[];
}

/** A finding together with its secret. Lives in memory, on the way from a file to the store it is moved to. */
export interface LocatedSecret {
  readonly judged: Judged;
  readonly secret: string;
}

/** What silences a finding. */
export interface Suppression {
  readonly by: 'inline' | 'config' | 'baseline' | 'foreign';
  readonly reason?: string;
}

export interface Judgement {
  readonly judged: readonly Judged[];
  readonly placeholders: number;
}

/** A candidate with its verdict, whatever that is: for `explain`. */
export interface Weighed {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly match: string;
  readonly via: readonly string[];
  readonly outcome: Verdict['outcome'] | 'suppressed' | 'covered';
  /** What silences it, where something does. */
  readonly suppressed?: Suppression | undefined;
  readonly kind: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface JudgeOptions {
  /** Told of every candidate, also of those that are not reported. */
  readonly onWeighed?: ((weighed: Weighed) => void) | undefined;
  /** Told of what is reported, with the secret itself: for `fix`, which moves it. Nothing else may ask. */
  readonly onSecret?: ((judged: Judged, secret: string) => void) | undefined;
  /** Whether a finding of that fingerprint need not be told of this document: it is left out. */
  readonly isTold?: ((fingerprint: string) => boolean) | undefined;
  /** The level of a rule for a path; `off` leaves it out. */
  readonly severityOf: (rule: Rule, path: string) => Severity | 'off';
  readonly fingerprint: Fingerprinter;
  readonly environment: EnvironmentNames;
  readonly fileRules: readonly FileRule[];
  /** Imported allowlists for other providers' rules. */
  readonly allowances?: readonly Allowance[] | undefined;
}

interface Decided {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly context: JudgeContext;
}

/** Turns the candidates of a document into judged findings. The secrets end here. */
export function judgeDocument(
  document: Document,
  view: TextView,
  detection: Detection,
  options: JudgeOptions,
): Judgement {
  const positions = new Positions(view);
  const judged: Judged[] = [];
  let placeholders = 0;
  const { candidates } = detection;
  if (candidates.length > 0) {
    const surroundings = new Surroundings(view.bytes, positions);
    const language = languageOf(document.path, surroundings.head(4096));
    const decided: Decided[] = [];
    for (const candidate of candidates) {
      const severity = options.severityOf(candidate.rule, document.path);
      if (severity === 'off') continue;
      const context = createJudgeContext(candidate, surroundings, document.path, language);
      const verdict = allowedBy(options.allowances, candidate, context) ?? judgeCandidate(candidate, context);
      options.onWeighed?.(weighed(candidate, verdict, context.evidence(), positions));
      if (verdict?.outcome === 'placeholder') placeholders += 1;
      if (verdict && verdict.outcome !== 'none' && verdict.outcome !== 'placeholder') {
        decided.push({ candidate, verdict, severity, context });
      }
    }
    const kept = withoutOverlaps(decided);
    const masks = masksOf(candidates);
    for (const each of kept) {
      if (options.isTold?.(options.fingerprint(each.candidate.rule.id, each.candidate.secret))) continue;
      const one = toJudged(each, document, language, view, positions, masks, options);
      judged.push(one);
      options.onSecret?.(one, each.candidate.secret);
    }
  }
  for (const rule of options.fileRules) {
    const found = judgeFile(rule, document, options);
    if (found) judged.push(found);
  }
  return {
    judged: judged.toSorted((a, b) => a.span.start - b.span.start || (a.rule.id < b.rule.id ? -1 : 1)),
    placeholders,
  };
}

function weighed(
  candidate: Candidate,
  verdict: Verdict | undefined,
  evidence: readonly Evidence[],
  positions: Positions,
): Weighed {
  const { rule, secret, span, via } = candidate;
  return {
    rule: rule.id,
    ...positions.at(span.start),
    match: rule.shows ? secret : redact(secret),
    via,
    outcome: verdict?.outcome ?? 'none',
    kind: verdict?.kind ?? '',
    confidence: verdict?.confidence ?? 'low',
    evidence: verdict && verdict.evidence.length > 0 ? verdict.evidence : evidence,
  };
}

/** Never about our own rules, nor about imported ones: those have their allowlists with them. */
function allowedBy(
  allowances: readonly Allowance[] | undefined,
  candidate: Candidate,
  context: JudgeContext,
): Verdict | undefined {
  if (!allowances || allowances.length === 0 || /^(?:pictify|gitleaks)\//.test(candidate.rule.id)) return undefined;
  for (const allowance of allowances) {
    const verdict = allowance(candidate, context);
    if (verdict) return verdict;
  }
  return undefined;
}

function judgeCandidate(candidate: Candidate, context: ReturnType<typeof createJudgeContext>): Verdict | undefined {
  const { rule } = candidate;
  if (rule.placeholders !== 'judge') {
    const placeholder = context.placeholder();
    if (placeholder)
      return { outcome: 'placeholder', kind: 'placeholder', confidence: 'high', evidence: [placeholder.evidence] };
  }
  if (rule.judge) return rule.judge(candidate, context);
  const why = rule.validate ? 'its form and checksum are right' : 'its form is right';
  return {
    outcome: 'finding',
    kind: rule.kind,
    confidence: 'high',
    evidence: [{ rung: 'structure', says: 'secret', what: why, weight: rule.validate ? 9 : 7 }],
  };
}

function masksOf(candidates: readonly Candidate[]): Mask[] {
  return candidates
    .filter((candidate) => !candidate.rule.shows)
    .map(({ span, secret }) => ({ ...span, shown: redact(secret) }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function toJudged(
  { candidate, verdict, severity, context }: Decided,
  { path, origin }: Document,
  language: Language,
  view: TextView,
  positions: Positions,
  masks: readonly Mask[],
  options: JudgeOptions,
): Judged {
  const { rule, span, secret, via } = candidate;
  const [name] = context.names();
  return {
    rule,
    severity: verdict.outcome === 'public' ? 'info' : severity,
    outcome: verdict.outcome === 'public' ? 'public' : 'finding',
    kind: verdict.kind,
    confidence: verdict.confidence,
    evidence: verdict.evidence,
    path,
    origin,
    language,
    span,
    start: positions.at(span.start),
    end: positions.at(span.end),
    match: rule.shows ? secret : redact(secret),
    fingerprint: options.fingerprint(rule.id, secret),
    via,
    hardCoded: context.hardCoded,
    ...(name !== undefined && { name }),
    ...(verdict.allowedIn && { allowedIn: verdict.allowedIn }),
    frame: codeFrame(view.bytes, positions, span, masks),
  };
}

function judgeFile(rule: FileRule, document: Document, options: JudgeOptions): Judged | undefined {
  // Rules about files speak of files that are committed; a later piece of one is not the file again.
  const { origin } = document;
  if (
    document.start ||
    origin.kind === 'buffer' ||
    origin.kind === 'message' ||
    (origin.kind === 'worktree' && !origin.tracked)
  )
    return undefined;
  const severity = options.severityOf(rule, document.path);
  if (severity === 'off') return undefined;
  const verdict = rule.judge(document, { environmentFile: (each) => judgeEnvironmentFile(each, options.environment) });
  if (!verdict || verdict.outcome !== 'finding') return undefined;
  return {
    rule,
    severity,
    outcome: 'finding',
    kind: verdict.kind,
    confidence: verdict.confidence,
    evidence: verdict.evidence,
    path: document.path,
    origin,
    language: languageOf(document.path, ''),
    span: { start: 0, end: 0 },
    start: { line: 1, column: 1 },
    end: { line: 1, column: 1 },
    match: document.path.slice(document.path.lastIndexOf('/') + 1),
    fingerprint: options.fingerprint(rule.id, document.path),
    via: [],
    hardCoded: false,
    ...(verdict.allowedIn && { allowedIn: verdict.allowedIn }),
  };
}
