import type { Reporter } from '../model/report.js';

/** A format that a report can be written in. Its code is loaded when it is asked for. */
interface ReporterEntry {
  /** The word after `--format`. */
  readonly name: string;
  /** What it is for. */
  readonly description: string;
  readonly load: () => Promise<Reporter['render']>;
}

export const reporters: readonly ReporterEntry[] = [
  {
    name: 'pretty',
    description: 'for people: code frame, reason and next steps',
    load: async () => (await import('./pretty.js')).renderPretty,
  },
  {
    name: 'json',
    description: 'everything, for programs (schema/report.schema.json)',
    load: async () => (await import('./formats/json.js')).renderJson,
  },
  {
    name: 'jsonl',
    description: 'one object a line, for streams and jq',
    load: async () => (await import('./formats/jsonl.js')).renderJsonLines,
  },
  {
    name: 'sarif',
    description: 'SARIF 2.1.0, for code scanning and editors',
    load: async () => (await import('./formats/sarif.js')).renderSarif,
  },
  {
    name: 'github',
    description: 'GitHub Actions annotations (workflow commands)',
    load: async () => (await import('./formats/github.js')).renderGithub,
  },
  {
    name: 'github-summary',
    description: 'GitHub Actions job summary (Markdown)',
    load: async () => (await import('./formats/githubSummary.js')).renderGithubSummary,
  },
  {
    name: 'gitlab-codequality',
    description: 'GitLab code quality report',
    load: async () => (await import('./formats/gitlabCodeQuality.js')).renderGitlabCodeQuality,
  },
  {
    name: 'gitlab-secrets',
    description: 'GitLab secret detection report',
    load: async () => (await import('./formats/gitlabSecrets.js')).renderGitlabSecrets,
  },
  {
    name: 'junit',
    description: 'JUnit XML, for test reports of any CI',
    load: async () => (await import('./formats/junit.js')).renderJunit,
  },
  {
    name: 'markdown',
    description: 'Markdown, for a comment on a pull request',
    load: async () => (await import('./formats/markdown.js')).renderMarkdown,
  },
  {
    name: 'unix',
    description: 'path:line:column: message, for quickfix lists and editors',
    load: async () => (await import('./formats/unix.js')).renderUnix,
  },
  {
    name: 'csv',
    description: 'a table for spreadsheets, formulas disarmed',
    load: async () => (await import('./formats/csv.js')).renderCsv,
  },
  {
    name: 'html',
    description: 'one page to read and filter in a browser, no network',
    load: async () => (await import('./formats/html.js')).renderHtml,
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
