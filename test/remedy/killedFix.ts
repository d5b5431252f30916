// A fix, or its undo, that is killed before its n-th step: `killedFix.ts fix|undo N`. Ends normally, and says how many steps there were, where N is beyond them.
import { applyPlan } from '../../src/remedy/applyPlan.js';
import { planFix } from '../../src/remedy/planFix.js';
import { undoFix } from '../../src/remedy/undoFix.js';
import { findFixes, openFixPlace } from '../../src/scan/fixes.js';

const [what, number] = process.argv.slice(2);
let steps = 0;
const onStep = (): void => {
  if (steps === Number(number)) process.kill(process.pid, 'SIGKILL');
  steps += 1;
};

async function run(): Promise<void> {
  if (what === 'undo') return void (await undoFix({ ...(await openFixPlace({ cwd: process.cwd() })), onStep }));
  const { wanted, sources, place } = await findFixes({ cwd: process.cwd(), paths: [], staged: false });
  await applyPlan(await planFix(wanted, sources), { ...place, onStep });
}

void run().then(() => process.stdout.write(`steps ${steps}\n`));
