/**
 * Milliseconds since the process began. `performance` would tell the same and costs four milliseconds
 * to load, which is the user's time at every commit.
 */
export function milliseconds(): number {
  return process.uptime() * 1000;
}

/** The day that it is, ISO, in UTC: what expires is over everywhere at the same time. */
export function currentDate(): string {
  const now = new Date();
  const [month, day] = [now.getUTCMonth() + 1, now.getUTCDate()].map((number) => String(number).padStart(2, '0'));
  return `${now.getUTCFullYear()}-${month}-${day}`;
}

/** Something that is done, and when. */
export interface Mark {
  readonly what: string;
  readonly at: number;
}

const marks: Mark[] = [];

/** Notes that something is done, for `--stats`. */
export function mark(what: string): void {
  marks.push({ what, at: milliseconds() });
}

/** What a run did, in order, and when each step was done: milliseconds since the process began. */
export function marksSoFar(): readonly Mark[] {
  return marks;
}
