import { createHash } from 'node:crypto';
import { markup, nothing, trusted, type Markup } from '../../report/html/markup.js';
import { styles } from '../../report/html/styles.js';
import type { AuditItem, AuditReport } from '../model.js';
import { countText, STATUS_WORDS } from '../words.js';

/** What the page has besides the report's own style sheet; colours are that one's. */
const pageStyles = `
.item { border-left: 4px solid var(--line); } .item.pass { border-left-color: var(--good); } .item.fail { border-left-color: var(--error); } .item.unknown { border-left-color: var(--warning); }
.item h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem .75rem; margin: 0 0 .35rem; font-size: 1.05rem; }
.item p, .item li { overflow-wrap: anywhere; } .item p { margin: 0 0 .5rem; } .item ul { margin: .3rem 0; padding-left: 1.2rem; } .item .grounds { color: var(--quiet); font-size: .9rem; }
.word { font-size: .78rem; font-weight: 650; border-radius: 6px; padding: .14rem .5rem; white-space: nowrap; }
.pass .word { background: var(--good-soft); color: var(--good); } .fail .word { background: var(--error-soft); color: var(--error); } .unknown .word { background: var(--warning-soft); color: var(--warning); }
.item h3 { font-size: .82rem; color: var(--quiet); margin: .7rem 0 .1rem; font-weight: 600; }
`;

/** One file that asks nothing of the network. */
export function renderPage(report: AuditReport): string {
  const sheet = styles + pageStyles;
  const checklist = report.items.filter(({ number }) => number !== null);
  const others = report.items.filter(({ number }) => number === null);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${trusted(createHash('sha256').update(sheet).digest('base64'))}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Audit of Pictify API keys · pictify-scan</title>
<style>${trusted(sheet)}</style>
</head>
<body>
<a class="skip" href="#main">To the items</a>
<header class="top ${report.counts.fail > 0 ? 'error' : ''}"><div class="wide"><h1>Audit of Pictify API keys</h1><p>${countText(report)}</p></div></header>
<main class="wide" id="main" tabindex="-1">
${checklist.map(itemPanel)}
${others.map(itemPanel)}
${report.limits.length === 0 ? nothing : markup`<section class="panel"><h2>Not looked at</h2><ul>${report.limits.map((limit) => markup`<li>${limit}</li>`)}</ul></section>`}
</main>
<footer><div class="wide"><dl><div><dt>Written</dt><dd>${report.written}</dd></div>${report.commit === undefined ? nothing : markup`<div><dt>Commit</dt><dd>${report.commit.slice(0, 12)}</dd></div>`}<div><dt>Version</dt><dd>${report.tool.version}</dd></div><div><dt>Files</dt><dd>${report.files}</dd></div></dl></div></footer>
</body>
</html>
`.markup;
}

function itemPanel({ id, number, title, status, says, evidence, places, next }: AuditItem): Markup {
  return markup`<section class="panel item ${status}" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><span>${number === null ? 'Besides: ' : `${number}. `}${title}</span> <span class="word">${STATUS_WORDS[status]}</span></h2>
<p>${says}</p>
${list(
  '',
  places.map(({ path, line, text }) => markup`<li><code>${path}:${line}</code> ${text}</li>`),
)}
${list(
  ' class="grounds"',
  evidence.map((each) => markup`<li>${each}</li>`),
)}
${
  next.length === 0
    ? nothing
    : markup`<h3>To do</h3>${list(
        '',
        next.map((each) => markup`<li>${each}</li>`),
      )}`
}
</section>`;
}

function list(attributes: string, entries: readonly Markup[]): Markup {
  return entries.length === 0 ? nothing : markup`<ul${trusted(attributes)}>${entries}</ul>`;
}
