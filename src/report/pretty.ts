import type { Evidence, Finding } from '../model/finding.js';
import { isPublic } from '../model/isPublic.js';
import type { Report, ReportOptions } from '../model/report.js';
import { MESSAGE_PATH, REFS_PATH } from '../model/textPlaces.js';
import { escapeUnsafe } from '../text/escape.js';
import { asTyped } from '../text/asTyped.js';
import { exposureText, verificationText, whyText } from './messages.js';
import { createStyle, type Style } from './style.js';

/** For people at a terminal; empty where there is nothing to tell. */
export function renderPretty(report: Report, options: ReportOptions): string {
  const style = createStyle(options.color);
  const shown = report.findings.filter((finding) => isShown(finding, options));
  const { whole, brief } = divide(groupByPlace(shown));
  const groupOptions = { ...options, isJudgedByCommit: report.receipt.isJudgedByCommit ?? false };
  const parts = whole.map((group) => renderGroup(group, style, groupOptions));
  if (brief.length > 0) parts.push(renderBrief(brief, style, options));
  for (const warning of report.warnings) {
    const place =
      warning.path === undefined
        ? ''
        : `${escapeUnsafe(warning.path)}${warning.line === undefined ? '' : `:${warning.line}`} `;
    parts.push(`${style.yellow('warning')} ${place}${escapeUnsafe(asTyped(warning.message, options.program))}\n`);
  }
  if (parts.length > 0) parts.push(renderVerdict(report, style, options));
  return parts.join('\n');
}

function isShown(finding: Finding, options: ReportOptions): boolean {
  return finding.status === 'new' || (finding.status === 'known' && options.showKnown);
}

/** Findings of several rules about one place are one block: the gravest leads, the others are named. */
function groupByPlace(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.path}\0${finding.line}\0${finding.column}\0${finding.commit?.id ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(
    (group) =>
      group.toSorted((a, b) => severityRank(a) - severityRank(b) || leadRank(a) - leadRank(b)) as [
        Finding,
        ...Finding[],
      ],
  );
}

type Group = readonly [Finding, ...Finding[]];

/** Nobody reads thousands of lines: of very many findings the gravest are told in full, the others in a line each. */
function divide(groups: readonly Group[]): { readonly whole: readonly Group[]; readonly brief: readonly Group[] } {
  if (groups.length <= IN_FULL) return { whole: groups, brief: [] };
  const gravest = new Set(groups.toSorted(([a], [b]) => severityRank(a) - severityRank(b)).slice(0, IN_FULL));
  return {
    whole: groups.filter((group) => gravest.has(group)),
    brief: groups.filter((group) => !gravest.has(group)),
  };
}

const IN_FULL = 20;

function renderBrief(groups: readonly Group[], style: Style, options: ReportOptions): string {
  const lines = groups.map(
    ([lead, ...others]) =>
      `${headline(lead, style)}  ${escapeUnsafe(lead.match)}  ${style.dim(lead.fingerprint)}${others.length === 0 ? '' : style.dim(` and ${others.map(({ rule }) => rule).join(', ')}`)}`,
  );
  const intro = `And ${groups.length} more, one line each. A file's in full: ${asTyped('pictify-scan PATH', options.program)}. All of them, to read and filter in a browser: --format html --output report.html`;
  return `${[...wrap(intro, '', options.width), '', ...lines].join('\n')}\n`;
}

function severityRank(finding: Finding): number {
  return ['error', 'warning', 'info'].indexOf(finding.severity);
}

/** The key itself leads; what its place makes worse comes behind it. */
function leadRank(finding: Finding): number {
  return /(?:live-key|test-key|token)$/.test(finding.rule) ? 0 : 1;
}

/** What the words on a finding depend on besides. */
interface GroupOptions extends ReportOptions {
  readonly isJudgedByCommit: boolean;
}

function renderGroup([lead, ...others]: Group, style: Style, options: GroupOptions): string {
  const lines = [headline(lead, style)];
  lines.push(...wrap(escapeUnsafe(lead.message), '  ', options.width));
  if (lead.commit)
    lines.push(
      style.dim(
        `  commit ${lead.commit.id.slice(0, 12)}  ${escapeUnsafe(lead.commit.author)}, ${lead.commit.date.slice(0, 10)}: ${escapeUnsafe(lead.commit.subject)}`,
      ),
    );
  if (lead.frame) lines.push('', ...renderFrame(lead, style));
  const why = whyText(lead);
  lines.push('');
  if (why !== undefined) lines.push(...labelled('Why', why, style, options.width));
  if (lead.verification) lines.push(...labelled('Works?', verificationText(lead.verification), style, options.width));
  if (lead.exposure)
    lines.push(...labelled('Leaked?', escapeUnsafe(exposureText(lead.exposure)), style, options.width));
  for (const other of others)
    lines.push(
      ...labelled(
        'And',
        `${escapeUnsafe(other.message)} ${style.dim(`(${other.rule}, ${other.severity})`)}${otherSign(other)}`,
        style,
        options.width,
      ),
    );
  const hints = [
    ...lead.hints,
    ...others.flatMap((other) => other.hints.slice(0, 1).filter((hint) => !lead.hints.includes(hint))),
  ];
  for (const [index, hint] of hints.entries())
    lines.push(...labelled(index === 0 ? 'Do' : '', `${index + 1}. ${escapeUnsafe(hint)}`, style, options.width));
  if (!isPublic(lead)) lines.push(...labelled('Not a secret?', falseAlarm(lead, options), style, options.width));
  return `${lines.join('\n')}\n`;
}

function headline(finding: Finding, style: Style): string {
  const mark =
    finding.severity === 'error'
      ? style.red('✗')
      : finding.severity === 'warning'
        ? style.yellow('!')
        : style.blue('i');
  const status = finding.status === 'known' ? style.dim(' (already in the parent)') : '';
  return `${mark} ${style.bold(`${escapeUnsafe(finding.path)}:${finding.line}:${finding.column}`)}  ${severityWord(finding, style)} ${style.dim(finding.rule)}${status}`;
}

function otherSign(other: Finding): string {
  const sign: Evidence | undefined = other.evidence.find(
    (each) => each.says === 'development' || each.says === 'production',
  );
  return sign ? ` Told by: ${escapeUnsafe(sign.what)}.` : '';
}

function severityWord(finding: Finding, style: Style): string {
  if (finding.severity === 'error') return style.red('error');
  return finding.severity === 'warning' ? style.yellow('warning') : style.blue('info');
}

function renderFrame(finding: Finding, style: Style): string[] {
  const { frame } = finding;
  if (!frame) return [];
  const width = String(frame.firstLine + frame.lines.length - 1).length;
  return frame.lines.flatMap((raw, index) => {
    const text = escapeUnsafe(raw);
    const number = frame.firstLine + index;
    const hit = number === frame.caret.line;
    const gutter = `${hit ? style.red('>') : ' '} ${style.dim(`${String(number).padStart(width)} │`)} `;
    const line = `  ${gutter}${text}`;
    if (!hit) return [line.trimEnd()];
    const caret =
      ' '.repeat(displayWidth(text.slice(0, frame.caret.column - 1))) +
      style.red(
        '^'.repeat(
          Math.max(1, displayWidth(text.slice(frame.caret.column - 1, frame.caret.column - 1 + frame.caret.length))),
        ),
      );
    return [line, `    ${' '.repeat(width)} ${style.dim('│')} ${caret}`];
  });
}

/** Terminal columns: wide characters (CJK, emoji) take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

const LABEL = 8;

function labelled(label: string, text: string, style: Style, width: number): string[] {
  const pad = ' '.repeat(2 + LABEL);
  const head = label === '' ? pad : `  ${style.bold(label)}${' '.repeat(Math.max(1, LABEL - label.length))}`;
  const [first = '', ...rest] = wrapStep(text, Math.max(40, width - 2 - LABEL));
  return [`${head}${first}`, ...rest.map((line) => pad + line)];
}

/** Where in a step the part begins that is to be copied: a command, or what a line has to become. */
const COPIED =
  /: (?=(?:npx|npm|pictify-scan|git|gh|printf|cp|rm|export|docker|kubectl|aws|gcloud|vault) )|(?<=^\d+\. Change line \d+ to): |(?<=^\d+\. On line \d+, replace .* with): /;

/** A command stays in one piece, on a line of its own where it has to be: half of it would be another command. */
function wrapStep(text: string, width: number): string[] {
  const at = text.length <= width ? -1 : text.search(COPIED) + 1;
  return at <= 0 ? wrap(text, '', width) : [...wrap(text.slice(0, at), '', width), text.slice(at + 1)];
}

function falseAlarm(finding: Finding, { program, blocks, isJudgedByCommit }: GroupOptions): string {
  const ignore = asTyped(`pictify-scan ignore ${finding.fingerprint} --reason "…"`, program);
  const isHeld = blocks === 'push' && isJudgedByCommit;
  const isFile = finding.rule === 'pictify/env-file' || finding.rule === 'pictify/gitignore-missing';
  if (isFile || finding.path === REFS_PATH) {
    if (isHeld) return `The config that the remote has judges a push. Push this entry first, by itself: ${ignore}`;
    return isFile ? `Switch the rule off for this path in pictify-scan.config.json, or: ${ignore}` : ignore;
  }
  const isMessage = finding.path === MESSAGE_PATH;
  const put = `Put  pictify-scan-disable-line ${finding.rule} -- why  ${isMessage ? 'in that line of the message' : 'in a comment on that line'}`;
  if (!isHeld) return `${put}, or: ${ignore}`;
  return `${put}${isMessage ? '' : ', in the commit that brings it'}. An entry in the config counts when the remote has it.`;
}

function renderVerdict(report: Report, style: Style, { blocks, program }: ReportOptions): string {
  const { failOn, counts } = report.receipt;
  const { error, warning } = counts;
  const failing = error + (failOn === 'error' ? 0 : warning) + (failOn === 'info' ? counts.info : 0);
  const words = [
    error > 0 ? style.red(plural(error, 'error')) : '',
    warning > 0 ? style.yellow(plural(warning, 'warning')) : '',
  ].filter((word) => word !== '');
  return words.length === 0
    ? ''
    : `${blocks !== undefined && failing > 0 ? `Nothing was ${blocks === 'commit' ? 'committed' : 'pushed'}: ` : ''}${style.bold(words.join(', '))}. ${style.dim(asTyped(`More on a finding: pictify-scan explain ${report.findings[0]?.rule ?? 'RULE'}`, program))}\n`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Breaks at spaces; a word longer than the line (a command, a path) is left whole. */
function wrap(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(indent + line);
  return lines;
}
