import type { Sampler } from '../../../../src/model/rule.js';

type Mode = 'live' | 'test';

/** Bodies of a Pictify key that are not plain alphanumerics. */
export const hexKey = (s: Sampler, mode: Mode, length: number): string => ['pk', mode, s.hex(length)].join('_');
export const lowerKey = (s: Sampler, mode: Mode, length: number): string => ['pk', mode, s.lower(length)].join('_');
/** Groups of letters and digits with a dash between them. */
export const dashedKey = (s: Sampler, mode: Mode): string =>
  ['pk', mode, [s.alnum(8), s.alnum(11), s.alnum(7), s.alnum(9)].join('-')].join('_');
/** What the backend issues: no prefix at all. */
export const bareToken = (s: Sampler): string => s.hex(64);
