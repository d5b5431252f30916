import { dirname, isAbsolute, relative, sep } from 'node:path';
import { environmentNames } from '../config/environmentFiles.js';
import { defaultConfig } from '../config/readConfig.js';
import type { Finding } from '../model/finding.js';
import { isKeptOut } from '../scan/isKeptOut.js';
import { scanText } from '../scan/run.js';
import { findRoot } from '../sources/findRoot.js';
import type { EventText, HookEvent } from './hookEvent.js';

/** What speaks against an event: secrets that would be written, sent or run. */
export async function judgeEvent(event: HookEvent, cwd: string): Promise<Finding[]> {
  const { root } = findRoot(event.cwd ?? cwd, process.env);
  const findings: Finding[] = [];
  for (const each of event.texts) {
    if (await isAllowedPlace(each, root)) continue;
    const report = await scanText(each.text, { cwd: root, path: pathFrom(root, each) });
    findings.push(
      ...report.findings.filter((finding) => finding.severity === 'error' || finding.rule.startsWith('pictify/')),
    );
  }
  return findings;
}

/** A `.env` that git never sees is where a key belongs. */
async function isAllowedPlace(each: EventText, root: string): Promise<boolean> {
  if (!each.isFile) return false;
  const path = pathFrom(root, each);
  if (!(await environmentNames(defaultConfig)).isFile(path)) return false;
  // A file elsewhere is judged by the repository that it is in.
  const place = findRoot(isAbsolute(path) ? dirname(path) : root, process.env);
  return isKeptOut({ ...place, path: isAbsolute(path) ? pathFrom(place.root, each) : path });
}

function pathFrom(root: string, { path, isFile }: EventText): string {
  if (!isFile || !isAbsolute(path)) return path;
  const inside = relative(root, path).split(sep).join('/');
  return inside.startsWith('../') ? path : inside;
}

/** Why the event is stopped, and what to do instead: for the agent as well as for the person. */
export function reasonFor(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const others = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `pictify-scan: ${first.message} It is ${first.match} in ${first.path}:${first.line}${others}. Do not write, run or send it. ${first.hints[0] ?? ''} If it was pasted into this conversation, revoke it.`;
}
