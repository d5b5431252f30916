import { dirname, relative, resolve, sep } from 'node:path';
import { currentDate } from '../clock.js';
import { environmentNames } from '../config/environmentFiles.js';
import { defaultConfig } from '../config/defaultConfig.js';
import { readConfig } from '../config/readConfig.js';
import { Problem } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import { assembleReport } from '../scan/assemble.js';
import type { Engine } from '../scan/engine.js';
import { engineFor, loadEngine } from '../scan/loadEngine.js';
import { diskReader } from '../sources/diskReader.js';
import { findRoot } from '../sources/findRoot.js';
import { escapeUnsafe } from '../text/escape.js';
import type { EventText } from './eventTexts.js';

/** What speaks against an event, and what the person should know besides. */
export interface EventVerdict {
  /** Secrets that would be written, sent or run. */
  readonly findings: readonly Finding[];
  readonly warning?: string;
}

/**
 * Looks at what an event would write, run or send. A config that cannot be read stops no agent, which may
 * be about to mend it: the rules as they ship judge in its place.
 *
 * @param cwd folder that the event's paths are relative to
 */
export async function judgeEvent(texts: readonly EventText[], cwd: string): Promise<EventVerdict> {
  const { root, from } = findRoot(cwd, process.env);
  const { engine, warning } = await openEngine(root, from);
  const findings: Finding[] = [];
  for (const each of texts) findings.push(...(await judgeText(engine, root, cwd, each)));
  return { findings, ...(warning !== undefined && { warning }) };
}

async function openEngine(root: string, from: string): Promise<{ engine: Engine; warning?: string }> {
  const read = diskReader(root);
  try {
    return { engine: await loadEngine({ read, from }) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const warning = `pictify-scan: ${error.message} ${error.next} Until then its own rules judge what the agent does.`;
    return { engine: await engineFor(defaultConfig), warning };
  }
}

async function judgeText(engine: Engine, root: string, cwd: string, each: EventText): Promise<Finding[]> {
  const isFile = each.isWritten || each.path.includes('/') || each.path.includes('\\');
  const path = isFile ? pathBelow(root, resolve(cwd, each.path)) : each.path;
  const found = await look(engine, root, path, each.text);
  if (found.length === 0) return found;
  if (each.isWritten && (await isAllowedPlace(resolve(cwd, each.path)))) return [];
  // What stood there before is not brought by this event.
  const before = new Map<string, number>();
  if (each.before !== '')
    for (const { fingerprint } of await look(engine, root, path, each.before))
      before.set(fingerprint, (before.get(fingerprint) ?? 0) + 1);
  return found.filter(({ fingerprint }) => {
    const known = before.get(fingerprint) ?? 0;
    before.set(fingerprint, known - 1);
    return known <= 0;
  });
}

async function look(engine: Engine, root: string, path: string, text: string): Promise<Finding[]> {
  const judged = engine.peek({ path, bytes: Buffer.from(text, 'utf8'), origin: { kind: 'buffer' } });
  if (judged.length === 0) return [];
  const read = diskReader(root);
  const { findings } = await assembleReport(
    { source: path, findings: judged.map((one) => ({ judged: one, status: 'new' as const })), engine },
    {
      milliseconds: 0,
      read: async (file) => (await read(file))?.toString('utf8'),
      folder: '',
      staged: false,
      today: currentDate(),
      showPublic: false,
    },
  );
  return findings.filter(
    ({ severity, rule, status }) => status === 'new' && (severity === 'error' || rule.startsWith('pictify/')),
  );
}

/** An environment file that git never sees is where a key belongs; so is one outside of any repository. */
async function isAllowedPlace(file: string): Promise<boolean> {
  // A file elsewhere is judged by the repository that it is in.
  const place = findRoot(dirname(file), {});
  const path = pathBelow(place.root, file);
  const config = await readConfig(diskReader(place.root)).catch(() => defaultConfig);
  if (!(await environmentNames(config)).isFile(path)) return false;
  if (!place.isRepository) return true;
  // Loaded where git has to be asked: what starts processes is a fifth of all that a stop has to load.
  const { isKeptOut } = await import('../scan/isKeptOut.js');
  return isKeptOut({ ...place, path });
}

/** Relative to the root with `/`; as it is where it stands outside. */
function pathBelow(root: string, file: string): string {
  const inside = relative(root, file).split(sep).join('/');
  return inside.startsWith('../') || inside === '..' ? file : inside;
}

/** What to do where no file has to be changed, by the path of the text. */
const INSTEAD: Readonly<Record<string, string>> = {
  prompt: 'Take it out of the prompt, and name the environment variable that holds it instead.',
  command: 'Let the command read it from an environment variable that is set outside of this conversation.',
  'tool input': 'Name the environment variable that holds it instead.',
  'tool output': 'Do not repeat it; read what you need without it.',
  event: 'Name the environment variable that holds it instead.',
};

/** Why the event is stopped, and what to do instead: for the agent as well as for the person. */
export function reasonFor(findings: readonly Finding[]): string {
  const [first] = findings;
  if (!first) return '';
  const others = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const instead = INSTEAD[first.path] ?? first.hints[0] ?? '';
  return escapeUnsafe(
    `pictify-scan: ${first.message} It is ${first.match} in ${first.path}:${first.line}${others}. Do not write, run or send it. ${instead} If it stood in this conversation, revoke it.`,
  );
}
