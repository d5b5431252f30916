import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { commandLine, Repository } from './repository.js';

const sample = createSampler(31);
const keys = [sample.key('live'), sample.key('live'), sample.key('live')];
const cli = commandLine();
let repository: Repository;

/** Runs a command on a terminal of its own and answers each question with the next line of standard input. */
const TERMINAL = `
import os, pty, select, sys
answers = sys.stdin.read().split()
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
out = b''
while select.select([fd], [], [], 20)[0]:
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    out += data
    if b'[q]uit' in data and answers:
        os.write(fd, answers.pop(0).encode() + b'\\n')
os.waitpid(pid, 0)
sys.stdout.buffer.write(out)
`;

beforeEach(() => {
  repository = new Repository();
  repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
  for (const [index, key] of keys.entries()) repository.write(`${index}.js`, `new Pictify('${key}');\n`);
  repository.git('add', '-A');
});
afterEach(() => repository.remove());

const hasPython = !spawnSync('python3', ['-c', 'import pty']).error;
if (!hasPython) console.log('skipped: there is no python3 to make a terminal with');

describe.skipIf(!hasPython)('fix asks on a terminal', () => {
  it.each([
    ['yes, no, yes', 'y n y', [false, true, false]],
    ['all', 'a', [false, false, false]],
    ['no, then all', 'n a', [true, false, false]],
    ['yes, then quit', 'y q', [false, true, true]],
    ['quit', 'q', [true, true, true]],
    ['what is no answer, then no', 'maybe n n n', [true, true, true]],
  ])('%s', (_, answers, left) => {
    const { stdout } = spawnSync('python3', ['-c', TERMINAL, process.execPath, cli.file, 'fix'], {
      cwd: repository.root,
      input: answers,
      encoding: 'utf8',
    });
    expect({
      left: keys.map((key, index) => repository.read(`${index}.js`).includes(key)),
      stdout: keys.some((key) => stdout.includes(key)),
    }).toEqual({ left, stdout: false });
  });
});
