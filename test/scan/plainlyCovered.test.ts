import { describe, expect, it } from 'vitest';
import { allRules } from '../../rules/index.js';
import { plainlyCovered } from '../../src/scan/plainlyCovered.js';
import fc from '../support/properties.js';
import { Repository } from '../support/repository.js';

const rules = allRules().filter((rule) => rule.on === 'ignore-files');
const FILES = ['.env', '.env.local', 'a/.env', 'a/.env.local'];

const isCovered = (lines: readonly string[]): boolean => plainlyCovered(rules, new Map([['', lines.join('\n')]]));

describe('an ignore file that plainly keeps environment files out', () => {
  const repository = new Repository();

  /** What git makes of it. */
  const ignoredByGit = (lines: readonly string[]): boolean => {
    repository.write('.gitignore', lines.join('\n'));
    const { stdout } = repository.tryGit('check-ignore', '--no-index', '--', ...FILES);
    return stdout.trim().split('\n').length === FILES.length;
  };

  it('does so for git', () => {
    const line = fc.oneof(
      fc.constantFrom('.env', '.env.*', '.env*', '.env.local', '# .env', '', 'node_modules', '/dist/', '*.log'),
      fc.constantFrom('!.env', '!.env.example', '!.env.*', '!.env.local', '!a/.env', '!/.env', '!**/b/node_modules'),
      fc.constantFrom('!*', '!a/', '!a', '!**/.env', '!*/.env.local', '! .env', '\\!.env', '!.env ', '!.e?v', '!a/*'),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        if (isCovered(lines)) expect({ lines, ignored: ignoredByGit(lines) }).toEqual({ lines, ignored: true });
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['.env', '.env.*'],
    ['.env*'],
    ['!**/fixtures/exports/node_modules', '!*', '.env', '.env.*'],
    ['.env*', '!.env.example', '!**/fixtures/node_modules'],
    ['.env', '!.env', '.env*'],
  ])('is told without git: %j', (...lines) => {
    expect({ plainly: isCovered(lines), ignored: ignoredByGit(lines) }).toEqual({ plainly: true, ignored: true });
  });

  it.each([['.env'], ['.env*', '!.env'], ['.env*', '!**/.env.local'], ['.env*', '!.env*'], ['.env', '.env.*', '!*']])(
    'is not told of: %j',
    (...lines) => {
      expect(isCovered(lines)).toBe(false);
    },
  );
});
