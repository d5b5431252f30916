// Holds the reading of packs against the truth, object by object: the id over what was put together, and what a look
// at the changes says against a look at all of it.
//
//   node scripts/run.js scripts/check-packs.ts REPOSITORY...
import { createHash } from 'node:crypto';
import { presetRules } from '../rules/index.js';
import { Detector, type Look } from '../src/detect/detector.js';
import type { GitObject } from '../src/git/batchParser.js';
import { readObjects } from '../src/git/readObjects.js';
import { createGit } from '../src/git/run.js';
import { QuietObjects } from '../src/scan/quietObjects.js';
import { textView } from '../src/text/textView.js';

const detector = new Detector(presetRules('recommended'));

for (const repository of process.argv.slice(2)) {
  const quiet = new QuietObjects();
  const count = { objects: 0, wrongId: 0, versions: 0, missed: 0, otherwise: 0 };
  const look = (object: GitObject): Look => {
    const { bytes, encoding } = textView(object.bytes);
    const whole = detector.look(bytes);
    const changes = quiet.changesOf(object);
    if (changes === undefined || encoding !== 'utf-8') return encoding === 'utf-8' || whole !== 'quiet' ? whole : 'far';
    const changed = detector.lookAtChanges(bytes, changes);
    count.versions += 1;
    if ((changed === 'candidates') !== (whole === 'candidates')) count.missed += 1;
    else if (changed !== whole) count.otherwise += 1;
    return changed;
  };
  await readObjects(
    createGit(repository, process.env),
    { types: ['blob', 'commit', 'tag'] },
    () => true,
    (object) => {
      if (object.offset > 0 || !object.last) return;
      count.objects += 1;
      const format = object.oid.length === 40 ? 'sha1' : 'sha256';
      const id = createHash(format).update(`${object.type} ${object.size}\0`).update(object.bytes).digest('hex');
      if (id !== object.oid) count.wrongId += 1;
      if (look(object) === 'quiet') quiet.add(object);
    },
  );
  process.stdout.write(
    `${repository}: ${count.objects} objects, ${count.wrongId} with a wrong id; ${count.versions} versions looked at by their changes, ${count.missed} with another answer, ${count.otherwise} that are looked at as a whole from then on for no need, or the other way round\n`,
  );
  if (count.wrongId + count.missed > 0) process.exitCode = 1;
}
