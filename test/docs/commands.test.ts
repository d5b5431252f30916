import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BIN } from '../support/repository.js';

const sections = readFileSync('docs/commands.md', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((section) => [section.split('\n', 1)[0] ?? '', section] as const);

describe('docs/commands.md', () => {
  it('has every command that --help lists', () => {
    const { stdout } = spawnSync(process.execPath, [BIN, '--help'], { encoding: 'utf8' });
    const [, list = ''] = /^Commands:\n(.*?)\n\n/ms.exec(stdout) ?? [];
    const listed = [...list.matchAll(/^  pictify-scan ([a-z-]+)/gm)].map(([, name]) => name);
    expect(sections.map(([name]) => name)).toEqual(listed);
  });

  it.each(sections)('shows how %s is used', (_name, section) => expect(section).toMatch(/^Examples:\n.*pictify-scan/m));
});
