import { join } from 'node:path';
import type { Argv } from 'yargs';
import { lapseOf, lastDay, type Acceptance, type Policy } from '../../config/acceptance.js';
import { baselineLapse, entriesFor, formatBaseline, parseBaseline, withUnionMerge } from '../../config/baseline.js';
import { addIgnoreEntry } from '../../config/editConfig.js';
import { CONFIG_FILES, readConfig } from '../../config/readConfig.js';
import type { IgnoredFinding } from '../../model/config.js';
import { Problem } from '../../model/errors.js';
import { scanTree } from '../../scan/run.js';
import { diskReader } from '../../sources/fileReader.js';
import { findRoot } from '../../sources/findRoot.js';
import { readLastBlocked } from '../lastBlocked.js';
import { print, type ExitCode } from '../output.js';
import { writeFileAtomically } from '../writeFileAtomically.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** The commands that accept findings. */
export function addAcceptCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      'baseline',
      'accept everything that the work tree holds now: write the baseline file',
      (command) =>
        command
          .options({
            prune: { type: 'boolean', default: false, describe: 'drop entries that match nothing any more; add none' },
            owner: { type: 'string', describe: 'who answers for the new entries' },
            expires: { type: 'string', describe: 'last day on which the new entries count, such as 2027-01-31' },
          })
          .example('$0 baseline', 'start in an old repository: only what comes new blocks')
          .example('$0 baseline --owner ada --expires 2027-01-31', 'somebody is to clean up by then')
          .example('$0 baseline --prune', 'after a clean-up'),
      (args) => run(() => writeBaseline(args)),
    )
    .command(
      'ignore [fingerprint]',
      'accept one finding: add it to the config',
      (command) =>
        command
          .positional('fingerprint', { type: 'string', describe: 'as the report prints it' })
          .options({
            last: { type: 'boolean', default: false, describe: 'what the last blocked commit reported' },
            reason: { type: 'string', describe: 'why it is no leak', demandOption: true },
            owner: { type: 'string', describe: 'who answers for that' },
            expires: { type: 'string', describe: 'last day on which it counts, such as 2027-01-31' },
          })
          .example('$0 ignore 70aa17ea5a2573907c46 --reason "revoked sample"', 'one finding')
          .example('$0 ignore --last --reason "test data"', 'all of the last blocked commit'),
      (args) => run(() => ignore(args)),
    );
}

interface BaselineArguments {
  readonly prune: boolean;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
}

async function writeBaseline({ prune, owner, expires }: BaselineArguments): Promise<ExitCode> {
  const cwd = process.cwd();
  const { root, isRepository } = findRoot(cwd, process.env);
  const config = await readConfig(diskReader(root));
  const file = join(root, config.baseline);
  const bytes = await diskReader(root)(config.baseline);
  const old = bytes ? parseBaseline(config.baseline, bytes.toString('utf8')) : [];
  const today = new Date().toISOString().slice(0, 10);
  const accepted = prune ? {} : complete({ reason: 'baseline', owner, expires }, config, today);
  const report = await scanTree({ cwd });
  const found = report.findings.filter((each) => each.severity !== 'info');
  const current = new Set(found.map((each) => each.fingerprint));
  // Whoever accepts everything anew renews what counts no longer.
  const counting = prune ? old : old.filter((entry) => baselineLapse(entry, config, today) === undefined);
  const kept = prune ? old.filter((entry) => current.has(entry.fingerprint)) : counting;
  const added = prune ? [] : entriesFor(found, counting, accepted);
  await writeFileAtomically(file, formatBaseline([...kept, ...added]));
  const attributes = withUnionMerge((await diskReader(root)('.gitattributes'))?.toString('utf8'), config.baseline);
  if (attributes !== undefined && isRepository) await writeFileAtomically(join(root, '.gitattributes'), attributes);
  print(
    process.stdout,
    `${config.baseline}: ${kept.length + added.length} entries, ${added.length} new, ${old.length - kept.length} dropped.\n`,
  );
  if (attributes !== undefined && isRepository)
    print(process.stdout, '.gitattributes: baselines of two branches merge without a conflict. Commit it too.\n');
  if (added.length > 0)
    print(process.stdout, 'Each of them is still a secret in the repository: revoke them one by one, and prune.\n');
  return 0;
}

/**
 * What is accepted now must count by the config's policy. An expiry date that it asks for and nobody gives is the
 * last one that it allows.
 *
 * @throws Problem `usage`
 */
function complete(given: Acceptance, policy: Policy, today: string): Acceptance {
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

async function ignore(args: IgnoreArguments): Promise<ExitCode> {
  const { root } = findRoot(process.cwd(), process.env);
  const fingerprints = args.last
    ? await readLastBlocked(process.cwd(), process.env)
    : args.fingerprint === undefined
      ? []
      : [args.fingerprint];
  if (fingerprints.length === 0)
    throw new Problem(
      'usage',
      args.last ? 'No blocked commit is on record.' : 'Which finding?',
      'Give its fingerprint, as the report prints it.',
    );
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
  const { owner, expires } = complete(args, config, new Date().toISOString().slice(0, 10));
  const entries = fingerprints.map((fingerprint): IgnoredFinding => ({
    fingerprint,
    reason: args.reason,
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  }));
  const text = (await read(file))?.toString('utf8');
  await writeFileAtomically(join(root, file), await addIgnoreEntry(file, text, entries));
  print(
    process.stdout,
    `${file}: ${entries.length === 1 ? 'one finding' : `${entries.length} findings`} ignored. Commit the config, so that it counts for everybody.\n`,
  );
  return 0;
}
