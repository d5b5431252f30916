import type { CaseMaker } from '../corpusCase.js';
import { disguised } from './disguised.js';
import { documents } from './documents.js';
import { infrastructure } from './infrastructure.js';
import { neighbours } from './neighbours.js';
import { payments } from './payments.js';
import { quiet } from './quiet.js';
import { requests } from './requests.js';
import { settings } from './settings.js';
import { sources } from './sources.js';

/** Cases whose labels were written down from the formats alone, before any of them was run. */
export const blindGroups: Readonly<Record<string, readonly CaseMaker[]>> = {
  'settings files': settings,
  'program code': sources,
  'requests and records': requests,
  'other vendors alone': payments,
  'Pictify and neighbours': neighbours,
  infrastructure,
  documents,
  'disguised and far': disguised,
  'no keys at all': quiet,
};
