import { Detector, lookAtDocument, type Detection, type Known, type Look } from '../detect/detector.js';
import { isArchive } from '../detect/decode/isArchive.js';
import type { KnownKeywords } from '../detect/matcher/keptTables.js';
import type { MatcherWindow } from '../detect/matcher/keywordMatcher.js';
import { createFingerprinter } from '../judge/fingerprint.js';
import {
  judgeDocument,
  type Judged,
  type JudgeOptions,
  type LocatedSecret,
  type Weighed,
} from '../judge/judgeDocument.js';
import type { Config } from '../model/config.js';
import type { Document } from '../model/document.js';
import type { FileReader } from '../model/fileReader.js';
import type { Severity } from '../model/finding.js';
import type { IgnoreRule, Rule } from '../model/rule.js';
import { mayBeLfsPointer } from '../sources/lfsPointer.js';
import { Positions } from '../text/positions.js';
import { markedEncoding, textView } from '../text/textView.js';
import type { PathJudge } from './pathJudge.js';
import { Suppressor } from './suppressor.js';
import { Tally } from './tally.js';

/** A place where a key stands. */
export interface SoughtPlace {
  readonly rule: string;
  /** Through what it was seen, outermost first. */
  readonly via: readonly string[];
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Memory for one file after the other. */
export interface FileWindow {
  /** Where a file is read into that is shorter. */
  readonly bytes: Uint8Array;
  /**
   * Looks at a file of so many bytes that was read into it.
   *
   * @returns undefined where `scan` would do no more than count it; else its bytes in the room, to be scanned next
   */
  take(path: string, length: number, room: Buffer): Buffer | undefined;
}

/** Rules and config made ready to look at documents. One for a run; holds the run's tally. */
export class Engine {
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly ignoreRules: readonly IgnoreRule[];
  readonly tally = new Tally();
  readonly paths: PathJudge;
  readonly read: FileReader;
  readonly #detector: Detector;
  readonly #options: JudgeOptions;
  readonly #suppressor: Suppressor;
  /** Some rule about files is about every file. */
  readonly #asksEveryFile: boolean;
  #onSecret: JudgeOptions['onSecret'];

  /**
   * @param read reads files from where the config came: the work tree, or the commit that judges
   * @param today ISO date
   * @param known keywords of these rules, see `Detector`
   */
  constructor(
    config: Config,
    rules: readonly Rule[],
    paths: PathJudge,
    read: FileReader,
    today: string,
    known?: KnownKeywords,
  ) {
    this.config = config;
    this.read = read;
    this.rules = rules;
    this.paths = paths;
    this.ignoreRules = rules.filter((rule) => rule.on === 'ignore-files');
    this.#detector = new Detector(rules, undefined, known);
    this.#suppressor = new Suppressor(config, today);
    const fileRules = rules.filter((rule) => rule.on === 'file');
    this.#asksEveryFile = fileRules.some(({ only }) => only === undefined);
    this.#options = {
      severityOf: (rule, path) => paths.levelOf(rule, path),
      fingerprint: createFingerprinter(config.salt),
      environment: paths.environment,
      fileRules,
      allowances: config.allowances,
    };
  }

  /** What makes it look at a document, see `Detector`. */
  get prompts(): Detector['prompts'] {
    return this.#detector.prompts;
  }

  /** Memory that files may be read into of which most hold nothing; undefined where each has to be scanned. */
  get window(): FileWindow | undefined {
    const { window } = this.#detector;
    return window && { bytes: window.bytes, take: (path, length, room) => this.#take(window, path, length, room) };
  }

  #take(window: MatcherWindow, path: string, length: number, room: Buffer): Buffer | undefined {
    const { stopwatch } = this.tally;
    stopwatch?.begin('matching');
    // What is moved must have been looked at: so this comes first, whatever its path says.
    const isBare = window.isBare(length);
    stopwatch?.end();
    const isQuiet =
      isBare && !isOfAKind(window.bytes, length) && !this.paths.isIgnored(path) && !this.#isForFileRules(path);
    return isQuiet ? undefined : window.moveTo(room, length);
  }

  /** For a part of the run, to be added to the run's own. */
  beginTally(): Tally {
    return new Tally();
  }

  /** Looks at one document; what was looked at, skipped and passed over goes to the tally. */
  scan(document: Document, tally = this.tally): readonly Judged[] {
    return this.examine(document, tally, this.#handedOver());
  }

  /** Whether a file is to be looked at for its path alone. */
  isNamed(path: string): boolean {
    const { environment, isIgnored } = this.paths;
    return environment.isFile(path) || environment.isTemplate(path) || isIgnored(path);
  }

  /** From now on each finding's secret is handed over: for `verify` alone, which asks whether it works. */
  handOver(onSecret: (judged: Judged, secret: string) => void): void {
    this.#onSecret = onSecret;
  }

  #handedOver(): Pick<JudgeOptions, 'onSecret'> | undefined {
    return this.#onSecret && { onSecret: this.#onSecret };
  }

  /**
   * Whether anything in some bytes is worth a second look, wherever they may stand; counts them as looked at.
   */
  look(document: Document, known?: Known): Look {
    this.tally.count(document);
    const { stopwatch } = this.tally;
    stopwatch?.begin('matching');
    const found = lookAtDocument(this.#detector, document.bytes, known);
    stopwatch?.end();
    return found;
  }

  /**
   * The same as `scan` without counting it: for the old side of a change.
   *
   * @param listeners.isTold leaves out what the caller knows from elsewhere
   */
  peek(document: Document, listeners?: Pick<JudgeOptions, 'isTold'>): readonly Judged[] {
    return this.examine(document, new Tally(), { ...this.#handedOver(), ...listeners });
  }

  /**
   * The same for who cannot wait: of the candidates those that come first.
   *
   * @param most candidates that are judged
   */
  peekAtFirst(document: Document, most: number): { readonly judged: readonly Judged[]; readonly isCut: boolean } {
    const tally = new Tally();
    const judged = this.examine(document, tally, undefined, most);
    return { judged, isCut: tally.skipped.some(({ why }) => why === 'too-many-candidates') };
  }

  /** Every candidate of a document with its verdict, also those that are not reported. */
  weigh(document: Document, baseline: ReadonlySet<string>, today: string): readonly Weighed[] {
    const weighed: Weighed[] = [];
    const judged = this.examine(document, new Tally(), { onWeighed: (each) => weighed.push(each) });
    return weighed.map((each) => {
      if (each.outcome !== 'finding' && each.outcome !== 'public') return each;
      const told = judged.find(
        ({ rule, start }) => rule.id === each.rule && start.line === each.line && start.column === each.column,
      );
      if (!told) return { ...each, outcome: 'covered' };
      const suppressed = this.#suppressor.find(told, baseline, today);
      return suppressed ? { ...each, outcome: 'suppressed', suppressed } : each;
    });
  }

  /**
   * The same as `peek`, with the secrets themselves (empty for findings about a file as such), without
   * what a comment silences: for `fix` alone, which moves them.
   */
  locate(document: Document): readonly LocatedSecret[] {
    const key = ({ rule, span }: Judged): string => `${rule.id} ${span.start} ${span.end}`;
    const secrets = new Map<string, string>();
    const found = this.examine(document, new Tally(), {
      onSecret: (judged, secret) => secrets.set(key(judged), secret),
    });
    return found
      .filter((judged) => !judged.suppressed)
      .map((judged) => ({ judged, secret: secrets.get(key(judged)) ?? '' }));
  }

  /**
   * Where a key that the caller knows, or knows how to recognise, stands in a document, whatever the
   * rules make of the place: for `incident`, which looks for one key. Only the caller's own function
   * sees secrets.
   */
  seek(document: Document, isSought: (secret: string, rule: string) => boolean): readonly SoughtPlace[] {
    const view = textView(document.bytes, document.start);
    const { candidates } = this.#detector.detect(view.bytes, document.path === '' ? undefined : document.path);
    const found = candidates.filter(({ secret, rule }) => rule.shows === undefined && isSought(secret, rule.id));
    if (found.length === 0) return [];
    const positions = new Positions(view);
    return found.map(({ rule, span, via }) => ({ rule: rule.id, via, ...positions.at(span.start) }));
  }

  /** What the rules say of a key that the caller knows, also where a comment silences it. */
  judgementsOf(document: Document, isSought: (secret: string, rule: string) => boolean): readonly Judged[] {
    const key = ({ rule, span }: Judged): string => `${rule.id} ${span.start} ${span.end}`;
    const wanted = new Set<string>();
    return this.examine(document, new Tally(), {
      onSecret: (judged, secret) => {
        if (judged.rule.on === 'text' && !judged.rule.shows && isSought(secret, judged.rule.id))
          wanted.add(key(judged));
      },
    }).filter((judged) => wanted.has(key(judged)));
  }

  private examine(
    document: Document,
    tally: Tally,
    listeners?: Pick<JudgeOptions, 'onWeighed' | 'onSecret' | 'isTold'>,
    most = Number.POSITIVE_INFINITY,
  ): readonly Judged[] {
    if (this.paths.isIgnored(document.path)) {
      tally.skip(document.path, 'ignored-by-config', document.bytes.length);
      return [];
    }
    tally.count(document);
    const view = textView(document.bytes, document.start);
    const { stopwatch } = this.tally;
    stopwatch?.begin('matching');
    const detection = firstOf(this.#detector.detect(view.bytes, document.path), most);
    stopwatch?.begin('judging');
    for (const why of detection.skipped) tally.skip(document.path, why);
    let judged: readonly Judged[] = [];
    // What judges is loaded where there is something to judge.
    if (detection.candidates.length > 0 || this.#isForFileRules(document.path)) {
      const options = listeners ? { ...this.#options, ...listeners } : this.#options;
      const judgement = judgeDocument(document, view, detection, options);
      tally.placeholders += judgement.placeholders;
      ({ judged } = judgement);
    }
    if (judged.length > 0 || detection.mayHaveDirectives)
      judged = this.#suppressor.apply(document, view, judged, tally, detection.mayHaveDirectives);
    stopwatch?.end();
    return judged;
  }

  #isForFileRules(path: string): boolean {
    const { environment } = this.paths;
    return this.#asksEveryFile || environment.isFile(path) || environment.isTemplate(path);
  }

  /** What the config or the baseline says about a finding that no comment silences. */
  get suppressor(): Suppressor {
    return this.#suppressor;
  }

  severityOf(rule: Rule, path: string): Severity | 'off' {
    return this.paths.levelOf(rule, path);
  }

  fingerprint(rule: string, secret: string): string {
    return this.#options.fingerprint(rule, secret);
  }
}

/** Whether a document without a NUL may be text of wide characters, an archive, or stand for a file that is elsewhere. */
function isOfAKind(bytes: Uint8Array, length: number): boolean {
  return markedEncoding(bytes) !== undefined || isArchive(bytes) || mayBeLfsPointer(bytes, length);
}

/** Of the candidates those that stand first, and a word of it where that is not all. */
function firstOf(detection: Detection, most: number): Detection {
  if (detection.candidates.length <= most) return detection;
  const candidates = detection.candidates.toSorted((a, b) => a.span.start - b.span.start).slice(0, most);
  return { ...detection, candidates, skipped: [...detection.skipped, 'too-many-candidates'] };
}
