import type { Finding, Severity, SuppressedFinding } from '../../model/finding.js';
import type { Report, Reporter, ReportOptions, RuleSummary, VersionControl } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { escapeJson } from '../escapeJson.js';
import { ordinalCounter } from '../listFindings.js';
import { markdownText } from '../markdownText.js';
import { evidenceText } from '../messages.js';
import { isUnread } from '../unread.js';

/** SARIF 2.1.0, for code scanning and for viewers in editors. Silenced findings are in it, as suppressed results. */
export const renderSarif: Reporter['render'] = (report, options) => {
  const rules = listRules(report, options);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const ordinal = ordinalCounter();
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.map(describeRule),
      },
    },
    ...(options.versionControl && { versionControlProvenance: [provenance(options.versionControl)] }),
    columnKind: 'utf16CodeUnits',
    defaultEncoding: 'utf-8',
    invocations: [
      {
        executionSuccessful: !report.receipt.skipped.some(isUnread),
        toolExecutionNotifications: notifications(report),
        properties: { source: escapeUnsafe(report.receipt.source), milliseconds: report.receipt.milliseconds },
      },
    ],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    results: [
      ...report.findings.map((finding) => findingResult(finding, indexes, ordinal(finding))),
      ...report.suppressed.map((finding) => suppressedResult(finding, rules, indexes, ordinal(finding))),
    ],
    properties: { receipt: report.receipt },
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${escapeJson(log, 2)}\n`;
};

/** Every rule the tool has, and those of the user's config that found something. */
function listRules(report: Report, options: ReportOptions): RuleSummary[] {
  const rules = new Map(options.rules);
  for (const { rule, message, severity, docs } of report.findings)
    if (!rules.has(rule)) rules.set(rule, { id: rule, title: rule, description: message, severity, docs });
  for (const { rule } of report.suppressed)
    if (!rules.has(rule)) rules.set(rule, { id: rule, title: rule, description: rule, severity: 'error', docs: '' });
  return [...rules.values()];
}

function provenance({ repository, revision, branch }: VersionControl): object {
  return {
    repositoryUri: repository,
    ...(revision !== undefined && { revisionId: revision }),
    ...(branch !== undefined && { branch: escapeUnsafe(branch) }),
    mappedTo: { uriBaseId: '%SRCROOT%' },
  };
}

function describeRule(rule: RuleSummary): object {
  const description = plainText(rule.description);
  const helpUri = [rule.docs, rule.source ?? ''].find((address) => /^https:\/\/[\w./#~-]+$/.test(address));
  return {
    id: rule.id,
    name: rule.title,
    shortDescription: { text: plainText(rule.title) },
    fullDescription: { text: description },
    help: {
      text: `${description} More: pictify-scan explain ${rule.id}`,
      markdown: `${markdownText(rule.description)}\n\nMore: \`pictify-scan explain ${rule.id}\``,
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      tags: ['security', 'secret', 'external/cwe/cwe-798'],
      precision: 'high',
      'security-severity': securitySeverity(rule.severity),
    },
  };
}

function findingResult(finding: Finding, indexes: ReadonlyMap<string, number>, ordinal: number): object {
  return {
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule) ?? -1,
    level: levelOf(finding.severity),
    baselineState: finding.status === 'new' ? 'new' : 'unchanged',
    message: { text: plainMessage(finding), markdown: markdownMessage(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.path),
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
            ...(finding.match !== '' && { message: { text: plainText(finding.match) } }),
          },
        },
      },
    ],
    partialFingerprints: fingerprints(finding, ordinal),
    ...fixes(finding),
    rank: { high: 90, medium: 60, low: 30 }[finding.confidence],
    ...(finding.status === 'baseline' && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'Accepted in the baseline file.' }],
    }),
    properties: {
      kind: finding.kind,
      confidence: finding.confidence,
      status: finding.status,
      hints: finding.hints,
      evidence: finding.evidence.map(evidenceText),
      via: finding.via,
      'security-severity': securitySeverity(finding.severity),
      ...(finding.commit && { commit: finding.commit }),
      ...(finding.verification && { verification: finding.verification }),
      ...(finding.exposure && { exposure: finding.exposure }),
    },
  };
}

function suppressedResult(
  finding: SuppressedFinding,
  rules: readonly RuleSummary[],
  indexes: ReadonlyMap<string, number>,
  ordinal: number,
): object {
  const index = indexes.get(finding.rule) ?? -1;
  const rule = rules[index];
  return {
    ruleId: finding.rule,
    ruleIndex: index,
    level: levelOf(rule?.severity ?? 'error'),
    message: { text: plainText(rule?.title ?? finding.rule) },
    locations: [
      { physicalLocation: { artifactLocation: artifact(finding.path), region: { startLine: finding.line } } },
    ],
    partialFingerprints: fingerprints(finding, ordinal),
    suppressions: [
      {
        kind: finding.by === 'inline' || finding.by === 'foreign' ? 'inSource' : 'external',
        status: 'accepted',
        ...(finding.reason !== undefined && { justification: escapeUnsafe(finding.reason) }),
      },
    ],
  };
}

/** For what is there now: the lines of an older commit may hold something else by now. */
function fixes({ fix, path, line, commit, hints }: Finding): object {
  if (!fix || commit) return {};
  const deletedRegion = { startLine: line, startColumn: fix.column, endLine: line, endColumn: fix.endColumn };
  return {
    fixes: [
      {
        description: { text: plainText(hints[0] ?? 'Read it from outside.') },
        artifactChanges: [
          {
            artifactLocation: artifact(path),
            replacements: [{ deletedRegion, insertedContent: { text: fix.text } }],
          },
        ],
      },
    ],
  };
}

/** No line, column or commit in it, so that neither an edit above nor a rebase changes it. */
function fingerprints(finding: { readonly fingerprint: string }, ordinal: number): object {
  const value = `${finding.fingerprint}:${ordinal}`;
  return { 'pictifyScan/v1': value, primaryLocationLineHash: value };
}

function notifications(report: Report): object[] {
  return [
    ...report.warnings.map((warning) => ({
      level: 'warning',
      descriptor: { id: warning.code },
      message: { text: plainText(warning.message) },
      ...(warning.path !== undefined && {
        locations: [
          {
            physicalLocation: {
              artifactLocation: artifact(warning.path),
              ...(warning.line !== undefined && { region: { startLine: warning.line } }),
            },
          },
        ],
      }),
    })),
    ...report.receipt.skipped.map((skipped) => ({
      level: isUnread(skipped) ? 'error' : 'note',
      descriptor: { id: `skipped/${skipped.why}` },
      message: { text: plainText(`Not looked into: ${skipped.why}.`) },
      locations: [{ physicalLocation: { artifactLocation: artifact(skipped.path) } }],
    })),
  ];
}

function artifact(path: string): object {
  return { uri: path.split('/').map(percentEncode).join('/'), uriBaseId: '%SRCROOT%' };
}

/** A lone surrogate has no UTF-8: it becomes the replacement character. */
function percentEncode(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** GitHub shows the plain text only, its first sentence as the title. */
function plainMessage(finding: Finding): string {
  const steps = finding.hints.map((hint, index) => `${index + 1}. ${plainText(hint)}`);
  return [plainText(finding.message), ...steps].join('\n');
}

function markdownMessage(finding: Finding): string {
  const steps = finding.hints.map((hint, index) => `${index + 1}. ${markdownText(hint)}`);
  return [`**${markdownText(finding.message)}**`, ...(steps.length > 0 ? [steps.join('\n')] : [])].join('\n\n');
}

/** SARIF reads `[text](target)` as a link and `{0}` as a placeholder in plain messages too. */
function plainText(text: string): string {
  return escapeUnsafe(text)
    .replace(/[[\]]/g, '\\$&')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

function levelOf(severity: string): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { error: '9.1', warning: '5.5', info: '2.0' };

function securitySeverity(severity: string): string {
  return severity === 'error' || severity === 'warning' ? SECURITY_SEVERITY[severity] : SECURITY_SEVERITY.info;
}
