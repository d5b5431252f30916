import { createHash } from 'node:crypto';
import { markup, nothing, trusted, type Markup } from '../../report/html/markup.js';
import { script } from '../../report/html/script.js';
import { styles } from '../../report/html/styles.js';
import type { Actor, IncidentReport, Period, Reader, Step, Usage } from '../model.js';
import { pageStyles } from './pageStyles.js';
import { timelinePicture } from './timelinePicture.js';
import { usagePicture } from './usagePicture.js';
import {
  AT_WORDS,
  bypassText,
  CHANGE_WORDS,
  KIND_WORDS,
  placeText,
  REACH_WORDS,
  scopeFacts,
  timeText,
  WHERE_WORDS,
} from './words.js';

/** Rows of a table; the JSON has all of them. */
const MOST_ROWS = 200;

/** One file that asks nothing of the network, and shows everything without its script too. */
export function renderPage(report: IncidentReport): string {
  const sheet = styles + pageStyles;
  const sections = [
    section('actions', 'Immediate actions', actions(report)),
    section('timeline', 'Timeline', timelinePicture(report)),
    section('scope', 'Scope', scopePart(report)),
    section('usage', 'Usage', report.usage ? usagePart(report.usage) : nothing),
    section('source', 'Source', sourcePart(report)),
    section('replace', 'Where the new key has to go', replacePart(report)),
    section('rewrite', 'Taking it out of the history', steps(report.rewriting, '')),
    section('rotate', 'Changing keys without a stop', rotatePart(report)),
    section('prevent', 'Prevention', preventPart(report)),
  ].filter((each) => each !== undefined);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${trusted(hash(sheet))}'; script-src '${trusted(hash(script))}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${REACH_WORDS[report.reach]} · pictify-scan</title>
<style>${trusted(sheet)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
${header(report, sections)}
<main class="wide" id="main" tabindex="-1">
${sections.map(({ html }) => html)}
</main>
<footer><div class="wide"><dl><div><dt>Written</dt><dd>${timeText(report.written)}</dd></div><div><dt>Version</dt><dd>${report.tool.version}</dd></div><div><dt>Looked at</dt><dd>${report.scope.objects} objects, ${report.scope.commits} commits</dd></div></dl></div></footer>
<script>${trusted(script)}</script>
</body>
</html>
`.markup;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: Markup;
}

function section(id: string, title: string, body: Markup): Section | undefined {
  if (body.markup === '') return undefined;
  return {
    id,
    title,
    html: markup`<section class="panel" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${body}
</section>`,
  };
}

function header(report: IncidentReport, sections: readonly Section[]): Markup {
  const { key, reach, scope, replacement, usage } = report;
  const worst = reach === 'published' ? 'error' : reach === 'nowhere' ? 'good' : 'warning';
  const tiles: readonly (readonly [string, number, string])[] = [
    ['', scope.events.length, 'changes in commits'],
    ['', scope.refs.length, 'branches and tags'],
    ['', scope.copies.length, 'copies in files'],
    ['', replacement.stores.length, 'stores to update'],
    ...(usage ? [['warning', usage.signals.length, 'signs in the log'] as const] : []),
  ];
  return markup`<header class="top ${worst}"><div class="wide">
<button type="button" id="theme" hidden>Dark</button>
<p class="brand"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="8" cy="15" r="4.5"/><path d="m11.2 11.8 8.3-8.3m-3.4 3.4 3 3m-6 0 2 2" stroke-linecap="round"/></svg>pictify-scan incident</p>
<h1>${REACH_WORDS[reach]}</h1>
<p class="source"><code>${key.match}</code> · ${key.title} · fingerprint <code>${key.fingerprint}</code>${key.variables.length === 0 ? nothing : markup` · <code>${key.variables[0] ?? ''}</code>`}</p>
${scope.limits.length === 0 ? nothing : markup`<div class="unread">Not everything could be seen: ${scope.limits.join(' ')}</div>`}
<ul class="tiles">${tiles.map(([name, number, label]) => markup`<li class="${name}${number === 0 ? ' zero' : ''}"><b>${number}</b> <span>${label}</span></li>`)}</ul>
<nav aria-label="Parts of this report"><ul class="toc">${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</div></header>`;
}

function actions({ actions: list, reach }: IncidentReport): Markup {
  return steps(list, reach === 'published' ? ' urgent' : '');
}

function steps(list: readonly Step[], kind: string): Markup {
  if (list.length === 0) return nothing;
  return markup`<ol class="todo${kind}">${list.map(({ title, text, commands: lines }) => markup`<li><b>${title}</b>${text === undefined ? nothing : markup`<p>${text}</p>`}${commands(lines ?? [], title)}</li>`)}</ol>`;
}

function commands(lines: readonly string[], what: string): Markup {
  if (lines.length === 0) return nothing;
  return markup`<pre class="commands" tabindex="0" role="group" aria-label="Commands: ${what}">${trusted(lines.map((line) => markup`<code>${line}</code>`.markup).join(''))}</pre>`;
}

function table(head: readonly string[], rows: readonly (readonly Markup[])[], caption: string): Markup {
  const left = rows.length - MOST_ROWS;
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table><thead><tr>${head.map((name) => markup`<th scope="col"${/^(?:Before|After|Errors)$/.test(name) ? markup` class="number"` : nothing}>${name}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST_ROWS).map((cells) => markup`<tr>${cells}</tr>`)}</tbody></table></div>${left > 0 ? markup`<p class="more">…and ${left} more: --format json has all of them.</p>` : nothing}`;
}

function cell(content: string | number | Markup, kind = ''): Markup {
  return kind === '' ? markup`<td>${content}</td>` : markup`<td class="${kind}">${content}</td>`;
}

function code(text: string): Markup {
  return markup`<code>${text}</code>`;
}

function scopePart(report: IncidentReport): Markup {
  const { scope } = report;
  const { events, refs, remotes, copies, packages, unreachable } = scope;
  return markup`<dl class="facts first">${scopeFacts(report).map(({ name, text }) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
${
  events.length === 0
    ? nothing
    : markup`<h3>Commits</h3>${table(
        ['Committed', 'Commit', 'What', 'Where', 'Author', 'Subject'],
        events.map(({ commit, change, at, via, ...place }) => [
          cell(timeText(commit.committed), 'time'),
          cell(code(commit.id.slice(0, 12)), 'time'),
          cell(
            markup`<span class="change ${change}">${CHANGE_WORDS[change]}</span>${at === 'refs' ? nothing : markup` <span class="quiet">${AT_WORDS[at]}</span>`}`,
          ),
          cell(
            markup`${code(placeText(place))}${via.length === 0 ? nothing : markup` <span class="quiet">through ${via.join(', ')}</span>`}`,
          ),
          cell(markup`${commit.author} <span class="quiet">${commit.email}</span>`),
          cell(commit.subject),
        ]),
        'Commits',
      )}`
}
<div class="split"><div>
${
  refs.length === 0
    ? nothing
    : markup`<h3>Branches and tags</h3>${table(
        ['Name', 'What', 'At its tip'],
        refs.map(({ name, kind, atTip }) => [
          cell(code(name)),
          cell(KIND_WORDS[kind]),
          cell(atTip === null ? 'not looked up' : atTip ? 'yes' : 'in its history only'),
        ]),
        'Branches and tags',
      )}`
}
</div><div>
${
  copies.length === 0
    ? nothing
    : markup`<h3>Copies in files</h3>${table(
        ['Where', 'Path'],
        copies.map(({ where, via, ...place }) => [
          cell(WHERE_WORDS[where]),
          cell(
            markup`${code(placeText(place))}${via.length === 0 ? nothing : markup` <span class="quiet">through ${via.join(', ')}</span>`}`,
          ),
        ]),
        'Copies in files',
      )}`
}
</div></div>
${remotes.length === 0 ? nothing : markup`<h3>Remotes</h3><ul class="list">${remotes.map(({ name, url }) => markup`<li>${code(name)} ${code(url)}</li>`)}</ul>`}
${
  packages.length === 0
    ? nothing
    : markup`<h3>Packages</h3><ul class="list">${packages.map(({ name, manifest, files, problem, private: isPrivate }) => markup`<li>${code(name)} <span class="quiet">${manifest}${isPrivate ? ', private' : ''}</span>: ${problem ?? `npm pack would ship it in ${files.join(', ')}`}</li>`)}</ul>`
}
${
  unreachable.count === 0
    ? nothing
    : markup`<p class="more">${unreachable.count} objects that nothing names any more hold it too: ${unreachable.ids
        .slice(0, 5)
        .map((id) => id.slice(0, 12))
        .join(', ')}.</p>`
}`;
}

function usagePart(usage: Usage): Markup {
  const { before, after, signals, bad, keyIds, keyId } = usage;
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${part} (${((part / whole) * 100).toFixed(1)} %)`;
  const row = (name: string, tell: (period: Period) => string): Markup[] => [
    cell(name),
    cell(tell(before), 'number'),
    cell(tell(after), 'number'),
  ];
  const actors = (title: string, list: readonly Actor[]): Markup =>
    list.length === 0
      ? nothing
      : markup`<div><h3>${title}</h3>${table(
          ['Name', 'Before', 'After', 'Errors', 'First seen'],
          list
            .slice(0, 15)
            .map(({ name, before: early, after: late, errors, first }) => [
              cell(code(name), 'wide-cell'),
              cell(early, 'number'),
              cell(late, 'number'),
              cell(errors, 'number'),
              cell(timeText(first), 'time'),
            ]),
          title,
        )}</div>`;
  return markup`<p class="quiet">${usage.lines} lines of ${usage.file}${keyId === null ? '' : `, requests of ${keyId}`}. ${usage.sinceWhy}${keyId === null && keyIds.length > 1 ? ` The log has ${keyIds.length} keys: --key-id picks one.` : ''}${bad.count === 0 ? '' : ` ${bad.count} lines are no record (line ${bad.lines.join(', ')}${bad.count > bad.lines.length ? ' …' : ''}) and were not counted.`}</p>
<ul class="signals">${signals.length === 0 ? markup`<li class="calm">Nothing stands out. That is no proof that nobody used it.</li>` : signals.map(({ text }) => markup`<li>${text}</li>`)}</ul>
${usagePicture(usage)}
${table(
  ['Requests', 'Before', 'After'],
  [
    row('All', ({ requests }) => String(requests)),
    row('A day', ({ perDay }) => perDay.toFixed(1)),
    row('Busiest hour', ({ busiestHour }) => String(busiestHour)),
    row('Errors (4xx, 5xx)', ({ errors, requests }) => share(errors, requests)),
    row(`Outside of ${usage.businessHours}, ${usage.timeZone}, Monday to Friday`, ({ outsideHours, requests }) =>
      share(outsideHours, requests),
    ),
    row('Addresses', ({ addresses }) => String(addresses)),
    row('Agents', ({ agents }) => String(agents)),
  ],
  'Before and after',
)}
${actors('Addresses', usage.addresses)}${actors('Agents', usage.agents)}${actors('Endpoints', usage.endpoints)}`;
}

function sourcePart({ sources }: IncidentReport): Markup {
  if (sources.length === 0) return nothing;
  return markup`${sources.map(
    (
      source,
    ) => markup`<div class="source-card${source.bypassed ? ' bypassed' : ''}"><p>${code(source.commit.id.slice(0, 12))} <b>${source.commit.subject}</b><br><span class="quiet">${source.commit.author}, ${timeText(source.commit.committed)}, ${placeText(source)}</span></p>
<ul class="list"><li>${bypassText(source)}</li>${source.signs.map((sign) => markup`<li>${sign}</li>`)}</ul></div>`,
  )}`;
}

function replacePart({ replacement }: IncidentReport): Markup {
  const { stores, readers, prompt } = replacement;
  if (stores.length === 0 && readers.length === 0)
    return markup`<p>Nothing in this repository names a store or reads a variable for it.</p>`;
  return markup`${stores.some((each) => each.commands.length > 0) ? markup`<p>Read the new key into the shell first (bash or zsh); nothing of it is shown or kept in its history:</p>${commands([prompt], 'read the new key')}` : nothing}
${stores.map(({ title, commands: lines, note, places: where }) => markup`<h3>${title}</h3>${commands(lines, title)}${note === undefined ? nothing : markup`<p class="quiet">${note}</p>`}${places(where)}`)}
${readers.length === 0 ? nothing : markup`<h3>Code that reads it from its environment</h3>${places(readers)}`}`;
}

function places(list: readonly Reader[]): Markup {
  return markup`<ul class="list">${list.slice(0, MOST_ROWS).map((each) => markup`<li>${code(placeText(each))} <span class="quiet">${each.how}</span> ${code(each.variable)}</li>`)}</ul>${list.length > MOST_ROWS ? markup`<p class="more">…and ${list.length - MOST_ROWS} more.</p>` : nothing}`;
}

function rotatePart({ rotation }: IncidentReport): Markup {
  return markup`${rotation.text.map((text) => markup`<p>${text}</p>`)}${rotation.examples.map(({ language, path, code: lines }) => markup`<h3>${language}, as in ${code(path)}</h3>${commands(lines, language)}`)}`;
}

const STATUS_WORDS = { ok: 'Fine', warning: 'Warning', problem: 'Problem', unknown: 'Not known' } as const;

function preventPart({ prevention }: IncidentReport): Markup {
  if (prevention.length === 0) return nothing;
  return markup`<p class="quiet">What <code>pictify-scan doctor</code> says.</p><ul class="checks">${prevention.map(({ status, what, mend }) => markup`<li><span class="check ${status}">${STATUS_WORDS[status]}</span><span>${what}${mend === undefined || status === 'ok' ? nothing : markup` Mend: ${code(mend)}`}</span></li>`)}</ul>`;
}
