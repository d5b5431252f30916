// Runs commands in turns and tells time and memory of each.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const TIME = '/usr/bin/time';
/** Ends what is measured, too, when it takes too long: ending `time` would leave that at work. */
const TIMEOUT = '/usr/bin/timeout';
const TIMED_OUT = 124;
/** Milliseconds after which a row has been measured enough. */
const PATIENCE = 10_000;

/**
 * @param {readonly { name: string, command: readonly string[], rounds: number }[]} rows
 * @param {number} longest seconds after which a run is given up
 * @returns medians in milliseconds, the largest process's memory in bytes, how often it ran
 */
export function measure(rows, cwd, longest) {
  const results = rows.map((row) => ({ ...row, times: [], spent: 0, memory: 0, status: 0 }));
  const most = Math.max(...rows.map(({ rounds }) => rounds));
  // The first round warms the caches and is not counted.
  for (let round = 0; round <= most; round += 1) {
    for (const result of results) {
      // What takes seconds is not measured as often; what takes a minute, once.
      if (round > result.rounds || result.spent > PATIENCE) continue;
      const { time, memory, status } = run(result.command, cwd, longest);
      result.spent += time;
      result.status = status;
      result.memory = Math.max(result.memory, memory);
      if (round > 0 || result.spent > PATIENCE) result.times.push(time);
    }
  }
  return results.map(({ times, ...result }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return {
      ...result,
      times: times.length,
      median: sorted[sorted.length >> 1],
      least: sorted[0],
      most: sorted.at(-1),
    };
  });
}

function run(command, cwd, longest) {
  const limited = existsSync(TIMEOUT) ? [TIMEOUT, `${longest}`, ...command] : command;
  const timed = existsSync(TIME) ? [TIME, '-f', '%M', ...limited] : limited;
  const started = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(timed[0], timed.slice(1), {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
    timeout: (longest + 5) * 1000,
  });
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  if (error?.code === 'ETIMEDOUT' || status === TIMED_OUT)
    return { time, memory: 0, status: `given up after ${longest} s` };
  if (error) throw error;
  const kilobytes = Number(/(\d+)\s*$/.exec(stderr)?.[1] ?? 0);
  return { time, memory: kilobytes * 1024, status };
}
