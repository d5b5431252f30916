import { createInterface, type Interface } from 'node:readline/promises';
import type { Argv } from 'yargs';
import { Problem } from '../../model/errors.js';
import type { Preset } from '../../model/config.js';
import { createStyle, type Style } from '../../report/style.js';
import { applyPlan, type Applied } from '../../remedy/applyPlan.js';
import type { FixPlan, FixTask } from '../../remedy/plan.js';
import { planFix } from '../../remedy/planFix.js';
import { showPlan } from '../../remedy/showPlan.js';
import { undoFix } from '../../remedy/undoFix.js';
import { findFixes, openFixPlace, type Fixes } from '../../scan/fixes.js';
import { escapeUnsafe } from '../../text/escape.js';
import { print, wantsColor, type ExitCode } from '../output.js';
import { unreadProblem } from '../writeReport.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

interface FixArguments {
  readonly paths: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly staged: boolean;
  readonly config?: string | undefined;
  readonly preset?: Preset | undefined;
  readonly color?: boolean | undefined;
}

/** The command that carries the hints out. */
export function addFixCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'fix [paths..]',
    'move secrets out of the files: into an ignored .env, read from the environment',
    (command) =>
      command
        .positional('paths', { type: 'string', array: true, default: [] as string[], describe: 'files or folders' })
        .options({
          yes: { alias: 'y', type: 'boolean', default: false, describe: 'fix everything without asking' },
          'dry-run': {
            alias: 'n',
            type: 'boolean',
            default: false,
            describe: 'show the changes as a diff and make none',
          },
          staged: { type: 'boolean', default: false, describe: 'only what the next commit would add' },
          undo: { type: 'boolean', default: false, describe: 'take the last fix back' },
          config: { type: 'string', describe: 'config file to use' },
          preset: { choices: ['pictify', 'recommended', 'strict'], describe: 'rules to use' },
          color: { type: 'boolean', describe: 'colours, on a terminal by default' },
        })
        .example('$0 fix --dry-run', 'see what would change')
        .example('$0 fix --staged', 'before you commit again')
        .example('$0 fix --undo', 'take it back'),
    (args) =>
      run(async () => (args.undo ? undo(args as unknown as FixArguments) : fix(args as unknown as FixArguments))),
  );
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
      ? 'The interrupted fix is taken back. Its undo record, which held the key, is removed.'
      : 'The fix is taken back. Its undo record, which held the key, is removed.',
  ];
  say(lines);
  return 0;
}

async function fix(args: FixArguments): Promise<ExitCode> {
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
  if (unread) print(process.stderr, `pictify-scan: ${escapeUnsafe(unread.message)}\n`);
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
  tellApplied(plan, await applyPlan(plan, fixes.place), style);
  return unread || plan.left.length > 0 || plan.tasks.length < whole.tasks.length ? 1 : 0;
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

function tellApplied(plan: FixPlan, applied: Applied, style: Style): void {
  say([
    ...applied.written.map((path) => `${style.green('changed')}  ${escapeUnsafe(path)}`),
    ...applied.untracked.map((path) => `${style.green('out of git')}  ${escapeUnsafe(path)} (the file stays on disk)`),
    ...(applied.staged.length > 0 ? [`staged   ${escapeUnsafe(applied.staged.join(', '))}`] : []),
    ...applied.notStaged.map(
      (path) =>
        `${style.yellow('not staged')}  ${escapeUnsafe(path)}: what was staged differed from the file on disk, so only the file was changed. Stage it: git add ${escapeUnsafe(path)}`,
    ),
  ]);
  tellLeft(plan, style);
  say([
    `Take it back with: pictify-scan fix --undo (until the next fix). The record for that holds the old bytes, the key among them: ${escapeUnsafe(applied.record)}, for you alone.`,
    'A key that was ever pushed or shared must be revoked; moving it is not enough.',
  ]);
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
