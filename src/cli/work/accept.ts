import { lapseOf, lastDay, type Acceptance, type Policy } from '../../config/acceptance.js';
import { baselineLapse, entriesFor, formatBaseline, parseBaseline, withUnionMerge } from '../../config/baseline.js';
import { addIgnoreEntry } from '../../config/editConfig.js';
import { currentDate } from '../../clock.js';
import { CONFIG_FILES } from '../../config/findConfig.js';
import { readConfig } from '../../config/readConfig.js';
import type { IgnoredFinding } from '../../model/config.js';
import { Problem } from '../../model/errors.js';
import type { Report } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { maskKeys } from '../../text/redact.js';
import { isUnread } from '../../report/unread.js';
import { scanStaged } from '../../scan/run.js';
import { scanTree } from '../../scan/runTree.js';
import { diskReader } from '../../sources/diskReader.js';
import { findRoot } from '../../sources/findRoot.js';
import { readLastBlocked, type BlockedFinding } from '../lastBlocked.js';
import { print, type ExitCode } from '../output.js';
import { changeRepositoryFile } from '../writeFileAtomically.js';

interface BaselineArguments {
  readonly prune: boolean;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
}

export async function baseline({ prune, owner, expires }: BaselineArguments): Promise<ExitCode> {
  if (prune && (owner !== undefined || expires !== undefined))
    throw new Problem('usage', '--prune adds no entry that could have an owner or a date.', 'Leave --prune out.');
  const cwd = process.cwd();
  const { root, isRepository } = findRoot(cwd, process.env);
  const config = await readConfig(diskReader(root));
  const today = currentDate();
  const accepted = prune ? {} : complete({ reason: 'baseline', owner, expires }, config, today);
  const report = await scanTree({ cwd });
  const found = report.findings.filter((each) => each.severity !== 'info');
  let told = '';
  let grown = false;
  await changeRepositoryFile(root, config.baseline, async () => {
    const bytes = await diskReader(root)(config.baseline);
    const old = bytes ? parseBaseline(config.baseline, bytes.toString('utf8')) : [];
    const current = new Set(found.map((each) => each.fingerprint));
    // Whoever accepts everything anew renews what counts no longer.
    const counting = prune ? old : old.filter((entry) => baselineLapse(entry, config, today) === undefined);
    const kept = prune ? old.filter((entry) => current.has(entry.fingerprint)) : counting;
    const added = prune ? [] : entriesFor(found, counting, accepted);
    told = `${config.baseline}: ${counted(kept.length + added.length)}, ${added.length} new, ${old.length - kept.length} dropped.\n`;
    grown = added.length > 0;
    return formatBaseline([...kept, ...added]);
  });
  print(process.stdout, told);
  if (isRepository)
    await changeRepositoryFile(root, '.gitattributes', async () => {
      const attributes = withUnionMerge((await diskReader(root)('.gitattributes'))?.toString('utf8'), config.baseline);
      if (attributes !== undefined)
        print(process.stdout, '.gitattributes: baselines of two branches merge without a conflict. Commit it too.\n');
      return attributes;
    });
  if (grown)
    print(process.stdout, 'Each of them is still a secret in the repository: revoke them one by one, and prune.\n');
  return 0;
}

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

/**
 * What is accepted now must count by the config's policy. An expiry date that it asks for and nobody gives is the
 * last one that it allows.
 *
 * @throws Problem `usage`
 */
function complete(given: Acceptance, policy: Policy, today: string): Acceptance {
  for (const text of [given.reason, given.owner])
    if (text !== undefined && maskKeys(text) !== text)
      throw new Problem(
        'usage',
        'There is a key in the words that would be written down. Nothing was written.',
        'Say it without the key. It stands in the history of your shell now: take it out there.',
      );
  if (given.reason?.trim() === '')
    throw new Problem('usage', 'The reason is empty.', 'Say why it is no leak: --reason "…"');
  if (given.owner !== undefined && /\s/.test(given.owner))
    throw new Problem('usage', '--owner takes one word.', 'Give a name without spaces: --owner ada-lovelace');
  const { maxIgnoreDays } = policy;
  const last = maxIgnoreDays === undefined ? undefined : lastDay(today, maxIgnoreDays);
  const whole = { ...given, expires: given.expires ?? last };
  const { expires } = whole;
  switch (lapseOf(whole, policy, today)) {
    case undefined:
      break;
    case 'bad-date':
      throw new Problem('usage', `${expires} is no date.`, 'Write it like this: 2027-01-31');
    case 'expired':
      throw new Problem('usage', `${expires} is over.`, 'Give the last day on which it is to count.');
    case 'too-long':
      throw new Problem('usage', `The config allows ${maxIgnoreDays} days: until ${last}.`, `Give: --expires ${last}`);
    case 'no-owner':
      throw new Problem('usage', 'The config asks for an owner.', 'Say who answers for it: --owner NAME');
    default:
      throw new Problem('usage', 'The config asks for a reason.', 'Say why it is no leak: --reason "…"');
  }
  if (given.expires === undefined && last !== undefined)
    print(process.stdout, `It counts until ${last}: the config allows ${maxIgnoreDays} days.\n`);
  return whole;
}

interface IgnoreArguments {
  readonly fingerprint?: string | undefined;
  readonly last: boolean;
  readonly reason: string;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
}

export async function ignore(args: IgnoreArguments): Promise<ExitCode> {
  const { root } = findRoot(process.cwd(), process.env);
  if (args.last && args.fingerprint !== undefined)
    throw new Problem('usage', 'A fingerprint and --last exclude each other.', 'Give one of them.');
  const blocked = args.last ? await stillBlocked() : [];
  const given = args.fingerprint === undefined ? [] : [args.fingerprint];
  const fingerprints = args.last ? [...new Set(blocked.map(({ fingerprint }) => fingerprint))] : given;
  if (fingerprints.length === 0)
    throw new Problem('usage', 'Which finding?', 'Give its fingerprint, as the report prints it.');
  const bad = fingerprints.find((fingerprint) => !/^[0-9a-f]{20}$/.test(fingerprint));
  if (bad !== undefined)
    throw new Problem(
      'usage',
      `${bad.slice(0, 40)} is no fingerprint.`,
      'A fingerprint has 20 hex digits; the report prints it behind "pictify-scan ignore".',
    );
  const read = diskReader(root);
  const config = await readConfig(read);
  const file = config.file ?? CONFIG_FILES[0];
  const { owner, expires } = complete(args, config, currentDate());
  const entries = fingerprints.map((fingerprint): IgnoredFinding => ({
    fingerprint,
    reason: args.reason,
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  }));
  await changeRepositoryFile(root, file, async () =>
    addIgnoreEntry(file, (await read(file))?.toString('utf8'), entries),
  );
  for (const { rule, path, line, match } of blocked)
    print(process.stdout, `${escapeUnsafe(`${path}:${line}  ${rule}  ${match}`)}\n`);
  print(
    process.stdout,
    `${file}: ${entries.length === 1 ? 'one finding' : `${entries.length} findings`} ignored. Commit the config, so that it counts for everybody.\n`,
  );
  if (given.length > 0 && (await missingOf(given)).size > 0)
    print(
      process.stdout,
      `No finding of the work tree has that fingerprint: right for one that only commits have. If it was mistyped, take the entry out of ${file} again.\n`,
    );
  return 0;
}

/** Longer nobody waits, in milliseconds, for a word on an entry that is written already. */
const PATIENCE = 2000;

/**
 * What the last blocked commit reported and is still there to be committed.
 *
 * @throws Problem `usage` where nothing is
 */
async function stillBlocked(): Promise<readonly BlockedFinding[]> {
  const last = await readLastBlocked(process.cwd(), process.env);
  if (last.length === 0)
    throw new Problem(
      'usage',
      'Nothing is blocked: no blocked commit is on record since the last one that was made.',
      'Give the fingerprint of a finding, as the report prints it.',
    );
  const gone = await missingOf(last.map(({ fingerprint }) => fingerprint));
  const still = last.filter(({ fingerprint }) => !gone.has(fingerprint));
  if (still.length === 0)
    throw new Problem(
      'usage',
      'Nothing is blocked: what the last blocked commit reported is neither staged nor in the work tree any more.',
      'Commit again: git commit',
    );
  return still;
}

/** Those of some fingerprints that are known to be of nothing staged or in the work tree; none where it takes long to know. */
async function missingOf(fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
  const cwd = process.cwd();
  const missing = new Set(fingerprints);
  const strike = ({ findings, suppressed }: Report): void => {
    for (const { fingerprint } of [...findings, ...suppressed]) missing.delete(fingerprint);
  };
  try {
    strike(await scanStaged({ cwd }));
    if (missing.size === 0) return missing;
    const report = await scanTree({ cwd, signal: AbortSignal.timeout(PATIENCE) });
    strike(report);
    return report.receipt.skipped.some(isUnread) ? new Set() : missing;
  } catch {
    return new Set();
  }
}
