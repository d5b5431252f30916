import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/globalSetup.ts',
    // Each scenario starts git and the built command line many times; a loaded machine is slow at that.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
