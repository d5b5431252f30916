import { shortAnswer } from './batchParser.js';
import type { GitProcess } from './run.js';

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
