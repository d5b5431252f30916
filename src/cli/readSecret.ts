import { Problem } from '../model/errors.js';

/** More than any key has; a file that was piped in by mistake is not read to its end. */
const MOST_BYTES = 64 * 1024;
const LF = 10;
const CR = 13;
const BACKSPACES: ReadonlySet<number> = new Set([8, 127]);
const INTERRUPTS: ReadonlySet<number> = new Set([3, 4]);

/** Reads a key from standard input; on a terminal it asks, and shows nothing of what is typed. */
export async function readSecret(
  input: NodeJS.ReadStream,
  prompt: NodeJS.WriteStream,
  question: string,
): Promise<string> {
  const text = await (input.isTTY ? readHidden(input, prompt, question) : readAll(input));
  // Some editors put a mark at the beginning of a file, some terminals put marks round what is pasted.
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\u001b[200~', '')
    .replaceAll('\u001b[201~', '');
}

async function readAll(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readHidden(input: NodeJS.ReadStream, prompt: NodeJS.WriteStream, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const typed: number[] = [];
    const done = (settle: () => void): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      prompt.write('\n');
      settle();
    };
    const onData = (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (byte === CR || byte === LF) return done(() => resolve(Buffer.from(typed).toString('utf8')));
        if (INTERRUPTS.has(byte))
          return done(() => reject(new Problem('usage', 'No key was given.', 'Run it again and paste the key.')));
        if (BACKSPACES.has(byte)) typed.pop();
        else typed.push(byte);
      }
    };
    // Nothing may be echoed from the moment on that the question is seen.
    input.setRawMode(true);
    prompt.write(question);
    input.on('data', onData);
    input.resume();
  });
}
