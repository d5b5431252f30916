import type { Reader } from '../../incident/model.js';
import type { LocalFiles } from '../localKeys.js';
import type { AuditPlace, AuditResult } from '../model.js';
import { count, listed, PASS_NOTHING } from '../words.js';

/** A key that stands in the history, as a scan of it says. */
export interface HistoryKey {
  readonly path: string;
  readonly line: number;
  readonly match: string;
  readonly commit: string | undefined;
}

export interface StorageInput {
  readonly local: LocalFiles;
  /** Places that take a key out of the environment or a store. */
  readonly readers: readonly Reader[];
  /** `undefined` where the history was not looked at. */
  readonly history: readonly HistoryKey[] | undefined;
}

/** No key in a file that is, or would be, in git. */
export function checkStorage({ local, readers, history }: StorageInput): AuditResult {
  const inFiles = local.keys.filter(({ where, accepted }) => where !== 'ignored' && accepted === undefined);
  const accepted = local.keys.filter(({ where, accepted: why }) => where !== 'ignored' && why !== undefined);
  const places: AuditPlace[] = [
    ...inFiles.map(({ path, line, match, where }) => ({ path, line, text: `${match}, in a file that is ${where}` })),
    ...(history ?? []).map(({ path, line, match, commit }) => ({
      path,
      line,
      text: `${match}, in the history${commit === undefined ? '' : ` (${commit.slice(0, 12)})`}`,
    })),
  ];
  const keys = new Set([...inFiles, ...(history ?? [])].map(({ match }) => match));
  const evidence = [
    `${count(local.paths.length, 'file')} looked at.`,
    history === undefined
      ? 'The history was not looked at: --history does.'
      : `${count(new Set(history.map(({ match, path }) => `${match}${path}`)).size, 'key')} in the history.`,
    ...(accepted.length === 0
      ? []
      : [
          `Accepted, and not counted: ${listed(accepted.map(({ path, line, accepted: why }) => `${path}:${line} (${why})`))}.`,
        ]),
    readers.length === 0
      ? 'Nothing here reads a key from the environment or a store.'
      : `Read from outside at ${listed(readers.map(({ path, line, how }) => `${path}:${line} (${how})`))}.`,
  ];
  if (places.length > 0)
    return {
      status: 'fail',
      says: `${count(keys.size, 'key')} in ${count(places.length, 'place')} of files or commits.`,
      evidence,
      places,
      next: [
        ...(inFiles.length > 0 ? ['Take them out: pictify-scan fix'] : []),
        ...(history && history.length > 0 ? ['Ask which of them still work: pictify-scan verify --history'] : []),
        'Revoke each of them that was ever pushed or shared: Settings > API Keys.',
      ],
    };
  if (readers.length === 0)
    return {
      ...PASS_NOTHING,
      status: 'unknown',
      says: 'No key is in a file, and nothing here says where keys are kept.',
      evidence,
      next: ['Run the audit in the repository of a program that uses Pictify.'],
    };
  return {
    ...PASS_NOTHING,
    status: 'pass',
    says: 'No key is in a file, and programs read theirs from outside.',
    evidence,
  };
}

/** Environment files are in no commit, and ignore files keep them out. */
export function checkIgnored(local: LocalFiles, isRepository: boolean): AuditResult {
  const wrong = local.files.filter(
    ({ rule }) => rule.id === 'pictify/env-file' || rule.id === 'pictify/gitignore-missing',
  );
  const evidence =
    local.ignoredEnvironmentFiles.length === 0
      ? ['No environment file is here at the moment.']
      : [`Ignored: ${listed(local.ignoredEnvironmentFiles)}.`];
  if (!isRepository)
    return { ...PASS_NOTHING, status: 'unknown', says: 'This folder is no git repository.', evidence: [] };
  if (wrong.length === 0)
    return {
      ...PASS_NOTHING,
      status: 'pass',
      says: 'The ignore files of the repository keep .env and its like out in every package.',
      evidence,
    };
  return {
    status: 'fail',
    says: 'Environment files can be, or are, committed.',
    evidence,
    places: wrong.map(({ path, start, rule, evidence: why }) => ({
      path,
      line: start.line,
      text:
        rule.id === 'pictify/env-file'
          ? 'an environment file that git does not ignore'
          : `nothing keeps ${why.map(({ what }) => what).join(' and ')} out of git`,
    })),
    next: ['Mend it: pictify-scan fix'],
  };
}
