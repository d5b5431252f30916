import { HELPER_NAME } from './helperScript.js';
import type { HookName } from './plan.js';

/**
 * The one line that a hook gets. Read, not run: so it can stop the hook and hand standard input on.
 * `|| exit 1` because a bash hook goes on when the script is missing.
 */
export const HOOK_LINE = `. "\${0%/*}/${HELPER_NAME}" || exit 1`;

/** The whole of a hook that was not there before. */
export const NEW_HOOK = `#!/bin/sh\n# Made by \`pictify-scan init\`.\n${HOOK_LINE}\n`;

/** Ending of a hook's new name when it cannot carry the line itself. */
export const KEPT_SUFFIX = '.before-pictify-scan';

/** A hook that runs the guard and then the hook that stood there; one that was switched off stays off. */
export function wrapperHook(hook: HookName): string {
  const kept = `"\${0%/*}/${hook}${KEPT_SUFFIX}"`;
  return `#!/bin/sh\n# Made by \`pictify-scan init\`.\n${HOOK_LINE}\n[ ! -x ${kept} ] || exec ${kept} "$@"\n`;
}

const HUSKY_PREAMBLE = /^\s*(?:\.|source)\s+.*\/husky\.sh["']?\s*$/;

/** Can a line of sh be put into that hook? git runs a hook without a first line by sh. */
export function isShellHook(text: string): boolean {
  if (text.includes('\0')) return false;
  if (!text.startsWith('#!')) return true;
  const first = text.slice(2, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n')).trim();
  return /^(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?(?:sh|bash|dash|ash|ksh|mksh)(?:\.exe)?(?:\s+-\S+)*$/.test(first);
}

/** Puts the line before everything that could leave the hook early: behind the first line, and behind husky's own. */
export function addHookLine(text: string): string {
  const lines = splitLines(text);
  let at = lines[0]?.startsWith('#!') === true ? 1 : 0;
  const preamble = lines.findIndex((line) => HUSKY_PREAMBLE.test(line));
  if (preamble >= at && lines.slice(at, preamble).every((line) => /^\s*(?:#.*)?$/.test(line))) at = preamble + 1;
  return insertLine(lines, at, HOOK_LINE);
}

/** Takes the line out again; the rest is as it was, byte for byte. */
export function removeHookLine(text: string): string {
  const lines = splitLines(text);
  const at = lines.findIndex((line) => line.replace(/\r?\n$/, '') === HOOK_LINE);
  if (at === -1) return text;
  const kept = lines.toSpliced(at, 1);
  const last = kept[at - 1];
  if (lines[at]?.endsWith('\n') === false && last !== undefined) kept[at - 1] = last.replace(/\n$/, '');
  return kept.join('');
}

export function hasHookLine(text: string): boolean {
  return splitLines(text).some((line) => line.trim() === HOOK_LINE);
}

function insertLine(lines: readonly string[], at: number, line: string): string {
  const previous = lines[at - 1];
  // A file without a final newline stays one without.
  if (previous !== undefined && !previous.endsWith('\n')) return [...lines, `\n${line}`].join('');
  return lines.toSpliced(at, 0, `${line}\n`).join('');
}

/** Lines with their terminators. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
