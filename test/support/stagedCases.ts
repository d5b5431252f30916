import { expect, it } from 'vitest';
import { Repository, type Scan } from './repository.js';

/** What happens, how it is made, and what `staged` finds: `rule path:line status`. */
export type StagedCase = readonly [string, (repository: Repository) => void, readonly string[]];

/** Of a variable that is not known it is for git to say what it means: nothing is read without it then. */
export const BY_GIT = { GIT_SOMETHING_NEW: '1' };

/** One test a case: the findings, and the exit code that goes with them; the same where git is asked. */
export function checkStaged(cases: readonly StagedCase[], make: () => Repository = Repository.started): void {
  it.each(cases)('%s', (_name, arrange, expected) => {
    using repository = make();
    arrange(repository);
    const { found, code, stderr, report } = repository.scan('staged');
    const wanted = expected.some((each) => each.endsWith(' new')) ? 1 : 0;
    expect({ found, code, stderr: code === 2 ? stderr : '' }).toEqual({ found: expected, code: wanted, stderr: '' });
    const asked = repository.scanWith({ environment: BY_GIT }, 'staged');
    expect({ found: asked.found, code: asked.code }).toEqual({ found, code });
    expect(withoutTime(asked.report)).toEqual(withoutTime(report));
  });
}

function withoutTime(report: Scan['report']): unknown {
  return report && { ...report, receipt: { ...report.receipt, milliseconds: 0 } };
}
