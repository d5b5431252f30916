import { lapseOf, lastDay } from '../config/acceptance.js';
import { baselineLapse, entriesFor, formatBaseline, parseBaseline, withUnionMerge } from '../config/baseline.js';
import { DEFAULT_BASELINE } from '../config/defaultConfig.js';
import type { Config } from '../model/config.js';
import type { Finding } from '../model/finding.js';

/** A file's text before, where there is such a file, and after. */
export interface TextChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * What accepts one finding in the baseline, as `pictify-scan baseline` accepts all of them.
 *
 * @param read text of a file of the root, as the editor has it
 * @param today ISO date
 * @returns `undefined` where the repository has no baseline: no file, and no name for one in the config
 * @throws Problem where the baseline cannot be read
 */
export async function acceptInBaseline(
  finding: Pick<Finding, 'fingerprint' | 'rule' | 'path'>,
  config: Config,
  read: (path: string) => Promise<string | undefined>,
  today: string,
): Promise<readonly TextChange[] | { readonly refusal: string } | undefined> {
  const { baseline, maxIgnoreDays } = config;
  const before = await read(baseline);
  if (before === undefined && baseline === DEFAULT_BASELINE) return undefined;
  const accepted = {
    reason: 'baseline',
    ...(maxIgnoreDays !== undefined && { expires: lastDay(today, maxIgnoreDays) }),
  };
  if (lapseOf(accepted, config, today) !== undefined)
    return { refusal: 'the config asks for an owner. Run: pictify-scan baseline --owner NAME' };
  const old = before === undefined ? [] : parseBaseline(baseline, before);
  // An entry of it that counts no longer makes room; those of others are left as they are.
  const kept = old.filter(
    (entry) => entry.fingerprint !== finding.fingerprint || baselineLapse(entry, config, today) === undefined,
  );
  const after = formatBaseline([...kept, ...entriesFor([finding], kept, accepted)]);
  const attributes = await read('.gitattributes');
  const merged = withUnionMerge(attributes, baseline);
  return [
    { path: baseline, before, after },
    ...(merged === undefined ? [] : [{ path: '.gitattributes', before: attributes, after: merged }]),
  ];
}
