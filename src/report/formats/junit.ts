import type { Finding } from '../../model/finding.js';
import type { Report, Reporter, ReportOptions } from '../../model/report.js';
import { escapeMarkup } from '../escapeMarkup.js';
import { groupFindings, listFindings } from '../listFindings.js';
import { unreadText } from '../unread.js';

/**
 * JUnit XML: a suite a file, a case a finding; a clean run is one case that passes. Only what the schema of
 * Jenkins' xUnit plugin has (junit-10.xsd), which refuses everything else.
 */
export const renderJunit: Reporter['render'] = (report, options) => {
  const findings = listFindings(report, options);
  const byPath = groupFindings(findings, (finding) => finding.path);
  const suites = [...byPath].map(([path, group]) => suite(path, group, options));
  const unread = unreadText(report);
  if (unread !== undefined) suites.push(unreadSuite(unread));
  const errors = unread === undefined ? 0 : 1;
  const cases = findings.length + errors || 1;
  const failures = findings.filter(isFailure).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pictify-scan" tests="${cases}" failures="${failures}" errors="${errors}" time="${time(report)}">`,
    ...(suites.length > 0 ? suites : [cleanSuite(report)]),
    '</testsuites>',
    '',
  ].join('\n');
};

function unreadSuite(text: string): string {
  return [
    '  <testsuite name="pictify-scan" tests="1" failures="0" errors="1" skipped="0" time="0">',
    '    <testcase classname="pictify-scan" name="Everything could be read" time="0">',
    `      <error type="read" message="${escapeMarkup(text)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function cleanSuite(report: Report): string {
  const name = `No secrets in ${report.receipt.source}`;
  return [
    `  <testsuite name="pictify-scan" tests="1" failures="0" errors="0" skipped="0" time="${time(report)}">`,
    `    <testcase classname="pictify-scan" name="${escapeMarkup(name)}" time="${time(report)}"/>`,
    '  </testsuite>',
  ].join('\n');
}

function suite(path: string, findings: readonly Finding[], options: ReportOptions): string {
  const failures = findings.filter(isFailure).length;
  return [
    `  <testsuite name="${escapeMarkup(path)}" tests="${findings.length}" failures="${failures}" errors="0" skipped="0" time="0" file="${escapeMarkup(path)}">`,
    ...findings.map((finding) => testCase(finding, options)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(finding: Finding, options: ReportOptions): string {
  const { path, line, column, rule, message, severity, hints, commit } = finding;
  const place = `${path}:${line}:${column}`;
  const title = options.rules.get(rule)?.title ?? rule;
  const text = [
    `${place} ${severity} ${rule}`,
    message,
    ...(commit ? [`commit ${commit.id} ${commit.author}, ${commit.date}: ${commit.subject}`] : []),
    ...hints.map((hint, index) => `${index + 1}. ${hint}`),
  ]
    .map(escapeMarkup)
    .join('\n');
  const open = `    <testcase classname="${escapeMarkup(rule)}" name="${escapeMarkup(`${title} at ${place}`)}" time="0">`;
  const body = isFailure(finding)
    ? `      <failure type="${escapeMarkup(severity)}" message="${escapeMarkup(message)}">${text}</failure>`
    : `      <system-out>${text}</system-out>`;
  return [open, body, '    </testcase>'].join('\n');
}

/** What is told for information is a case that passes. */
function isFailure(finding: Finding): boolean {
  return finding.severity !== 'info';
}

function time(report: Report): string {
  return (report.receipt.milliseconds / 1000).toFixed(3);
}
