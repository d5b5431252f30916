import { expect, it } from 'vitest';
import { Repository } from './repository.js';

/** What happens, how it is made, and what `staged` finds: `rule path:line status`. */
export type StagedCase = readonly [string, (repository: Repository) => void, readonly string[]];

/** One test a case: the findings, and the exit code that goes with them. */
export function checkStaged(cases: readonly StagedCase[], make: () => Repository = Repository.started): void {
  it.each(cases)('%s', (_name, arrange, expected) => {
    using repository = make();
    arrange(repository);
    const { found, code, stderr } = repository.scan('staged');
    const wanted = expected.some((each) => each.endsWith(' new')) ? 1 : 0;
    expect({ found, code, stderr: code === 2 ? stderr : '' }).toEqual({ found: expected, code: wanted, stderr: '' });
  });
}
