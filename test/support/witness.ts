import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, type Repository } from './repository.js';

/** Told to Node: notes each of the program's files that is read, and each of Node's own modules that is loaded late. */
const WITNESS = `
  const fs = require('node:fs');
  const told = (what) => fs.appendFileSync(process.env.WITNESSED, what + '\\n');
  const { readFileSync } = fs;
  fs.readFileSync = (...args) => {
    const [, name] = /[\\\\/]dist[\\\\/](\\w+)\\.cjs$/.exec(String(args[0])) ?? [];
    if (name !== undefined) told(name);
    return readFileSync(...args);
  };
  const { getBuiltinModule } = process;
  process.getBuiltinModule = (name) => {
    told(name);
    return getBuiltinModule(name);
  };
`;

/** Runs the program in a repository and tells what it loaded, in order. */
export function witness(
  repository: Repository,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): { code: number | null; files: string[] } {
  const script = join(repository.home, 'witness.cjs');
  const list = join(repository.home, 'witnessed');
  writeFileSync(script, WITNESS);
  writeFileSync(list, '');
  const { status } = spawnSync(process.execPath, ['--require', script, BIN, ...args], {
    cwd: repository.path,
    env: { ...repository.environment, ...more, WITNESSED: list },
  });
  return {
    code: status,
    files: [...new Set(readFileSync(list, 'utf8').trim().split('\n'))].filter((name) => name !== 'bin'),
  };
}
