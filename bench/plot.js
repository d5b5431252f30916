// Draws growth curves as SVG: both axes logarithmic, so that linear growth is as steep as the dashed line.

const SERIES = [
  { key: 'dense', label: 'dense text, time', unit: 'ms', color: '#1f77b4' },
  { key: 'tree', label: 'work tree, time', unit: 'ms', color: '#2ca02c' },
  { key: 'history', label: 'history, time', unit: 'ms', color: '#d62728' },
  { key: 'denseMemory', label: 'dense text, memory', unit: 'MB', color: '#9ecae1' },
  { key: 'treeMemory', label: 'work tree, memory', unit: 'MB', color: '#98df8a' },
  { key: 'historyMemory', label: 'history, memory', unit: 'MB', color: '#ff9896' },
];

/** @param {readonly { times: number }[]} points */
export function plot(points) {
  const value = (point, { key, unit }) => (unit === 'MB' ? point[key] / 1e6 : point[key]);
  const all = points.flatMap((point) => SERIES.map((series) => value(point, series)));
  const low = Math.log10(Math.min(...all)) - 0.1;
  const high = Math.log10(Math.max(...all)) + 0.1;
  const x = (times) => 60 + (Math.log2(times) / 4) * 420;
  const y = (amount) => 330 - ((Math.log10(amount) - low) / (high - low)) * 290;
  const labelAt = labelHeights(SERIES.map((series) => y(value(points.at(-1), series))));
  const lines = SERIES.map((series, index) => {
    const path = points.map((point) => `${x(point.times).toFixed(1)},${y(value(point, series)).toFixed(1)}`).join(' ');
    const last = points.at(-1);
    const label = `${series.label}: ${value(last, series).toFixed(0)} ${series.unit}`;
    return `<polyline points="${path}" fill="none" stroke="${series.color}" stroke-width="2"/><text x="490" y="${(labelAt[index] + 4).toFixed(1)}" fill="${series.color}">${label}</text>`;
  });
  const ticks = points.map(
    ({ times }) => `<text x="${x(times).toFixed(1)}" y="352" text-anchor="middle">×${times}</text>`,
  );
  const powers = [1, 10, 100, 1000, 10_000, 100_000].filter(
    (power) => Math.log10(power) > low && Math.log10(power) < high,
  );
  const scale = powers.map(
    (power) =>
      `<path d="M60 ${y(power).toFixed(1)}H480" stroke="#ddd"/><text x="54" y="${(y(power) + 4).toFixed(1)}" text-anchor="end">${power}</text>`,
  );
  const most = 10 ** high;
  const linear = `<path d="M60 ${y(most / 16).toFixed(1)}L480 ${y(most).toFixed(1)}" stroke="#888" stroke-dasharray="4 4"/><text x="72" y="46" fill="#666">- - -  as steep as linear growth</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 370" font-family="sans-serif" font-size="12"><rect width="720" height="370" fill="#fff"/><path d="M60 30V330H480" fill="none" stroke="#888"/>${scale.join('')}${linear}${ticks.join('')}<text x="60" y="20">time (ms) and memory (MB) over size, logarithmic</text>${lines.join('')}</svg>\n`;
}

/** Where labels go that want to stand at these heights, so that none covers another. */
function labelHeights(wanted) {
  const heights = [...wanted];
  let free = 0;
  for (const index of [...wanted.keys()].toSorted((a, b) => wanted[a] - wanted[b])) {
    heights[index] = Math.max(wanted[index], free);
    free = heights[index] + 15;
  }
  return heights;
}
