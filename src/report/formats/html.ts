import { createHash } from 'node:crypto';
import type { Finding, FindingStatus, Severity } from '../../model/finding.js';
import type { Report, Reporter } from '../../model/report.js';
import { findingCard, SEVERITY_WORDS, STATUS_WORDS } from '../html/findingCard.js';
import { markup, nothing, trusted, type Markup } from '../html/markup.js';
import { script } from '../html/script.js';
import { styles } from '../html/styles.js';
import { timeline } from '../html/timeline.js';
import { sizeText } from '../receiptLine.js';
import { groupFindings } from '../listFindings.js';
import { unreadText } from '../unread.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const STATUSES: readonly FindingStatus[] = ['new', 'known', 'baseline'];

/** One file that asks nothing of the network, and shows all of a report without its script too. */
export const renderHtml: Reporter['render'] = (report, options) => {
  const findings = report.findings.toSorted((a, b) => rank(a) - rank(b));
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${trusted(hash(styles))}'; script-src '${trusted(hash(script))}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${headline(report)} · pictify-scan</title>
<style>${trusted(styles)}</style>
</head>
<body>
<a class="skip" href="#main">To the findings</a>
${header(report)}
<main class="wide" id="main" tabindex="-1">
${timeline(findings, Date.parse(options.now))}
${findings.length > 0 ? findingsPart(findings) : unreadText(report) === undefined ? clean(report) : nothing}
${warnings(report)}
${suppressed(report)}
${skipped(report)}
</main>
${footer(report, options.now)}
<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.markup;
};

function rank(finding: Finding): number {
  return STATUSES.indexOf(finding.status) * SEVERITIES.length + SEVERITIES.indexOf(finding.severity);
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function headline(report: Report): string {
  const { error, warning, info } = report.receipt.counts;
  const words = [plural(error, 'error'), plural(warning, 'warning'), plural(info, 'note')].filter(
    (word) => !word.startsWith('0 '),
  );
  if (words.length > 0) return words.join(', ');
  return unreadText(report) === undefined ? 'No new secrets' : 'Not everything could be read';
}

function header(report: Report): Markup {
  const { counts, source, files, bytes, commits } = report.receipt;
  const unread = unreadText(report);
  const worst =
    counts.error > 0
      ? 'error'
      : counts.warning > 0 || unread !== undefined
        ? 'warning'
        : counts.info > 0
          ? 'info'
          : 'good';
  const looked = [
    ...(commits === undefined ? [] : [plural(commits, 'commit')]),
    plural(files, 'file'),
    sizeText(bytes),
  ].join(', ');
  const tiles: readonly (readonly [string, number, string])[] = [
    ['error', counts.error, 'errors'],
    ['warning', counts.warning, 'warnings'],
    ['info', counts.info, 'notes'],
    ['', counts.known, 'already there'],
    ['', counts.baseline, 'in the baseline'],
    ['', counts.suppressed, 'suppressed'],
    ['', counts.public, 'publishable keys'],
  ];
  // Nought errors is news; nought of the rest is noise.
  const told = tiles.filter(([name, number]) => name !== '' || number > 0);
  return markup`<header class="top ${worst}"><div class="wide">
<button type="button" id="theme" hidden>Dark</button>
<p class="brand"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="8" cy="15" r="4.5"/><path d="m11.2 11.8 8.3-8.3m-3.4 3.4 3 3m-6 0 2 2" stroke-linecap="round"/></svg>pictify-scan report</p>
<h1>${headline(report)}</h1>
<p class="source">${source} · ${looked} looked into</p>
${unread === undefined ? nothing : markup`<p class="unread">${unread}</p>`}
<ul class="tiles">${told.map(([name, number, label]) => markup`<li class="${name}${number === 0 ? ' zero' : ''}"><b>${number}</b> <span>${label}</span></li>`)}</ul>
</div></header>`;
}

function clean({ receipt }: Report): Markup {
  return markup`<section class="panel clean" aria-labelledby="findings-title">
<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-6.5" stroke-linecap="round" stroke-linejoin="round"/></svg>
<h2 id="findings-title">Nothing found</h2>
<p class="quiet">${plural(receipt.files, 'file')} looked into with the rules ${receipt.rules}.</p>
</section>`;
}

function findingsPart(findings: readonly Finding[]): Markup {
  const groups = groupFindings(findings, (finding) => finding.path);
  const numbers = new Map(findings.map((finding, index) => [finding, index + 1]));
  return markup`<section aria-labelledby="findings-title">
<div class="panel controls" hidden>${filters(findings)}</div>
<div class="bar-row"><div><h2 id="findings-title">Findings</h2><p id="told" role="status">${plural(findings.length, 'finding')}</p></div>
<div class="buttons controls" hidden><button type="button" id="open-all">Open all</button><button type="button" id="close-all">Close all</button></div></div>
<p class="panel" id="no-match" hidden>Nothing fits these filters.</p>
<div id="findings">
${[...groups].map(
  ([path, group]) => markup`<section class="group">
<h3><code>${path}</code><span class="count">${group.length}</span></h3>
${group.map((finding) => findingCard(finding, numbers.get(finding) ?? 0, numbers.get(finding) === 1))}
</section>`,
)}
</div>
</section>`;
}

function filters(findings: readonly Finding[]): Markup {
  const rules = [...new Set(findings.map((finding) => finding.rule))].toSorted();
  const severities = SEVERITIES.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0
      ? hiddenValue('severity', severity)
      : chip('severity', severity, SEVERITY_WORDS[severity], number);
  });
  const statuses = STATUSES.map((status) => {
    const number = findings.filter((finding) => finding.status === status).length;
    return number === 0 ? hiddenValue('status', status) : chip('status', status, STATUS_WORDS[status], number);
  });
  return markup`<form id="filters" role="search" aria-label="Filter the findings">
<div class="fields">
<label class="field search"><span>Search (press /)</span><input type="search" name="text" autocomplete="off"></label>
<label class="field"><span>Path contains</span><input type="search" name="path" autocomplete="off"></label>
<label class="field"><span>Rule</span><select name="rule"><option value="">All rules</option>${rules.map((rule) => markup`<option value="${rule}">${rule}</option>`)}</select></label>
<label class="field"><span>Group by</span><select name="group"><option value="path">File</option><option value="rule">Rule</option><option value="commit">Commit</option></select></label>
</div>
<div class="chips">
<fieldset><legend>Severity</legend>${severities}</fieldset>
<fieldset><legend>Status</legend>${statuses}</fieldset>
<button type="reset">Reset</button>
</div>
</form>`;
}

function chip(name: string, value: string, label: string, number: number): Markup {
  const dot = name === 'severity' ? markup`<span class="dot-mark ${value}" aria-hidden="true"></span>` : nothing;
  return markup`<label class="chip"><input type="checkbox" name="${name}" value="${value}" checked>${dot}${label} <b>${number}</b></label>`;
}

function hiddenValue(name: string, value: string): Markup {
  return markup`<input type="hidden" name="${name}" value="${value}">`;
}

function warnings(report: Report): Markup {
  if (report.warnings.length === 0) return nothing;
  return markup`<section class="panel" aria-labelledby="warnings-title"><h2 id="warnings-title">To mend</h2>
<ul class="list">${report.warnings.map(({ path, line, message }) => markup`<li>${path === undefined ? nothing : markup`<code>${path}${line === undefined ? '' : `:${line}`}</code> `}${message}</li>`)}</ul></section>`;
}

const SILENCERS = {
  inline: 'by a comment',
  config: 'by the config',
  baseline: 'by the baseline',
  foreign: "by another scanner's comment",
} as const;

function suppressed(report: Report): Markup {
  if (report.suppressed.length === 0) return nothing;
  return markup`<section class="panel" aria-labelledby="suppressed-title"><details><summary><h2 id="suppressed-title">${report.suppressed.length} suppressed</h2></summary>
<ul class="list">${report.suppressed.map(({ path, line, rule, by, reason }) => markup`<li><code>${path}:${line}</code> ${rule}, ${SILENCERS[by]}${reason === undefined ? '' : `: ${reason}`}</li>`)}</ul></details></section>`;
}

function skipped({ receipt }: Report): Markup {
  if (receipt.skipped.length === 0) return nothing;
  return markup`<section class="panel" aria-labelledby="skipped-title"><details><summary><h2 id="skipped-title">${receipt.skipped.length} not looked into</h2></summary>
<ul class="list">${receipt.skipped.map(({ path, why }) => markup`<li><code>${path}</code> ${why}</li>`)}</ul></details></section>`;
}

function footer({ tool, receipt }: Report, now: string): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Written', `${now.slice(0, 16).replace('T', ' ')} UTC`],
    ['Took', `${receipt.milliseconds} ms`],
    ['Rules', receipt.rules],
    ['Fails on', receipt.failOn],
    ['Version', tool.version],
  ];
  return markup`<footer><div class="wide"><dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div></footer>`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
