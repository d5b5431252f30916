import { createSampler } from '../../../rules/sampler.js';
import { blindGroups } from './blind/index.js';
import type { CaseMaker, CorpusCase, CorpusSet } from './corpusCase.js';
import { browser, environments, kubernetes } from './held-out/deployments.js';
import { hidden } from './held-out/hidden.js';
import { mixed } from './held-out/mixed.js';
import { pictifySdk } from './held-out/pictifySdk.js';
import { placeholders } from './held-out/placeholders.js';
import { tokens } from './held-out/tokens.js';
import { vendors } from './held-out/vendors.js';
import { otherGroups } from './others/index.js';
import { tableCases } from './tables.js';
import { tunedGroups } from './tuned/index.js';

type Groups = Readonly<Record<string, readonly CaseMaker[]>>;

const heldOutGroups: Groups = {
  'Pictify in code': pictifySdk,
  'other vendors': vendors,
  'several vendors': mixed,
  'placeholders and names': placeholders,
  'bare tokens and webhooks': tokens,
  'encoded and split': hidden,
  kubernetes,
  'browser names': browser,
  environments,
};

/** Every case about Pictify's keys and those that look like them, the same texts in every run. */
export function corpus(): readonly CorpusCase[] {
  return [
    ...fromTables(),
    ...casesOf(tunedGroups, 'tuned'),
    ...casesOf(heldOutGroups, 'held-out'),
    ...casesOf(blindGroups, 'blind'),
  ];
}

/** Cases about other providers' secrets, the same texts in every run. */
export function otherCases(): readonly CorpusCase[] {
  return casesOf(otherGroups, 'others');
}

/** Groups of tables whose keys' places are laid down too. */
const PLACED = new Set(['published names', 'kubernetes']);

function fromTables(): CorpusCase[] {
  return tableCases().map(({ expected, ...rest }) => ({
    ...rest,
    set: 'tables',
    places: PLACED.has(rest.group),
    expected: expected.map(({ rule, line }) => ({
      outcome: 'finding' as const,
      label: rule,
      ...lineSpan(rest.text, line),
      loose: true,
    })),
  }));
}

function lineSpan(text: string, line: number): { readonly start: number; readonly end: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[line - 1]?.length ?? 0) };
}

function casesOf(groups: Groups, set: CorpusSet): CorpusCase[] {
  return Object.entries(groups).flatMap(([group, makers]) =>
    makers.map(({ name, path, make, encode, places }) => {
      const { text, expected } = make(createSampler(seedOf(`${set}/${group}/${name}/${path}`)));
      return {
        name,
        path,
        group,
        set,
        text,
        expected,
        places: places ?? false,
        ...(encode && { bytes: encode(text) }),
      };
    }),
  );
}

/** FNV-1a, so that each case has values of its own. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
