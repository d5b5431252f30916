import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

/** What a runner takes for a command, by its system's own reader: anywhere in a line, or at its start. */
const readers = {
  github: (line: string) => /##\[/.test(line) || /^\s*::/.test(line),
  azure: (line: string) => /##vso\[/i.test(line),
};
const commands = {
  github: ['::stop-commands::x', '##[add-mask]error'],
  azure: ['##vso[task.setvariable variable=PATH]x'],
};
const environments = { github: { GITHUB_ACTIONS: 'true' }, azure: { TF_BUILD: 'True' } };

/** A repository whose names and lines would speak to the runner. */
function speaking(system: keyof typeof readers): Repository {
  const repository = Repository.started();
  for (const command of commands[system]) {
    repository.write(`${command}.js`, `// ${command}\n${command}\n${leak()}${command}\n`);
    repository.write(`folder/a ${command}.js`, leak());
  }
  return repository;
}

describe.each(['github', 'azure'] as const)(
  'on %s no name or line of a repository is a command in the log',
  (system) => {
    it.each(['pretty', 'unix', 'markdown', 'csv', 'jsonl', 'json'])('%s', (format) => {
      using repository = speaking(system);
      const { code, stdout, stderr } = repository.run(['scan', '--format', format], {
        environment: environments[system],
      });
      expect(code).toBe(1);
      expect(`${stdout}\n${stderr}`.split('\n').filter((line) => readers[system](line))).toEqual([]);
    });

    it('github, whose lines are commands, has none but its own', () => {
      using repository = speaking(system);
      const { stdout } = repository.run(['scan', '--format', 'github'], { environment: environments[system] });
      const lines = stdout.trimEnd().split('\n');
      expect(lines.filter((line) => !line.startsWith('::error file=') || /##(?:vso)?\[/i.test(line))).toEqual([]);
    });

    it('JSON says the same', () => {
      using repository = speaking(system);
      const paths = (environment: NodeJS.ProcessEnv): string[] =>
        (
          JSON.parse(repository.run(['scan', '--format', 'json'], { environment }).stdout) as {
            findings: { path: string }[];
          }
        ).findings.map(({ path }) => path);
      expect(paths(environments[system])).toEqual(paths({}));
    });
  },
);
