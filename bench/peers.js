// Finds other scanners on PATH and says how each is called for the same task.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Peers that are there, with their versions; a task that one does not have is left out. */
export function findPeers(work) {
  return [gitleaks('gitleaks'), gitleaks('betterleaks'), secretlint(work), ripsecrets()].filter(
    (peer) => peer !== undefined,
  );
}

function gitleaks(name) {
  const version = ask(name, ['version']) ?? ask(name, ['--version']);
  if (version === undefined) return undefined;
  const quiet = ['--no-banner', '--log-level', 'fatal'];
  return {
    name,
    version,
    how: `\`${name} git --staged\`, \`${name} dir\`, \`${name} git\``,
    staged: [name, 'git', '--staged', ...quiet],
    tree: (folder) => [name, 'dir', folder, ...quiet],
    history: [name, 'git', ...quiet],
  };
}

function secretlint(work) {
  const version = ask('secretlint', ['--version']);
  if (version === undefined) return undefined;
  const config = join(work, 'secretlintrc.json');
  writeFileSync(config, JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] }));
  const run = ['secretlint', '--secretlintrc', config, '**/*'];
  return { name: 'secretlint', version, how: '`secretlint "**/*"`, recommended preset', tree: () => run };
}

function ripsecrets() {
  const version = ask('ripsecrets', ['--version']);
  if (version === undefined) return undefined;
  return { name: 'ripsecrets', version, how: '`ripsecrets .`', tree: () => ['ripsecrets', '.'] };
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
