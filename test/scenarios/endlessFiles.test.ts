import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

/** What can stand under the name of a file and be read for ever. */
const endless: readonly (readonly [string, (path: string) => void])[] = [
  ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
];

describe.skipIf(process.platform === 'win32').each(endless)('%s is not read, which is told:', (_name, make) => {
  it.each([
    ['pictify-scan.config.json', 'staged'],
    ['pictify-scan.config.json', 'scan'],
    ['.pictify-scan-baseline', 'staged'],
    ['package.json', 'staged'],
    ['package.json', 'package'],
  ])('as %s, by %s', { timeout: 60_000 }, (file, command) => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    make(join(repository.path, file));
    const { code, stderr } = repository.run([command]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('is a pipe or a device') });
  });

  it('as package.json, by a command that has no use for it', { timeout: 60_000 }, () => {
    using repository = Repository.started();
    make(join(repository.path, 'package.json'));
    expect(repository.run(['rules']).code).toBe(0);
  });
});
