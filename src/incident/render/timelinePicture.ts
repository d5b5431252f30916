import { markup, nothing, type Markup } from '../../report/html/markup.js';
import type { IncidentReport, KeyEvent } from '../model.js';
import { CHANGE_WORDS, timeText } from './words.js';

const DAY = 86_400_000;
const WIDTH = 960;
const LEFT = 216;
const RIGHT = 24;
const TOP = 46;
const ROW = 34;
const BOTTOM = 34;
/** Paths that get a row of their own; the rest is told below. */
const MOST_ROWS = 8;
const LONGEST_NAME = 30;

/** Files that hold the key over time: a bar while the newest version has it, dots for commits, a line for the first push. */
export function timelinePicture({ scope, written }: IncidentReport): Markup {
  const events = scope.events.filter(({ at }) => at === 'refs');
  const paths = [...new Set(events.map(({ path }) => path))];
  const times = events.map(({ commit }) => Date.parse(commit.committed)).filter((time) => !Number.isNaN(time));
  const pushed = scope.published ? Date.parse(scope.published.date) : undefined;
  if (times.length === 0 || paths.length === 0) return nothing;
  const marks = pushed === undefined ? times : [...times, pushed];
  const start = marks.reduce((least, time) => Math.min(least, time), Infinity);
  const latest = marks.reduce((most, time) => Math.max(most, time), -Infinity);
  const now = Math.max(Date.parse(written), latest);
  // What nothing happened in is cut: the last day says so.
  const room = Math.max(DAY, (latest - start) * 0.5);
  const end = Math.min(now, latest + room);
  const isCut = end < now;
  const shown = paths.slice(0, MOST_ROWS);
  const height = TOP + shown.length * ROW + BOTTOM;
  const x = (time: number): number =>
    Math.round(LEFT + ((time - start) / Math.max(1, end - start)) * (WIDTH - LEFT - RIGHT));
  const rows = shown.map((path, index) =>
    row(
      path,
      events.filter((event) => event.path === path),
      TOP + index * ROW + ROW / 2,
      x,
      end,
    ),
  );
  const description = `From ${day(start)} to ${day(end)}. ${shown.length} of ${paths.length} paths. ${events.length} commits concern it. The same facts stand in the table of commits.`;
  return markup`<div class="picture" tabindex="0" role="group" aria-label="Timeline of the key">
<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="timeline-name timeline-text">
<title id="timeline-name">Where the key stood, over time</title><desc id="timeline-text">${description}</desc>
${axis(start, end, x, height)}
${rows}
${pushed === undefined ? nothing : push(pushed, scope.published?.how === 'push' ? 'first push' : 'first fetch', x, height)}
${isCut ? markup`<text class="small" x="${WIDTH - RIGHT}" y="${height - 8}" text-anchor="end">… until ${day(now)}</text>` : nothing}
</svg></div>
<p class="legend"><span class="sign bar-sign"></span> newest version holds it <span class="sign rest-sign"></span> in the history only <span class="sign in-sign"></span> ${CHANGE_WORDS.added} <span class="sign keep-sign"></span> ${CHANGE_WORDS.changed} <span class="sign out-sign"></span> ${CHANGE_WORDS.removed}${paths.length > shown.length ? markup` · ${paths.length - shown.length} more paths are in the table` : nothing}</p>`;
}

function row(path: string, events: readonly KeyEvent[], y: number, x: (time: number) => number, end: number): Markup {
  const bars: Markup[] = [];
  let since: number | undefined;
  let gone: number | undefined;
  const bar = (kind: 'hold' | 'rest', from: number, to: number): void => {
    bars.push(markup`<line class="${kind}" x1="${x(from)}" x2="${Math.max(x(to), x(from) + 1)}" y1="${y}" y2="${y}"/>`);
  };
  for (const { change, commit } of events) {
    const time = Date.parse(commit.committed);
    if (change === 'removed') {
      if (since !== undefined) bar('hold', since, time);
      since = undefined;
      gone = time;
    } else {
      if (gone !== undefined) bar('rest', gone, time);
      gone = undefined;
      since ??= time;
    }
  }
  if (since !== undefined) bar('hold', since, end);
  if (gone !== undefined) bar('rest', gone, end);
  const dots = events.map(
    ({ change, commit }) =>
      markup`<circle class="${change}" cx="${x(Date.parse(commit.committed))}" cy="${y}" r="6"><title>${timeText(commit.committed)}: ${CHANGE_WORDS[change]} (${commit.id.slice(0, 12)})</title></circle>`,
  );
  return markup`<g><text class="name" x="${LEFT - 18}" y="${y + 4}" text-anchor="end">${shortPath(path)}<title>${path}</title></text>${bars}${dots}</g>`;
}

function push(time: number, label: string, x: (time: number) => number, height: number): Markup {
  const at = x(time);
  const isRight = at > WIDTH / 2;
  return markup`<g class="push"><line x1="${at}" x2="${at}" y1="${TOP - 14}" y2="${height - BOTTOM}"/><path d="M${at - 5} ${TOP - 12}l5 -8l5 8z"/><text x="${at + (isRight ? -9 : 9)}" y="${TOP - 16}" text-anchor="${isRight ? 'end' : 'start'}">${label}, ${day(time)}</text></g>`;
}

function axis(start: number, end: number, x: (time: number) => number, height: number): Markup {
  const count = 4;
  const seen = new Set<string>();
  const ticks = Array.from({ length: count + 1 }, (_, index) => start + ((end - start) * index) / count);
  return markup`${ticks.map((time, index) => {
    const label = day(time);
    const text =
      seen.has(label) || index === count
        ? nothing
        : markup`<text class="small" x="${x(time)}" y="${height - 8}" text-anchor="${index === 0 ? 'start' : 'middle'}">${label}</text>`;
    seen.add(label);
    return markup`<line class="grid" x1="${x(time)}" x2="${x(time)}" y1="${TOP - 6}" y2="${height - BOTTOM}"/>${text}`;
  })}`;
}

function shortPath(path: string): string {
  return path.length <= LONGEST_NAME ? path : `…${path.slice(-LONGEST_NAME + 1)}`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
