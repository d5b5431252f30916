import { createInterface, type Interface } from 'node:readline/promises';
import { Problem } from '../../model/errors.js';
import type { Preset } from '../../model/config.js';
import { createStyle, type Style } from '../../report/style.js';
import { unreadProblem } from '../../report/unread.js';
import { applyPlan, type Applied } from '../../remedy/applyPlan.js';
import type { FixPlan, FixTask } from '../../remedy/plan.js';
import { planFix } from '../../remedy/planFix.js';
import { showPlan } from '../../remedy/showPlan.js';
import { undoFix } from '../../remedy/undoFix.js';
import { findFixes, openFixPlace, type Fixes } from '../../scan/fixes.js';
import { asTyped, programName } from '../../text/asTyped.js';
import { escapeUnsafe } from '../../text/escape.js';
import { typedPath } from '../../text/shellPath.js';
import { print, tell, wantsColor, type ExitCode } from '../output.js';

export interface FixArguments {
  readonly paths: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly staged: boolean;
  readonly undo: boolean;
  readonly config?: string | undefined;
  readonly preset?: Preset | undefined;
  readonly color?: boolean | undefined;
}

/** @throws Problem */
export async function fix(args: FixArguments): Promise<ExitCode> {
  return args.undo ? undo(args) : move(args);
}

async function undo(args: FixArguments): Promise<ExitCode> {
  if (args.dryRun || args.staged || args.paths.length > 0)
    throw new Problem('usage', '--undo takes the whole last fix back, and nothing besides.', 'pictify-scan fix --undo');
  const undone = await undoFix(await openFixPlace({ cwd: process.cwd() }));
  const lines = [
    ...undone.restored.map((path) => `restored  ${escapeUnsafe(path)}`),
    ...undone.removed.map((path) => `removed   ${escapeUnsafe(path)}`),
    ...undone.reindexed.map((path) => `staged as before  ${escapeUnsafe(path)}`),
    ...undone.kept.map((path) => `left in the index, since it changed there  ${escapeUnsafe(path)}`),
    undone.interrupted
      ? 'The interrupted fix is taken back, and its undo record is removed.'
      : 'The fix is taken back, and its undo record is removed.',
  ];
  say(lines);
  return 0;
}

async function move(args: FixArguments): Promise<ExitCode> {
  const style = createStyle(args.color ?? wantsColor(process.stdout, process.env));
  const fixes = await findFixes({
    cwd: process.cwd(),
    paths: args.paths,
    staged: args.staged,
    configPath: args.config,
    preset: args.preset,
  });
  const unread = unreadProblem(fixes.report);
  if (unread && fixes.wanted.length === 0) throw unread;
  if (unread) tell(`pictify-scan: ${escapeUnsafe(unread.message)}\n`);
  if (fixes.wanted.length === 0) {
    say(['Nothing to fix.']);
    return 0;
  }
  const whole = await planFix(fixes.wanted, fixes.sources);
  if (args.dryRun) {
    print(process.stdout, showPlan(whole, style));
    tellLeft(whole, style);
    say(['Nothing was changed (--dry-run).']);
    return whole.tasks.length > 0 || whole.left.length > 0 ? 1 : 0;
  }
  const plan = args.yes ? whole : await ask(whole, fixes, style);
  if (plan.tasks.length === 0) {
    tellLeft(plan, style);
    say(['Nothing was changed.']);
    return 1;
  }
  const applied = await applyPlan(plan, fixes.place);
  tellApplied(plan, applied, fixes, style);
  const more =
    unread !== undefined ||
    plan.left.length > 0 ||
    plan.tasks.length < whole.tasks.length ||
    applied.notStaged.length > 0;
  return more ? 1 : 0;
}

/** One question for each fix; `a` takes the rest, `q` leaves it. */
async function ask(whole: FixPlan, fixes: Fixes, style: Style): Promise<FixPlan> {
  if (!process.stdin.isTTY)
    throw new Problem(
      'usage',
      'fix asks before it changes anything, and there is nobody to ask here.',
      'Look first with: pictify-scan fix --dry-run, then: pictify-scan fix --yes',
    );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const accepted = new Set<string>();
  try {
    for (const [index, task] of whole.tasks.entries()) {
      print(process.stdout, await preview(task, fixes, style));
      const answer = await question(
        terminal,
        `${index + 1}/${whole.tasks.length} ${escapeUnsafe(task.path)}:${task.line} ${escapeUnsafe(task.title)}? [y]es, [n]o, [a]ll, [q]uit `,
      );
      if (answer === 'q') break;
      if (answer === 'a') {
        for (const rest of whole.tasks.slice(index)) accepted.add(rest.id);
        break;
      }
      if (answer === 'y') accepted.add(task.id);
    }
  } finally {
    terminal.close();
  }
  return planFix(fixes.wanted, fixes.sources, (task) => accepted.has(task.id));
}

async function preview(task: FixTask, fixes: Fixes, style: Style): Promise<string> {
  const alone = await planFix(fixes.wanted, fixes.sources, (each) => each.id === task.id);
  return showPlan(
    { ...alone, changes: alone.changes.filter(({ path }) => task.kind !== 'literal' || path === task.path) },
    style,
  );
}

async function question(terminal: Interface, text: string): Promise<'y' | 'n' | 'a' | 'q'> {
  for (;;) {
    let answer: string;
    try {
      answer = (await terminal.question(text)).trim().toLowerCase();
    } catch {
      return 'q';
    }
    if (/^(?:y|n|a|q|yes|no|all|quit)$/.test(answer)) return answer[0] as 'y' | 'n' | 'a' | 'q';
  }
}

function tellApplied(plan: FixPlan, applied: Applied, { sources }: Fixes, style: Style): void {
  say([
    ...applied.written.map((path) => `${style.green('changed')}  ${escapeUnsafe(path)}`),
    ...applied.untracked.map((path) => `${style.green('out of git')}  ${escapeUnsafe(path)} (the file stays on disk)`),
    ...(applied.staged.length > 0 ? [`staged   ${escapeUnsafe(applied.staged.join(', '))}`] : []),
    ...applied.notStaged.map((path) => {
      const name = escapeUnsafe(path);
      return `${style.yellow('not staged')}  ${name}: what was staged differed from the file on disk, so only the file was changed, and the index holds what it held. Stage it: git add ${escapeUnsafe(typedPath(sources.folder ?? '', path))} (or git add -p, to leave other changes out)`;
    }),
  ]);
  tellLeft(plan, style);
  const howBack = `Take it back with: ${asTyped('pictify-scan fix --undo', programName(process.argv[1], process.cwd()))} (until the next fix).`;
  const keys = holdsKeys(plan)
    ? ` The record for that holds the old bytes, the key among them: ${escapeUnsafe(applied.record)}, for you alone.`
    : '';
  say([
    howBack + keys,
    // Entries of ignore files concern no key that is anywhere.
    ...(plan.tasks.every(({ kind }) => kind === 'ignore')
      ? []
      : ['A key that was ever pushed or shared must be revoked; moving it is not enough.']),
  ]);
}

/** Whether what was there before had values in it: of files that keys left, and of environment files. */
function holdsKeys({ tasks, changes }: FixPlan): boolean {
  return (
    tasks.some(({ kind }) => kind === 'literal') ||
    changes.some(({ secret, before, after }) => secret && before !== undefined && !before.equals(after))
  );
}

function tellLeft(plan: FixPlan, style: Style): void {
  say([
    ...plan.left.map(
      ({ path, line, rule, why }) =>
        `${style.yellow('left to you')}  ${escapeUnsafe(`${path}:${line} ${rule}: ${why}`)}`,
    ),
    ...plan.notes.map((note) => `note     ${escapeUnsafe(note)}`),
  ]);
}

/** Names of files are untrusted: each is escaped where it is put into a line. */
function say(lines: readonly string[]): void {
  if (lines.length > 0) print(process.stdout, `${lines.join('\n')}\n`);
}
