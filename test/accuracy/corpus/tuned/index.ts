import type { CaseMaker } from '../corpusCase.js';
import { inFormats } from './formats.js';
import { attributions, samples, wrapped } from './hard.js';

export const tunedGroups: Readonly<Record<string, readonly CaseMaker[]>> = {
  'every format': inFormats,
  'hard attributions': attributions,
  'stand-ins like keys': samples,
  'more encodings': wrapped,
};
