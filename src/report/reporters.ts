import type { Reporter } from '../model/report.js';
import { pretty } from './pretty.js';

/** A format that a report can be written in. Its code is loaded when it is asked for. */
interface ReporterEntry {
  /** The word after `--format`. */
  readonly name: string;
  /** What it is for. */
  readonly description: string;
  readonly load: () => Promise<Reporter['render']>;
}

export const reporters: readonly ReporterEntry[] = [
  // Beside the hook's code, since a hook speaks in it.
  { name: pretty.name, description: pretty.description, load: async () => pretty.render },
  {
    name: 'json',
    description: 'everything, for programs (schema/report.schema.json)',
    load: async () => (await import('./formats/json.js')).renderJson,
  },
  {
    name: 'sarif',
    description: 'SARIF 2.1.0, for code scanning and editors',
    load: async () => (await import('./formats/sarif.js')).renderSarif,
  },
];

/** The reporter of a name; `undefined` where there is none. */
export async function loadReporter(name: string): Promise<Reporter | undefined> {
  const entry = reporters.find((each) => each.name === name);
  return entry && { name: entry.name, description: entry.description, render: await entry.load() };
}

export function reporterNames(): string[] {
  return reporters.map((each) => each.name);
}
