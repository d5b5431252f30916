import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { defaultEngine, observe } from '../accuracy/observe.js';

const sample = createSampler(77);
const KEY = sample.join('pk_live_', sample.alnum(32));

describe('what a variable is handed to says whose key it holds', () => {
  it.each([
    ['a call', `const e='${KEY}';const t=window.Stripe(e);`, 'stripe-publishable'],
    ['a constructor', `const k = '${KEY}';\nconst p = new Pictify(k);\nconst s = Stripe(other);`, 'pictify/live-key'],
    ['a first property', `var k="${KEY}",p=new Pictify({apiKey:k}),s=Stripe(x);`, 'pictify/live-key'],
    ['a name with a dollar', `var $k="${KEY}",s=Stripe($k),p=Pictify(y);`, 'stripe-publishable'],
    ['no call of that name', `var k="${KEY}",s=Stripe(kk),p=new Pictify(k);`, 'pictify/live-key'],
  ])('%s', async (_, text, label) => {
    const engine = await defaultEngine();
    const said = observe(engine, {
      name: '',
      path: 'a.js',
      group: '',
      set: 'tuned',
      text,
      expected: [],
      places: false,
    });
    expect(said.map((each) => each.label)).toEqual([label]);
  });
});
