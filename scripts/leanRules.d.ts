import type { Plugin } from 'esbuild';

export declare function leanRules(leftOut: readonly string[]): Plugin;
