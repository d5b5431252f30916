import { BatchParser, parseHeader, shortAnswer, type GitObject, type ObjectType } from './batchParser.js';
import { drain, startGit, type Git, type GitProcess } from './run.js';

/** An object as git lists it. */
export interface ListedObject {
  readonly oid: string;
  readonly type: ObjectType;
}

/**
 * Lists every object there is, reachable or not, in the order that is cheapest for git, and reads those
 * that are wanted. Two processes: what nobody wants is never unpacked. Nothing is kept of either, so
 * memory does not grow with the repository.
 *
 * @throws Problem where an object that was listed is not answered
 */
export async function readObjects(
  git: Git,
  wants: (object: ListedObject) => boolean,
  onObject: (object: GitObject) => void,
): Promise<void> {
  const reader = startGit(git, ['cat-file', '--batch', '--buffer']);
  let asked = 0;
  let answered = 0;
  const reading = drain(
    reader,
    new BatchParser(
      (line) => parseHeader(line),
      (object) => {
        if (object.last) answered += 1;
        onObject(object);
      },
    ),
  );
  reading.catch(() => {});
  const lister = startGit(git, [
    'cat-file',
    '--batch-all-objects',
    '--unordered',
    '--buffer',
    '--batch-check=%(objectname) %(objecttype)',
  ]);
  lister.stdin.end();
  try {
    await feed(lister, reader, (lines) => {
      let names = '';
      for (const line of lines) {
        const space = line.indexOf(' ');
        const oid = line.slice(0, space);
        if (!wants({ oid, type: line.slice(space + 1) as ObjectType })) continue;
        names += `${oid}\n`;
        asked += 1;
      }
      return names;
    });
    reader.stdin.end();
    await reading;
  } catch (error) {
    lister.kill();
    reader.kill();
    throw error;
  }
  if (asked !== answered) throw shortAnswer();
}

/**
 * Hands the lines that one process prints, as `translate` makes of them, to another one; waits where that
 * one is behind.
 */
export async function feed(
  from: GitProcess,
  to: GitProcess,
  translate: (lines: readonly string[]) => string,
): Promise<void> {
  let rest = '';
  let failure: unknown;
  from.stdout.on('data', (chunk: Buffer) => {
    if (failure !== undefined) return;
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    try {
      const text = translate(lines);
      if (text === '' || to.stdin.destroyed || to.stdin.write(text, 'latin1')) return;
    } catch (error) {
      failure = error;
      from.kill();
      return;
    }
    from.stdout.pause();
    const resume = (): void => {
      to.stdin.off('drain', resume).off('close', resume);
      from.stdout.resume();
    };
    to.stdin.on('drain', resume).on('close', resume);
  });
  await from.done;
  if (failure !== undefined) throw failure;
  if (rest !== '') throw shortAnswer();
}
