import { splitLines } from './hookLine.js';

/** What a hook's text says about the guard in it. */
export type GuardState =
  | { readonly is: 'on' }
  | { readonly is: 'absent' }
  /** An `exit` or `exec` on line `line` (from 1) leaves the hook before the guard. */
  | { readonly is: 'unreached'; readonly line: number }
  /** The guard's exit code is lost on line `line`. */
  | { readonly is: 'swallowed'; readonly line: number };

/** A failure that goes nowhere: `|| true`, `|| :`, `|| echo …`, `; true`, `; exit 0`, `&`. */
const SWALLOWED =
  /(?:\|\|\s*(?!exit\b(?!\s+0)|return\b(?!\s+0)|\{)\S|;\s*(?:true|:|exit\s+0)\s*;?\s*$|(?:^|[^&])&\s*$|\|\|\s*exit\s+0)/;
/** Behind the guard: what reads its output, whose exit code is the line's. */
const PIPED = /pictify-scan[^|]*(?<!>)\|(?!\|)/;
/** Another command behind it on its line. */
const FOLLOWED = /pictify-scan[^;]*;\s*(?!exit\b|return\b)\S/;
const LEAVES = /^(?:exit\b|exec\s+(?![0-9]*[<>]))/;

/**
 * Reads a hook of sh as far as can be told without running it: lines at the left margin are taken
 * to be always run.
 *
 * @param errexit the hook is run by `sh -e`, as husky does.
 */
export function readGuard(text: string, errexit: boolean): GuardState {
  const lines = splitLines(text).map((line) => line.trimEnd());
  let pipesFail = false;
  let stops = errexit || /^#!.*\s-\w*e/.test(lines[0] ?? '');
  for (const [index, line] of lines.entries()) {
    const code = withoutComment(line);
    if (code === '') continue;
    if (code.includes('pictify-scan')) return judgeLine(code, index, lines, stops, pipesFail);
    if (/^set\s.*-\w*o\s+pipefail\b/.test(code)) pipesFail = true;
    if (/^set\s+-\w*e/.test(code)) stops = true;
    if (/^set\s+\+\w*e/.test(code)) stops = false;
    if (LEAVES.test(code)) return guardBehind(lines, index);
  }
  return { is: 'absent' };
}

function judgeLine(
  code: string,
  index: number,
  lines: readonly string[],
  stops: boolean,
  pipesFail: boolean,
): GuardState {
  if (SWALLOWED.test(code) || (PIPED.test(code) && !pipesFail)) return { is: 'swallowed', line: index + 1 };
  if (
    stops ||
    /\|\|\s*(?:exit|return|\{)/.test(code) ||
    /&&\s*$|^\s*if\b|\\$/.test(code) ||
    code.trim().startsWith('exec ')
  )
    return { is: 'on' };
  if (FOLLOWED.test(code)) return { is: 'swallowed', line: index + 1 };
  // Without `set -e` only the last command's exit code is the hook's.
  const more = lines.slice(index + 1).some((line) => withoutComment(line) !== '');
  return more ? { is: 'swallowed', line: index + 1 } : { is: 'on' };
}

function guardBehind(lines: readonly string[], index: number): GuardState {
  const behind = lines.slice(index).some((line) => withoutComment(line).includes('pictify-scan'));
  return behind ? { is: 'unreached', line: index + 1 } : { is: 'absent' };
}

/** Good enough for a `#` at the start of a line or behind a blank. */
function withoutComment(line: string): string {
  return line.replace(/(?:^|\s)#.*$/, '').trimEnd();
}
