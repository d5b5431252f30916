import type { Reporter } from '../model/report.js';
import { pretty } from './pretty.js';

export async function loadReporter(name: string): Promise<Reporter | undefined> {
  if (name === 'pretty') return pretty;
  if (name === 'json') return { name, description: '', render: (report) => `${JSON.stringify(report, null, 2)}\n` };
  return undefined;
}

export function reporterNames(): string[] {
  return ['pretty', 'json'];
}
