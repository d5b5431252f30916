import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { placeholderIn } from '../../src/judge/placeholder.js';

const certain: readonly (readonly [name: string, body: string, before?: string, after?: string])[] = [
  ['words', 'your_api_key'],
  ['an x mask', 'xxxxxxxxxxxxxxxx'],
  ['a masked tail', 'a1b2XXXXXXXXXXXX'],
  ['stars', '****************'],
  ['one character many times', 'aaaaaaB1'],
  ['spanish', 'tu_clave_api_aqui'],
  ['portuguese', 'sua_chave_aqui'],
  ['french', 'votre_cle_ici'],
  ['german', 'dein_schluessel_hier'],
  ['a period', 'abc9abc9abc9abc9'],
  ['nothing but counting', '1234567890abcdef'],
  ['two different characters', '0101011010010110'],
  ['letters only', 'somewordsonlyhere'],
  ['joined words with a date', 'orders_by_day_20240101'],
  ['cut off by dots', 'Zk81mQ2p', '', '...'],
  ['cut off by the character', 'Zk81mQ2p', '', '…'],
  ['a template behind it', 'Zk81mQ2p', '', '${suffix}'],
  ['a template round it', 'live_key_1', '${', '}'],
  ['a mask behind it', 'Zk81', '', '****'],
  ['a tag for the rest', 'demo', '', '<suffix>'],
];

const samples: readonly (readonly [string, string])[] = [
  ['counting', 'abc123xyz'],
  ['digits', '1234567890ab'],
  ['two runs in turn', 'a1b2c3d4e5f6g7h8'],
  ['the keyboard', 'qwertyuiop123'],
];

describe('placeholderIn', () => {
  test.each(certain)('is certain of %s', (_name, body, before, after) => {
    expect(placeholderIn(body ?? '', before ?? '', after ?? '')?.degree).toBe('certain');
  });

  test.each(samples)('takes %s for a sample', (_name, body) => {
    expect(placeholderIn(body, '', '')?.degree).toBe('sample');
  });

  test.each([
    ['a closing tag', '</string>'],
    ['a line break in markup', '<br>'],
    ['a full stop', '. Thanks'],
    ['a quote', "', {"],
  ])('is not misled by %s behind a whole key', (_name, after) => {
    expect(placeholderIn(createSampler(7).alnum(24), '', after)).toBeUndefined();
  });

  test('takes bold for bold', () => {
    expect(placeholderIn(createSampler(7).alnum(24), 'key: **', '** (prod)')).toBeUndefined();
  });

  test('lets nearly every random body pass', () => {
    const seeds = Array.from({ length: 3000 }, (_, index) => index + 1);
    const taken = seeds.filter((seed) => placeholderIn(createSampler(seed * 7919).alnum(24), '', ''));
    expect(taken.length / seeds.length).toBeLessThan(0.002);
  });

  test('lets nearly every random hex body pass', () => {
    const seeds = Array.from({ length: 3000 }, (_, index) => index + 1);
    const taken = seeds.filter((seed) => placeholderIn(createSampler(seed * 104_729).hex(40), '', ''));
    expect(taken.length / seeds.length).toBeLessThan(0.002);
  });

  test('says why without the body', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{20,40}$/), (body) => {
        const what = placeholderIn(body, '', '')?.evidence.what ?? '';
        return !what.includes(body);
      }),
    );
  });
});
