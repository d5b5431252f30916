import { markdownBlock, markdownCode, markdownText } from '../../report/markdownText.js';
import type { Actor, IncidentReport, Period, Step, Usage } from '../model.js';
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
const MOST_ROWS = 100;

/** The report as a document for people: an issue, a wiki page, a file. */
export function renderMarkdown(report: IncidentReport): string {
  const { key, scope, replacement, rotation, prevention } = report;
  const parts = [
    `# ${REACH_WORDS[report.reach]}: ${markdownCode(key.match)}`,
    table(
      ['', ''],
      [
        ['What', markdownText(key.title)],
        ['Fingerprint', markdownCode(key.fingerprint)],
        ['Variable', key.variables.map(markdownCode).join(', ') || 'not known'],
        ['Written', markdownText(`${timeText(report.written)} by ${report.tool.name} ${report.tool.version}`)],
      ],
    ),
    ...(scope.limits.length === 0 ? [] : [list(['**What could not be seen:**', ...scope.limits.map(markdownText)])]),
    '## Immediate actions',
    ...report.actions.map((step, index) => stepText(step, index + 1)),
    '## Scope',
    table(
      ['', ''],
      scopeFacts(report).map(({ name, text }) => [name, markdownText(text)]),
    ),
    ...scopeTables(report),
    ...(report.usage ? usageParts(report.usage) : []),
    ...sourceParts(report),
    '## Where the new key has to go',
    ...(replacement.stores.length === 0 && replacement.readers.length === 0
      ? ['Nothing in this repository names a store or reads a variable for it.']
      : []),
    ...(replacement.stores.some(({ commands }) => commands.length > 0)
      ? [
          'Read the new key into the shell first (bash or zsh); nothing of it is shown or kept in its history:',
          markdownBlock([replacement.prompt], 'sh'),
        ]
      : []),
    ...replacement.stores.flatMap(({ title, commands, note, places }) => [
      `### ${markdownText(title)}`,
      ...(commands.length === 0 ? [] : [markdownBlock(commands, 'sh')]),
      ...(note === undefined ? [] : [markdownText(note)]),
      cut(
        places.map((each) => `- ${markdownCode(placeText(each))} ${markdownText(`${each.how}: ${each.variable}`)}`),
      ).join('\n'),
    ]),
    ...(replacement.readers.length === 0
      ? []
      : [
          '### Code that reads it from its environment',
          cut(
            replacement.readers.map(
              (each) => `- ${markdownCode(placeText(each))} ${markdownText(`${each.how}: ${each.variable}`)}`,
            ),
          ).join('\n'),
        ]),
    ...(report.rewriting.length === 0
      ? []
      : ['## Taking it out of the history', ...report.rewriting.map((step, index) => stepText(step, index + 1))]),
    '## Changing keys without a stop',
    ...rotation.text.map(markdownText),
    ...rotation.examples.flatMap(({ language, path, code }) => [
      `${markdownText(language)}, as in ${markdownCode(path)}:`,
      markdownBlock(code),
    ]),
    ...(prevention.length === 0
      ? []
      : [
          '## Prevention',
          'What `pictify-scan doctor` says:',
          prevention
            .map(
              ({ status, what, mend }) =>
                `- ${STATUS_MARKS[status]} ${markdownText(what)}${mend === undefined || status === 'ok' ? '' : ` Mend: ${markdownCode(mend)}`}`,
            )
            .join('\n'),
        ]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const STATUS_MARKS = { ok: '✅', warning: '⚠️', problem: '❌', unknown: '❔' } as const;

function stepText({ title, text, commands }: Step, number: number): string {
  return [
    `### ${number}\\. ${markdownText(title)}`,
    ...(text === undefined ? [] : [markdownText(text)]),
    ...(commands === undefined ? [] : [markdownBlock(commands, 'sh')]),
  ].join('\n\n');
}

function scopeTables({ scope }: IncidentReport): string[] {
  const { events, refs, remotes, copies, packages, unreachable, authors } = scope;
  const parts: string[] = [];
  if (events.length > 0)
    parts.push(
      '### Commits',
      rows(
        ['Committed', 'Commit', '', 'Where', 'Author', 'Subject'],
        events.map(({ commit, change, at, via, ...place }) => [
          timeText(commit.committed),
          markdownCode(commit.id.slice(0, 12)),
          [CHANGE_WORDS[change], AT_WORDS[at]].filter(Boolean).join(', '),
          `${markdownCode(placeText(place))}${via.length === 0 ? '' : ` through ${markdownText(via.join(', '))}`}`,
          markdownText(`${commit.author} <${commit.email}>`),
          markdownText(commit.subject),
        ]),
      ),
    );
  if (authors.length > 1)
    parts.push(`Authors: ${authors.map(({ name, email }) => markdownText(`${name} <${email}>`)).join(', ')}.`);
  if (refs.length > 0)
    parts.push(
      '### Branches and tags',
      rows(
        ['Name', 'What', 'At its tip'],
        refs.map(({ name, kind, atTip }) => [
          markdownCode(name),
          KIND_WORDS[kind],
          atTip === null ? 'not looked up' : atTip ? 'yes' : 'no, only in its history',
        ]),
      ),
    );
  if (remotes.length > 0)
    parts.push(
      '### Remotes',
      remotes.map(({ name, url }) => `- ${markdownCode(name)} ${markdownCode(url)}`).join('\n'),
    );
  if (copies.length > 0)
    parts.push(
      '### Copies in files',
      rows(
        ['Where', 'Path', 'Through'],
        copies.map(({ where, via, ...place }) => [
          WHERE_WORDS[where],
          markdownCode(placeText(place)),
          markdownText(via.join(', ')),
        ]),
      ),
    );
  if (packages.length > 0)
    parts.push(
      '### Packages',
      packages
        .map(({ name, manifest, files, problem, private: isPrivate }) =>
          problem === undefined
            ? `- ${markdownCode(name)} (${markdownCode(manifest)}${isPrivate ? ', private' : ''}) would ship it in: ${files.map(markdownCode).join(', ')}`
            : `- ${markdownCode(manifest)}: ${markdownText(problem)}`,
        )
        .join('\n'),
    );
  if (unreachable.count > 0)
    parts.push(
      `${unreachable.count} ${unreachable.count === 1 ? 'object' : 'objects'} that nothing names any more ${unreachable.count === 1 ? 'holds' : 'hold'} it too: ${unreachable.ids
        .slice(0, 5)
        .map((id) => markdownCode(id.slice(0, 12)))
        .join(', ')}.`,
    );
  return parts;
}

function sourceParts({ sources }: IncidentReport): string[] {
  if (sources.length === 0) return [];
  return [
    '## Source',
    ...sources.map((source) => {
      const { commit, signs } = source;
      return [
        `${markdownCode(commit.id.slice(0, 12))} by ${markdownText(commit.author)}, ${timeText(commit.committed)}: ${markdownText(commit.subject)} (${markdownCode(placeText(source))})`,
        [bypassText(source), ...signs].map((sign) => `- ${markdownText(sign)}`).join('\n'),
      ].join('\n\n');
    }),
  ];
}

function usageParts(usage: Usage): string[] {
  const { before, after, signals, bad } = usage;
  const row = (name: string, tell: (period: Period) => string): string[] => [name, tell(before), tell(after)];
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${part} (${((part / whole) * 100).toFixed(1)} %)`;
  const actors = (title: string, all: readonly Actor[]): string[] =>
    all.length === 0
      ? []
      : [
          `### ${title}`,
          table(
            ['', 'Before', 'After', 'Errors', 'First', 'Last'],
            all
              .slice(0, 15)
              .map(({ name, before: early, after: late, errors, first, last }) => [
                markdownCode(name),
                String(early),
                String(late),
                String(errors),
                timeText(first),
                timeText(last),
              ]),
          ),
        ];
  return [
    '## Usage',
    markdownText(
      `${usage.lines} lines of ${usage.file}${usage.keyId === null ? '' : `, requests of ${usage.keyId}`}. ${usage.sinceWhy}${bad.count === 0 ? '' : ` ${bad.count} lines are no record (line ${bad.lines.join(', ')}${bad.count > bad.lines.length ? ' …' : ''}) and were not counted.`}`,
    ),
    table(
      ['', 'Before', 'After'],
      [
        row('Requests', ({ requests }) => String(requests)),
        row('A day', ({ perDay }) => perDay.toFixed(1)),
        row('Busiest hour', ({ busiestHour }) => String(busiestHour)),
        row('Errors (4xx, 5xx)', ({ errors, requests }) => share(errors, requests)),
        row(markdownText(`Outside of ${usage.businessHours} (${usage.timeZone})`), ({ outsideHours, requests }) =>
          share(outsideHours, requests),
        ),
        row('Addresses', ({ addresses }) => String(addresses)),
        row('Agents', ({ agents }) => String(agents)),
      ],
    ),
    signals.length === 0
      ? 'Nothing stands out. That is no proof that nobody used it.'
      : list(['**What stands out:**', ...signals.map(({ text }) => markdownText(text))]),
    ...plot(usage),
    ...actors('Addresses', usage.addresses),
    ...actors('Agents', usage.agents),
    ...actors('Endpoints', usage.endpoints),
  ];
}

const PLOT_ROWS = 24;

/** Requests over time as a small picture of text. */
function plot({ slices, sliceHours, since }: Usage): string[] {
  if (slices.length < 2) return [];
  const size = Math.ceil(slices.length / PLOT_ROWS);
  const merged = Array.from({ length: Math.ceil(slices.length / size) }, (_, index) => {
    const part = slices.slice(index * size, (index + 1) * size);
    return { at: part[0]?.at ?? '', requests: part.reduce((sum, { requests }) => sum + requests, 0) };
  });
  const most = Math.max(...merged.map(({ requests }) => requests), 1);
  const width = sliceHours * size * 3_600_000;
  const lines = merged.map(({ at, requests }) => {
    const isTurn = since !== null && Date.parse(at) <= Date.parse(since) && Date.parse(since) < Date.parse(at) + width;
    return `${at.slice(0, 16).replace('T', ' ')}  ${'█'.repeat(Math.ceil((requests / most) * 40)).padEnd(40)} ${requests}${isTurn ? '  <- first exposure' : ''}`;
  });
  return [
    markdownBlock(
      lines.map((line) => line.trimEnd()),
      'text',
    ),
  ];
}

function list([head = '', ...items]: readonly string[]): string {
  return [head, '', ...items.map((item) => `- ${item}`)].join('\n');
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  // A bar ends a cell in code as well.
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const left = body.length - MOST_ROWS;
  return `${table(head, body.slice(0, MOST_ROWS))}${left > 0 ? `\n\n…and ${left} more: --format json has all of them.` : ''}`;
}

function cut(items: readonly string[]): string[] {
  return items.length <= MOST_ROWS
    ? [...items]
    : [...items.slice(0, MOST_ROWS), `- …and ${items.length - MOST_ROWS} more`];
}
