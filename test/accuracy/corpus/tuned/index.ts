import type { CaseMaker } from '../corpusCase.js';

export const tunedGroups: Readonly<Record<string, readonly CaseMaker[]>> = {};
