import type { Document, Span } from './document.js';
import type { Confidence, Evidence, Severity } from './finding.js';
import type { Language } from './language.js';

export type RuleId = `${string}/${string}`;

interface RuleFields {
  readonly id: RuleId;
  /** A noun phrase: "Pictify live API key". */
  readonly title: string;
  readonly severity: Severity;
  /** What it opens to whoever finds it, and why it is a secret: one to three sentences for its page. */
  readonly description: string;
  /** What the thing is, for `Finding.kind`: `github-token`. */
  readonly kind: string;
  /** Where the format is documented. */
  readonly source: string;
  /** Where the holder revokes or rolls it: a page or a menu path. */
  readonly revoke?: string;
  /** The environment variable that usually carries it: `GITHUB_TOKEN`. */
  readonly variable?: string;
  /** Texts that must and must not be reported; the tests run them, the docs show the leaks masked. */
  readonly examples: (sample: Sampler) => RuleExamples;
}

/** A rule that looks for a pattern near a keyword. */
export interface TextRule extends RuleFields {
  readonly on: 'text';
  /**
   * Literals of at least 3 ASCII characters, compared without case; one of them stands in, or within
   * the window of, each match. None at all: the pattern runs on every document as a whole.
   */
  readonly keywords: readonly string[];
  /** Has a named group `secret`. Run on the window only, so `^` and `$` mean the window's ends (use `m` for lines). */
  readonly pattern: RegExp | LinearPattern;
  /** How far from the keyword the pattern may look. Default: 256 bytes before and 512 after, on the keyword's line. */
  readonly window?: RuleWindow;
  /** What each match has right behind the keyword that it begins with: a look that is cheaper than the pattern. */
  readonly ahead?: RuleAhead;
  /** Every match holds a run of base64 characters: told by the build, where the pattern itself is loaded later. */
  readonly wantsRun?: boolean;
  /** Only files whose path matches. */
  readonly paths?: RegExp | LinearPattern;
  /** Bits per character that the secret must have at least (Shannon). */
  readonly minEntropy?: number;
  /** A checksum or structure that every real one has: false drops the candidate. */
  readonly validate?: (secret: string, groups: Readonly<Record<string, string | undefined>>) => boolean;
  /** Decides where pattern, entropy and validation cannot; `undefined` means "not one of mine". */
  readonly judge?: (candidate: Candidate, context: JudgeContext) => Verdict | undefined;
  /** The match is a name and no secret: it may be shown whole. */
  readonly shows?: 'match';
  /** Skip the check for placeholders, for rules whose judge does it. */
  readonly placeholders?: 'judge';
  /** It guesses: where another rule of its provider found a secret that holds this one, that rule keeps it. */
  readonly guesses?: boolean;
}

/** A rule about a file as such: its name and what is in it. */
export interface FileRule extends RuleFields {
  readonly on: 'file';
  /** It is asked about environment files and their templates only. */
  readonly only?: 'environment-files';
  readonly judge: (document: Document, context: FileContext) => Verdict | undefined;
}

/** A rule about the ignore files of a repository. */
export interface IgnoreRule extends RuleFields {
  readonly on: 'ignore-files';
  /** Names that the repository's own ignore files must keep out, at the root and in each package folder. */
  readonly entries: readonly string[];
}

export type Rule = TextRule | FileRule | IgnoreRule;

export interface RuleWindow {
  /** Bytes before the keyword. */
  readonly before?: number;
  /** Bytes after the keyword's first byte. */
  readonly after?: number;
  /** Look past line ends. Default false. */
  readonly lines?: boolean;
  /** A keyword anywhere in the document lets the pattern run on all of it; `before` and `after` do not count. */
  readonly whole?: boolean;
}

/** A byte that stands behind a keyword, with none of certain others before it. */
export interface RuleAhead {
  /** One ASCII character. */
  readonly find: string;
  /** At most so many bytes behind the keyword. */
  readonly within: number;
  /** ASCII characters that cannot stand between. */
  readonly stops: string;
}

/** A pattern in linear time, for patterns that are not ours (RE2 syntax). */
export interface LinearPattern {
  readonly source: string;
  test(text: string): boolean;
  /** Every match in `text`, from left to right. */
  matchAll(text: string): Iterable<LinearMatch>;
}

export interface LinearMatch {
  readonly index: number;
  readonly match: string;
  readonly secretIndex: number;
  readonly secret: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

export type RuleExample = string | { readonly text: string; readonly path: string };

export interface RuleExamples {
  readonly leak: readonly RuleExample[];
  readonly safe: readonly RuleExample[];
}

/** Makes values that look real, the same ones in every run; so no such literal stands in a file. */
export interface Sampler {
  /** A Pictify key of that kind with a body of `length` characters `[A-Za-z0-9]`. */
  key(kind: 'live' | 'test', length?: number): string;
  /** `[0-9a-f]` */
  hex(length: number): string;
  /** `[0-9A-F]` */
  upperHex(length: number): string;
  /** `[A-Za-z0-9]` */
  alnum(length: number): string;
  /** `[a-z0-9]` */
  lower(length: number): string;
  /** `[A-Z0-9]` */
  upper(length: number): string;
  digits(length: number): string;
  /** `[A-Za-z0-9_-]` */
  urlSafe(length: number): string;
  /** `length` characters out of `alphabet`. */
  from(alphabet: string, length: number): string;
  uuid(): string;
  /** `length` bytes. */
  bytes(length: number): Buffer;
  /** Joins parts at run time: keeps a literal that other scanners would report out of the source. */
  join(...parts: readonly string[]): string;
}

/**
 * Something that a rule's pattern matched. It carries the secret, so it lives in memory only and
 * never leaves `judge/`.
 */
export interface Candidate {
  readonly rule: TextRule;
  readonly secret: string;
  /** Where it stands in the document's text view (for a decoded secret: the encoded characters). */
  readonly span: Span;
  /** Through what it was seen, outermost first. */
  readonly via: readonly string[];
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** The text the pattern ran on where the secret was decoded: its own surroundings, one level in. */
  readonly inner?: { readonly text: string; readonly index: number };
}

/** `finding` is reported, `public` is informed about on request, the others are counted only. */
export type Outcome = 'finding' | 'public' | 'placeholder' | 'none';

export interface Verdict {
  readonly outcome: Outcome;
  readonly kind: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** Ids of commits in which an imported allowlist accepts it. */
  readonly allowedIn?: readonly string[];
}

/** A line of the text view, without its terminator. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Byte offset of its first character. */
  readonly start: number;
}

/** What a rule's judge can ask about a candidate's surroundings. All text is one character per byte (latin1). */
export interface JudgeContext {
  readonly path: string;
  readonly language: Language;
  /** The line the candidate begins on. */
  readonly line: TextLine;
  /** Up to `count` lines before the candidate's line, nearest first. */
  before(count: number): readonly TextLine[];
  /** Up to `count` lines after the candidate's line, nearest first. */
  after(count: number): readonly TextLine[];
  /** The document's text from its beginning, at most `bytes` of it. */
  head(bytes: number): string;
  /** The `bytes` before the candidate and after it, whatever lines they are on. */
  around(before: number, after: number): { readonly before: string; readonly after: string };
  /** Why the secret reads as a placeholder, if it does: `certain` is never a key, `sample` looks made up. */
  placeholder(): { readonly degree: 'certain' | 'sample'; readonly evidence: Evidence } | undefined;
  /** It is a literal in program code, in quotes: where a key would be hard-coded. */
  readonly hardCoded: boolean;
  /** Whose `pk_live_`/`pk_test_` key this is, with evidence. */
  attribute(): Verdict;
  /** The same for another value that stands behind the candidate on its line. */
  attributeNext(value: string): Verdict;
  /** Everything near that speaks for Pictify or another vendor, nearest first; the file as a whole and its path come last. */
  evidence(): readonly Evidence[];
  /** What the candidate is assigned to, then what encloses that. */
  names(): readonly string[];
}

export interface FileContext {
  /** Whether it is an environment file that must not be committed: its name, what it holds, how that is encrypted. */
  environmentFile(document: Document): Verdict | undefined;
}

/** A group of rules of one provider. */
export interface RuleGroup {
  readonly provider: string;
  readonly rules: readonly Rule[];
}

/** What a provider's file declares; `on: 'text'` and the provider's `source` are filled in. */
export type RuleDeclaration =
  | (Omit<TextRule, 'on' | 'source'> & { readonly on?: 'text'; readonly source?: string })
  | (Omit<FileRule, 'source'> & { readonly source?: string })
  | (Omit<IgnoreRule, 'source'> & { readonly source?: string });

/** Declares a provider's rules. Ids begin with `PROVIDER/`. */
export function defineRules(group: {
  readonly provider: string;
  /** Where the provider documents its keys; a rule may name a page of its own. */
  readonly source: string;
  readonly rules: readonly RuleDeclaration[];
}): RuleGroup {
  const rules = group.rules.map((rule): Rule => ({ on: 'text', source: group.source, ...rule }) as Rule);
  return { provider: group.provider, rules };
}
