import type { VersionControl } from '../model/report.js';
import { askGit, type Git } from './run.js';
import { resolveCommit } from './repository.js';

/** `undefined` outside of a repository, and where no remote says by which address others know it. */
export async function readVersionControl(git: Git): Promise<VersionControl | undefined> {
  const url = (await askGit(git, ['config', '--get', 'remote.origin.url'])) ?? '';
  const repository = publicAddress(url);
  if (repository === undefined) return undefined;
  const revision = await resolveCommit(git, 'HEAD');
  const branch = await askGit(git, ['symbolic-ref', '-q', '--short', 'HEAD']);
  return { repository, ...(revision !== undefined && { revision }), ...(branch !== undefined && { branch }) };
}

/**
 * `git@host:group/project.git` and `https://user:token@host/project` as an address that can be shown;
 * `undefined` for a folder of this machine, which is nobody else's business.
 */
export function publicAddress(url: string): string | undefined {
  const short = /^(?:[\w.-]+@)?([\w.-]{2,}):(?!\/\/)\/?(.+)$/.exec(url);
  try {
    const address = new URL(short ? `ssh://${short[1]}/${short[2]}` : url);
    if (!/^(?:https?|ssh|git):$/.test(address.protocol)) return undefined;
    address.username = '';
    address.password = '';
    address.search = '';
    address.hash = '';
    return address.href;
  } catch {
    return undefined;
  }
}
