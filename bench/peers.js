// Finds other scanners on PATH and says how each is called for the same task.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINGFISHER = ['kingfisher', 'scan', '.', '--no-validate', '--no-update-check', '--quiet'];

/**
 * What is known of each peer: how it tells its version, and its command for each task; a task that it does not have
 * is left out. `staged` is given the staged files' paths, for peers that are called with them by their hook.
 */
const PEERS = [
  gitleaks('gitleaks'),
  gitleaks('betterleaks'),
  {
    name: 'trufflehog',
    version: ['--version'],
    how: '`trufflehog git file://. --since-commit HEAD --no-verification`, `trufflehog filesystem`, `trufflehog git`',
    staged: () => ['trufflehog', 'git', 'file://.', '--since-commit', 'HEAD', '--no-verification', '--no-update'],
    tree: () => ['trufflehog', 'filesystem', '.', '--no-verification', '--no-update'],
    history: () => ['trufflehog', 'git', 'file://.', '--no-verification', '--no-update'],
  },
  {
    name: 'kingfisher',
    version: ['--version'],
    how: '`kingfisher scan . --no-validate --no-update-check`: with `--staged`; with `--git-history none`; alone',
    staged: () => [...KINGFISHER, '--staged'],
    tree: () => [...KINGFISHER, '--git-history', 'none'],
    history: () => KINGFISHER,
  },
  {
    name: 'ripsecrets',
    version: ['--version'],
    how: '`ripsecrets FILES`, `ripsecrets .`',
    staged: (files) => ['ripsecrets', ...files],
    tree: () => ['ripsecrets', '.'],
  },
  {
    name: 'secretlint',
    version: ['--version'],
    how: '`secretlint FILES`, `secretlint "**/*"`, recommended preset',
    staged: (files, config) => ['secretlint', '--secretlintrc', config, ...files],
    tree: (config) => ['secretlint', '--secretlintrc', config, '**/*'],
  },
  {
    name: 'detect-secrets',
    version: ['--version'],
    how: '`detect-secrets-hook FILES`, `detect-secrets scan`',
    staged: (files) => ['detect-secrets-hook', ...files],
    tree: () => ['detect-secrets', 'scan'],
  },
];

function gitleaks(name) {
  const quiet = ['--no-banner', '--log-level', 'fatal'];
  return {
    name,
    version: ['version'],
    how: `\`${name} git --staged\`, \`${name} dir\`, \`${name} git\``,
    staged: () => [name, 'git', '--staged', ...quiet],
    tree: () => [name, 'dir', '.', ...quiet],
    history: () => [name, 'git', ...quiet],
  };
}

/** The peers that are there, with their versions, and the names of those that are not. */
export function findPeers(work) {
  const config = join(work, 'secretlintrc.json');
  writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  const found = [];
  const absent = [];
  for (const { name, version, how, staged, tree, history } of PEERS) {
    const told = ask(name, version);
    if (told === undefined) absent.push(name);
    else {
      found.push({
        name,
        version: /\d/.test(told) ? told.replace(new RegExp(`^${name}\\s+`), '') : versionInProgram(name),
        how,
        staged: staged && ((files) => staged(files, config)),
        tree: tree && tree(config),
        history: history && history(),
      });
    }
  }
  return { found, absent };
}

/** A Go program that was built without saying its version still knows the module that it is of. */
function versionInProgram(name) {
  try {
    const file = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    const text = execFileSync('go', ['version', '-m', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /^\s*mod\s+\S+\s+(\S+)/m.exec(text)?.[1] ?? 'of unknown version';
  } catch {
    return 'of unknown version';
  }
}

function ask(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split('\n')[0];
  } catch {
    return undefined;
  }
}
