import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('docs/incident.md', () => {
  it('shows what scripts/incident-demo.js prints, word for word', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/incident-demo.js', '--check'], {
      encoding: 'utf8',
    });
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});
