import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/globalSetup.ts',
    // Most of a scenario is waiting for other processes; vitest would leave one core idle.
    maxWorkers: '100%',
    // Each scenario starts git and the built command line many times; a loaded machine is slow at that.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
