import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMatcher } from '../../src/detect/matcher/createMatcher.js';
import type { KeywordMatcher } from '../../src/detect/matcher/keywordMatcher.js';

test('the committed WebAssembly is what its source builds to', () => {
  const check = spawnSync(process.execPath, ['scripts/build-wasm.js', '--check'], { encoding: 'utf8' });
  expect({ status: check.status, stderr: check.stderr }).toEqual({ status: 0, stderr: '' });
});

test('there is a matcher on this machine', () => {
  expect(offsetsOf(createMatcher(['glpat-']), 'a GLPAT-')).toEqual([2]);
});

describe('without WebAssembly', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
  });
  afterEach(() => vi.unstubAllGlobals());

  test('there is no such matcher', async () => {
    const { createWasmMatcher } = await import('../../src/detect/matcher/createWasmMatcher.js');
    expect(createWasmMatcher(['glpat-'])).toBeUndefined();
  });

  test('there is a matcher all the same', async () => {
    const { createMatcher: createAnyMatcher } = await import('../../src/detect/matcher/createMatcher.js');
    expect(offsetsOf(createAnyMatcher(['glpat-']), 'a GLPAT-')).toEqual([2]);
  });
});

function offsetsOf(matcher: KeywordMatcher, text: string): number[] {
  const offsets: number[] = [];
  matcher.scan(Buffer.from(text), (_keyword, offset) => offsets.push(offset));
  return offsets;
}
