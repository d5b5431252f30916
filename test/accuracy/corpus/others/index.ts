import type { CaseMaker } from '../corpusCase.js';
import { otherSecrets } from './leaks.js';
import { noSecrets } from './quiet.js';

/** Cases about other providers' secrets, written from the formats that these document. */
export const otherGroups: Readonly<Record<string, readonly CaseMaker[]>> = {
  "other providers' secrets": otherSecrets,
  'no secrets': noSecrets,
};
