import { createSampler } from '../../../rules/sampler.js';
import type { CaseMaker, CorpusCase, Split } from './corpusCase.js';
import { browser, environments, kubernetes } from './held-out/deployments.js';
import { hidden } from './held-out/hidden.js';
import { mixed } from './held-out/mixed.js';
import { pictifySdk } from './held-out/pictifySdk.js';
import { placeholders } from './held-out/placeholders.js';
import { tokens } from './held-out/tokens.js';
import { vendors } from './held-out/vendors.js';
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

/** Every case of the corpus, the same texts in every run. */
export function corpus(): readonly CorpusCase[] {
  return [...casesOf(heldOutGroups, 'held-out'), ...casesOf(tunedGroups, 'tuned')];
}

function casesOf(groups: Groups, split: Split): CorpusCase[] {
  return Object.entries(groups).flatMap(([group, makers]) =>
    makers.map(({ name, path, make, encode, places }) => {
      const { text, expected } = make(createSampler(seedOf(`${split}/${group}/${name}/${path}`)));
      return {
        name,
        path,
        group,
        split,
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
