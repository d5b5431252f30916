// Holds the reading of packs against the truth, object by object: the id over what was put together; what a look
// at the changes says against a look at all of it; and what is called quiet where it is put together.
//
//   node scripts/run.js scripts/check-packs.ts REPOSITORY...
import { createHash } from 'node:crypto';
import { presetRules } from '../rules/index.js';
import { Detector, lookAtDocument, type Look } from '../src/detect/detector.js';
import { createQuietLook } from '../src/detect/matcher/createQuietLook.js';
import type { GitObject } from '../src/git/batchParser.js';
import { readObjects } from '../src/git/readObjects.js';
import { createGit } from '../src/git/run.js';
import { QuietObjects } from '../src/scan/quietObjects.js';
import { textView } from '../src/text/textView.js';

const detector = new Detector(presetRules('recommended'));

for (const repository of process.argv.slice(2)) {
  const quiet = new QuietObjects();
  const count = { objects: 0, wrongId: 0, versions: 0, missed: 0, otherwise: 0, calledQuiet: 0 };
  /** Those in which something is. */
  const found = new Set<string>();
  const look = (object: GitObject): Look => {
    const { bytes, encoding } = textView(object.bytes);
    const whole = detector.look(bytes);
    if (whole === 'candidates') found.add(object.oid);
    const changes = quiet.knownOf(object).changes;
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
  const by = createQuietLook(detector.prompts ?? []);
  if (by === undefined) throw new Error('no WebAssembly');
  const still = new QuietObjects();
  await readObjects(
    createGit(repository, process.env),
    {
      types: ['blob', 'commit', 'tag'],
      look: {
        by,
        onQuiet: (object) => {
          still.add(object);
          count.calledQuiet += 1;
          if (found.has(object.oid)) count.missed += 1;
        },
        isQuiet: (packed) => still.has(packed),
      },
    },
    () => true,
    (object) => {
      if (object.offset > 0 || !object.last) return;
      const now = lookAtDocument(detector, object.bytes, still.knownOf(object));
      if ((now === 'candidates') !== found.has(object.oid)) count.missed += 1;
      if (now === 'quiet') still.add(object);
    },
  );
  process.stdout.write(
    `${repository}: ${count.objects} objects, ${count.wrongId} with a wrong id; ${count.versions} versions looked at by their changes, ${count.calledQuiet} called quiet where they were put together, ${count.missed} with another answer, ${count.otherwise} that are looked at as a whole from then on for no need, or the other way round\n`,
  );
  if (count.wrongId + count.missed > 0) process.exitCode = 1;
}
