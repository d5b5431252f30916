import type { Severity } from './finding.js';
import type { ReportWarning } from './report.js';
import type { Candidate, JudgeContext, Rule, Verdict } from './rule.js';

export type Preset = 'pictify' | 'recommended' | 'strict';

export type RuleLevel = 'off' | Severity;

/** Comments of other scanners that are honoured when listed. */
export type Compat = 'gitleaks' | 'betterleaks' | 'trufflehog' | 'ggshield' | 'detect-secrets' | 'secretlint';

/** The config after defaults, `extends` and checks: what the engine runs on. */
export interface Config {
  /** The file it came from, relative to the root (`pictify-scan.config.json`, `package.json`); absent for the defaults. */
  readonly file?: string;
  readonly preset: Preset;
  /** Key of the fingerprints' HMAC; absent until `init` made one. */
  readonly salt?: string;
  /** Levels by rule id, or by provider with `/*` behind it (`stripe/*`); the last that fits wins. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** Globs of paths that are not judged. */
  readonly ignorePaths: readonly string[];
  /** Per-path changes; later ones win. */
  readonly overrides: readonly ConfigOverride[];
  /** Findings that are accepted for good, by fingerprint. */
  readonly ignore: readonly IgnoredFinding[];
  /** Path of the baseline file, relative to the root. */
  readonly baseline: string;
  /** Base names (globs) that count as environment files, and those that count as their templates. */
  readonly envFiles: readonly string[];
  readonly envTemplates: readonly string[];
  /** Rules from the config itself and from `extends`. */
  readonly customRules: readonly Rule[];
  readonly compat: readonly Compat[];
  /** Findings that another scanner's ignore file accepts: `path:rule:line`, or with `commit:` before (`.gitleaksignore`). */
  readonly foreignIgnores: readonly string[];
  /** Imported allowlists for the provider rules that stand in for another scanner's own set. */
  readonly allowances?: readonly Allowance[];
  /** What the user should know about imported files: parts of them that have no effect here. */
  readonly warnings?: readonly ReportWarning[];
  /** Every file that this was read from, relative to the root. */
  readonly sources?: readonly string[];
  readonly failOn: Severity;
  /** What an accepted finding has to come with, so that it counts. */
  readonly requireReason: boolean;
  readonly requireOwner: boolean;
  /** Days from now on that an acceptance may count at most; it needs an expiry date then. */
  readonly maxIgnoreDays?: number;
}

/** The verdict by which an imported allowlist accepts a candidate; `undefined` where none does. */
export type Allowance = (candidate: Candidate, context: JudgeContext) => Verdict | undefined;

export interface ConfigOverride {
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
}

export interface IgnoredFinding {
  readonly fingerprint: string;
  readonly reason?: string;
  /** ISO date after which it counts no longer. */
  readonly expires?: string;
  readonly owner?: string;
}

/** Tells environment files and their templates by their paths. */
export interface EnvironmentNames {
  isFile(path: string): boolean;
  isTemplate(path: string): boolean;
}
