import type { IncidentReport } from '../../src/incident/model.js';
import type { Outcome, Repository } from '../support/repository.js';

/** What `incident` says of a key, as data. */
export function incident(
  repository: Repository,
  args: readonly string[],
  input = '',
): Outcome & { readonly report: IncidentReport } {
  const outcome = repository.run(['incident', ...args, '--format', 'json'], { input });
  if (!outcome.stdout.startsWith('{')) throw new Error(`${outcome.code}: ${outcome.stderr}`);
  return { ...outcome, report: JSON.parse(outcome.stdout) as IncidentReport };
}
