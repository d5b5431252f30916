import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { allRules } from '../../rules/index.js';
import type { Evidence } from '../model/finding.js';
import { Problem } from '../model/errors.js';
import type { Rule } from '../model/rule.js';
import { evidenceText } from '../report/messages.js';
import type { Style } from '../report/style.js';
import { escapeUnsafe } from '../text/escape.js';
import { nearest } from '../text/nearest.js';
import { maskKeys } from '../text/redact.js';
import type { Suppression, Weighed } from '../judge/judgeDocument.js';
import type { RunOptions } from './run.js';
import { scanTree } from './runTree.js';
import { weighFile } from './weighFile.js';

/**
 * Explains a rule, a fingerprint (where it stands, and why it was reported), or `PATH:LINE` (every
 * candidate on that line, reported or not, with the evidence and its weight).
 *
 * @throws Problem `usage` where it is none of these
 */
export async function explain(what: string, options: RunOptions, style: Style): Promise<string> {
  const rule = allRules().find((each) => each.id === what);
  if (rule) return explainRule(rule, style);
  const place = /^(.+?):(\d+)(?::\d+)?$/s.exec(what);
  if (place?.[1] !== undefined) return explainPlace(place[1], Number(place[2]), options, style);
  if (/^[0-9a-f]{20}$/.test(what)) return explainFingerprint(what, options, style);
  throw new Problem('usage', `${what} is no rule, fingerprint or PATH:LINE.`, meant(what, options.cwd));
}

function meant(what: string, cwd: string): string {
  if (existsSync(resolve(cwd, what))) return `Give the line as well: pictify-scan explain ${what}:12`;
  const ids = allRules().map((each) => each.id);
  const near = ids.find((id) => id.endsWith(`/${what}`)) ?? nearest(what, ids);
  return near === undefined ? 'List the rules with: pictify-scan rules' : `Did you mean ${near}?`;
}

function explainRule(rule: Rule, style: Style): string {
  const lines = [`${style.bold(rule.id)}  ${rule.title} (${rule.severity})`, '', rule.description, ''];
  if (rule.revoke !== undefined) lines.push(`Revoke it at   ${rule.revoke}`);
  if (rule.variable !== undefined) lines.push(`Usual variable ${rule.variable}`);
  lines.push(
    `Documented at  ${rule.source}`,
    `Switch it off  "rules": { "${rule.id}": "off" } in pictify-scan.config.json`,
  );
  return `${lines.join('\n')}\n`;
}

async function explainPlace(path: string, line: number, options: RunOptions, style: Style): Promise<string> {
  const { isIgnored, lines, weighed: everything } = await weighFile({ ...options, path });
  if (isIgnored)
    return `${escapeUnsafe(maskKeys(path))} is left out by "ignorePaths" of the config: nothing of it is reported.\n`;
  if (line < 1 || line > lines)
    throw new Problem('usage', `${path} has no line ${line}: it has ${lines}.`, 'Lines count from 1.');
  const all = everything.filter((each) => each.line === line);
  // A rule that has nothing to say is worth a word only where no other says anything.
  const decided = all.filter((each) => each.outcome !== 'none');
  const weighed = decided.length > 0 ? decided : all;
  if (weighed.length === 0)
    return `Nothing on ${escapeUnsafe(maskKeys(path))}:${line} looks like a secret to any rule.\n`;
  return weighed.map((each) => renderWeighed(each, style)).join('\n');
}

function renderWeighed(each: Weighed, style: Style): string {
  const outcome = {
    finding: style.red('reported'),
    public: 'not reported: public by design',
    placeholder: 'not reported: a placeholder',
    none: "not reported: not this rule's",
    suppressed: `not reported: ${each.suppressed ? acceptedText(each.suppressed) : ''}`,
    covered: 'not reported: another rule says more about it',
  }[each.outcome];
  const head = `${style.bold(each.rule)} at column ${each.column}: ${outcome}${each.kind === '' ? '' : ` (${each.kind}, ${each.confidence} confidence)`}`;
  return `${[head, `  ${escapeUnsafe(each.match)}${each.via.length === 0 ? '' : `, seen through ${each.via.join(', then ')}`}`, ...evidenceLines(each.evidence)].join('\n')}\n`;
}

/** What accepts a finding, and why. */
function acceptedText({ by, reason }: Suppression): string {
  const what = {
    inline: 'a comment accepts it',
    config: '"ignore" in the config accepts it',
    baseline: 'the baseline accepts it',
    foreign: "another scanner's comment or list accepts it",
  }[by];
  return reason === undefined ? what : `${what}: ${escapeUnsafe(maskKeys(reason))}`;
}

function evidenceLines(evidence: readonly Evidence[]): string[] {
  return evidence.map((each) => `  weight ${String(each.weight).padStart(2)}  ${escapeUnsafe(evidenceText(each))}`);
}

async function explainFingerprint(fingerprint: string, options: RunOptions, style: Style): Promise<string> {
  const report = await scanTree({ ...options, showPublic: true });
  const findings = report.findings.filter((each) => each.fingerprint === fingerprint);
  const [first] = findings;
  const accepted = report.suppressed.filter((each) => each.fingerprint === fingerprint);
  if (!first && accepted.length > 0)
    return `${accepted.map((each) => `${style.bold(each.rule)} at ${escapeUnsafe(each.path)}:${each.line}: not reported: ${acceptedText(each)}`).join('\n')}\n`;
  if (!first) {
    throw new Problem(
      'usage',
      `No finding of the work tree has the fingerprint ${fingerprint}.`,
      'It may be in the history only: pictify-scan history --format json',
    );
  }
  const rule = allRules().find((each) => each.id === first.rule);
  const places = findings.map((each) => `  ${escapeUnsafe(each.path)}:${each.line}:${each.column}  ${each.match}`);
  const hints = first.hints.map((hint, index) => `  ${index + 1}. ${escapeUnsafe(hint)}`);
  return `${[`${style.bold(fingerprint)}  ${first.rule}, ${first.severity}, ${first.kind}, ${first.confidence} confidence`, first.message, ...(first.status === 'baseline' ? ['', 'Not reported: the baseline accepts it.'] : []), '', 'It stands at', ...places, '', 'Because', ...evidenceLines(first.evidence), '', 'Do', ...hints, ...(rule ? ['', rule.description] : [])].join('\n')}\n`;
}
