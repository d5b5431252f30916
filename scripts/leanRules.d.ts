import type { Plugin } from 'esbuild';

export declare const leanRules: Plugin;
