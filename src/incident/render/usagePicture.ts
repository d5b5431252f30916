import { markup, nothing, type Markup } from '../../report/html/markup.js';
import type { Usage } from '../model.js';

const WIDTH = 960;
const HEIGHT = 250;
const LEFT = 56;
const RIGHT = 16;
const TOP = 34;
const BOTTOM = 34;
const HOUR = 3_600_000;

/** Requests over time as bars, errors at their feet, a line where the key got out. */
export function usagePicture({ slices, sliceHours, since }: Usage): Markup {
  if (slices.length === 0) return nothing;
  const most = niceCeiling(slices.reduce((top, { requests }) => Math.max(top, requests), 1));
  const start = Date.parse(slices[0]?.at ?? '');
  const end = Date.parse(slices.at(-1)?.at ?? '') + sliceHours * HOUR;
  const inner = WIDTH - LEFT - RIGHT;
  const x = (time: number): number => LEFT + ((time - start) / (end - start)) * inner;
  const y = (value: number): number => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const step = inner / slices.length;
  const width = Math.max(1, step - (step > 5 ? 2 : 0.5));
  const bars = slices.map(({ at, requests, errors }, index) => {
    if (requests === 0) return nothing;
    const left = (LEFT + index * step).toFixed(1);
    const rect = (kind: string, from: number, to: number): Markup =>
      markup`<rect class="${kind}" x="${left}" width="${width.toFixed(1)}" y="${y(to).toFixed(1)}" height="${Math.max(1, y(from) - y(to)).toFixed(1)}"/>`;
    return markup`<g><title>${minute(at)} UTC: ${requests} requests, ${errors} errors</title>${rect('requests', errors, requests)}${errors > 0 ? rect('errors', 0, errors) : nothing}</g>`;
  });
  const lines = [0, most / 2, most].map(
    (value) =>
      markup`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text class="small" x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  );
  const turn = since === null ? undefined : Date.parse(since);
  const total = slices.reduce((sum, { requests }) => sum + requests, 0);
  const description = `${total} requests from ${day(start)} to ${day(end)}, ${sliceText(sliceHours)} a bar; at most ${most} in one. The table says what changed.`;
  return markup`<div class="picture" tabindex="0" role="group" aria-label="Requests over time">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="usage-name usage-text">
<title id="usage-name">Requests over time</title><desc id="usage-text">${description}</desc>
${lines}
${bars}
${turn !== undefined && turn >= start && turn <= end ? exposure(turn, x) : nothing}
<text class="small" x="${LEFT}" y="${HEIGHT - 10}">${day(start)}</text><text class="small" x="${LEFT + inner / 2}" y="${HEIGHT - 10}" text-anchor="middle">${day((start + end) / 2)}</text><text class="small" x="${WIDTH - RIGHT}" y="${HEIGHT - 10}" text-anchor="end">${day(end)}</text>
</svg></div>
<p class="legend"><span class="sign requests-sign"></span> requests, ${sliceText(sliceHours)} a bar <span class="sign errors-sign"></span> of these, errors (4xx, 5xx)</p>`;
}

function exposure(time: number, x: (time: number) => number): Markup {
  const at = Math.round(x(time));
  const isRight = at > WIDTH / 2;
  return markup`<g class="push"><line x1="${at}" x2="${at}" y1="${TOP - 12}" y2="${HEIGHT - BOTTOM}"/><path d="M${at - 5} ${TOP - 12}l5 8l5 -8z"/><text x="${at + (isRight ? -9 : 9)}" y="${TOP - 10}" text-anchor="${isRight ? 'end' : 'start'}">first exposure, ${day(time)}</text></g>`;
}

/** The next number that begins with 1, 2 or 5, or ten times 2, 4, 6, 8: an even one above 1. */
function niceCeiling(value: number): number {
  const scale = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * scale >= value) ?? 10;
  return Math.max(2, step * scale);
}

function sliceText(hours: number): string {
  if (hours === 1) return 'an hour';
  if (hours % 24 !== 0) return `${hours} hours`;
  return hours === 24 ? 'a day' : `${hours / 24} days`;
}

function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
