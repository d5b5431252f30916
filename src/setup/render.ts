import { diffLines } from '../text/lineDiff.js';
import type { DoctorReport, DoctorStatus } from './doctor.js';
import type { SetupNote, SetupPlan, Step } from './plan.js';

export interface RenderOptions {
  readonly color: boolean;
}

type Paint = (code: number, text: string) => string;

function painter(options: RenderOptions): Paint {
  return (code, text) => (options.color ? `\u001b[${code}m${text}\u001b[0m` : text);
}

/** Control characters and those that turn text round, as escapes: a path must not move the cursor. */
export function escapeControls(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => {
      if (character === '\n') return '\\n';
      const code = character.charCodeAt(0);
      return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
    },
  );
}

const SIGNS = {
  'create-file': ['+', 32],
  'edit-file': ['~', 33],
  'move-file': ['>', 33],
  'delete-file': ['-', 31],
  'make-executable': ['~', 33],
  'set-git-config': ['+', 32],
  'unset-git-config': ['-', 31],
} as const satisfies Record<Step['kind'], readonly [string, number]>;

/** What a plan would do, what the changes of files are, and what stays for the user. Ends with a newline. */
export function renderPlan(plan: SetupPlan, options: RenderOptions): string {
  const paint = painter(options);
  const lines: string[] = [];
  if (plan.steps.length === 0) {
    lines.push(
      plan.action === 'init' ? 'Nothing to change: everything that init sets up is there.' : 'Nothing to take away.',
    );
  }
  for (const step of plan.steps) {
    const [sign, color] = SIGNS[step.kind];
    lines.push(
      `${paint(color, sign)} ${escapeControls(step.say)}`,
      ...changedLines(step).map((line) => `    ${paint(2, escapeControls(line))}`),
    );
  }
  return [...lines, ...renderNotes(plan.notes, paint)].join('\n') + '\n';
}

function renderNotes(notes: readonly SetupNote[], paint: Paint): string[] {
  const todo = notes.filter((note) => note.kind === 'todo');
  const info = notes.filter((note) => note.kind === 'info');
  return [
    ...(todo.length > 0 ? ['', paint(1, 'Left for you:'), ...todo.flatMap((note) => renderNote(note, paint))] : []),
    ...(info.length > 0 ? ['', paint(1, 'Good to know:'), ...info.flatMap((note) => renderNote(note, paint))] : []),
  ];
}

function renderNote(note: SetupNote, paint: Paint): string[] {
  const commands = note.command?.split('\n') ?? [];
  return [`* ${escapeControls(note.say)}`, ...commands.map((line) => `    ${paint(36, escapeControls(line))}`)];
}

/** The lines an edit adds (`+`) or takes away (`-`), without those around them. */
function changedLines(step: Step): string[] {
  if (step.kind !== 'edit-file') return [];
  return diffLines(step.before.toString('utf8'), step.after.toString('utf8'), 0)
    .flatMap((hunk) => hunk.lines)
    .map(({ sign, text }) => `${sign} ${text.replace(/\r?\n$/, '')}`)
    .filter((line) => line.trim().length > 1);
}

const MARKS = {
  ok: ['ok', 32],
  warning: ['warning', 33],
  problem: ['problem', 31],
  unknown: ['unknown', 35],
} as const satisfies Record<DoctorStatus, readonly [string, number]>;

/** Each check with its mend, and a closing line. Ends with a newline. */
export function renderDoctor(report: DoctorReport, options: RenderOptions): string {
  const paint = painter(options);
  const lines = report.checks.flatMap((check) => {
    const [word, color] = MARKS[check.status];
    const mend = check.mend?.split('\n').map((line) => `           ${paint(36, escapeControls(line))}`) ?? [];
    return [`${paint(color, word.padEnd(9))}  ${escapeControls(check.what)}`, ...mend];
  });
  return [`Hooks are kept by ${escapeControls(report.manager)}.`, '', ...lines, '', closing(report)].join('\n') + '\n';
}

function closing(report: DoctorReport): string {
  const count = (status: DoctorStatus) => report.checks.filter((check) => check.status === status).length;
  const problems = count('problem');
  const rest = [`${count('warning')} to look at`, `${count('unknown')} not known`].filter(
    (words) => !words.startsWith('0'),
  );
  const tail = rest.length > 0 ? ` (${rest.join(', ')})` : '';
  if (problems === 0) return `The guard is on.${tail}`;
  return `The guard has ${problems} ${problems === 1 ? 'problem' : 'problems'}${tail}.`;
}
