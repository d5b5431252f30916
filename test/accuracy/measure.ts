import { corpus } from './corpus/index.js';
import { defaultEngine, observe } from './observe.js';
import { f1, isSecretRule, precision, recall, score, sum } from './score.js';

const engine = await defaultEngine();
const cases = corpus();
for (const split of ['held-out', 'tuned'] as const) {
  const result = score(cases.filter((each) => each.split === split), (each) => observe(engine, each));
  const ours = sum(result, isSecretRule);
  const all = result.total;
  console.log(split, cases.filter((each) => each.split === split).length, 'ours', ours, precision(ours), recall(ours), f1(ours), 'all', all, precision(all), recall(all));
  for (const slip of result.slips) console.log(`  ${slip.what} ${slip.label} | ${slip.case.group} | ${slip.case.name} | ${slip.case.path}:${slip.place.line}:${slip.place.column}`);
}
