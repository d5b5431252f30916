import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { utf32le } from '../support/utf32.js';
import { buildCommandLine, commandLine, Repository } from './repository.js';

const sample = createSampler(3);
const key = sample.key('live');
const testKey = sample.key('test');
const cli = commandLine();
let killed: Awaited<ReturnType<typeof buildCommandLine>>;
let repository: Repository;

beforeAll(async () => {
  killed = await buildCommandLine('test/remedy/killedFix.ts');
});
afterAll(() => killed.remove());
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

const scan = (...args: string[]) => cli.run(repository.root, args);

function typical(): void {
  repository.write('src/a.js', `new Pictify('${key}');\n`);
  repository.write('src/b.py', `c = Pictify("${testKey}")\r\n`);
  repository.write('.env', `# mine\nA="b c"\nPICTIFY_API_KEY=${key}\n`);
  repository.write('.dockerignore', 'node_modules\n');
  repository.git('add', '-A');
}

describe('fix', () => {
  it('leaves nothing to be found', () => {
    typical();
    expect(scan('fix', '--yes').status).toBe(0);
    expect([scan('staged').status, scan('scan').status]).toEqual([0, 0]);
  });

  it('prints no key', () => {
    typical();
    const shown = scan('fix', '--dry-run').output + scan('fix', '--yes').output + scan('fix', '--undo').output;
    expect(shown.includes(key) || shown.includes(testKey)).toBe(false);
  });

  it('changes nothing when it only shows', () => {
    typical();
    const before = repository.state();
    scan('fix', '--dry-run');
    expect(repository.state()).toBe(before);
  });

  it('asks, and does not take silence for an answer', () => {
    typical();
    expect(scan('fix')).toMatchObject({ status: 2, output: expect.stringContaining('--dry-run') as string });
  });

  it('keeps what .env held and adds what is new', () => {
    typical();
    scan('fix', '--yes');
    expect(repository.read('.env')).toBe(`# mine\nA="b c"\nPICTIFY_API_KEY=${key}\nPICTIFY_TEST_API_KEY=${testKey}\n`);
  });

  it('takes a tracked .env out of git and leaves it on disk', () => {
    typical();
    scan('fix', '--yes');
    expect([repository.git('ls-files', '.env'), repository.has('.env')]).toEqual(['', true]);
  });

  it('writes keys only where git ignores them', () => {
    typical();
    scan('fix', '--yes');
    expect(repository.tryGit('check-ignore', '.env', 'src/.env', '.env.local').output).toBe(
      '.env\nsrc/.env\n.env.local\n',
    );
  });

  it('makes placeholders of what it stores, and adds them to what .env.example has', () => {
    typical();
    repository.write('.env.example', 'A=1\n');
    scan('fix', '--yes');
    expect(repository.read('.env.example')).toBe(
      `A=1\nPICTIFY_API_KEY=${sample.join('pk_live', '_your_key')}\nPICTIFY_TEST_API_KEY=${sample.join('pk_test', '_your_key')}\n`,
    );
  });

  it('keeps .env out of the image and the package, where these have ignore files', () => {
    typical();
    repository.write('Dockerfile', 'FROM scratch\nCOPY . /\n');
    repository.write('package.json', '{"name":"a","version":"1.0.0"}\n');
    repository.write('.npmignore', 'test\n');
    scan('fix', '--yes');
    const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: repository.root,
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(packed.stdout) as [{ files: { path: string }[] }];
    expect([
      repository.read('.dockerignore'),
      files.map(({ path }) => path).filter((path) => path.startsWith('.env')),
      // The undo record in .git is in the build context, and is rightly told.
      scan('package', '--docker', '--format', 'unix')
        .output.split('\n')
        .filter((line) => line.includes(': error: ') && !line.startsWith('.git/')),
    ]).toEqual(['node_modules\n**/.env\n**/.env.*\n!**/.env.example\n', ['.env.example'], []]);
  });

  it('makes no ignore file of a tool that is not used', () => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', '-A');
    scan('fix', '--yes');
    expect(['.dockerignore', '.npmignore'].filter((path) => repository.has(path))).toEqual([]);
  });

  it('shows a diff in colours, where these are wanted, and without keys', () => {
    typical();
    const { output } = scan('fix', '--dry-run', '--color');
    expect([
      output.includes('\u001b[32m+new Pictify(process.env.PICTIFY_API_KEY);\u001b[39m'),
      output.includes(key),
    ]).toEqual([true, false]);
  });

  it('wins over an ignore file that takes .env back', () => {
    repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    repository.write('app/.gitignore', '!.env\n');
    repository.write('app/package.json', '{}\n');
    repository.write('app/a.js', `new Pictify('${key}');\n`);
    repository.git('add', '-A');
    scan('fix', '--yes');
    expect(repository.tryGit('check-ignore', 'app/.env').output).toBe('app/.env\n');
  });

  it('speaks of keys only where there were some', () => {
    const ofKey = /the key among them|must be revoked/g;
    repository.write('a', 'hi\n');
    repository.git('add', '-A');
    const ignored = scan('fix', '--yes').output;
    expect([ignored.match(ofKey), ignored.includes('Take it back with: ')]).toEqual([null, true]);
    expect(scan('fix', '--undo').output).toContain('The fix is taken back, and its undo record is removed.');
    repository.write('.env', `PICTIFY_API_KEY=${key}\n`);
    repository.git('add', '-A');
    expect(scan('fix', '--yes').output.match(ofKey)).toEqual(['must be revoked']);
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', '-A');
    expect(scan('fix', '--yes').output.match(ofKey)).toEqual(['the key among them', 'must be revoked']);
  });

  it('makes a .env that only its owner can read', () => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    scan('fix', '--yes');
    expect(statSync(join(repository.root, '.env')).mode & 0o777).toBe(0o600);
  });

  it('keeps the mode of a file', () => {
    repository.write('a.sh', `#!/bin/sh\ncurl -H "Authorization: Bearer ${key}" https://api.pictify.io\n`);
    chmodSync(join(repository.root, 'a.sh'), 0o755);
    repository.git('add', '-A');
    scan('fix', '--yes');
    expect([
      statSync(join(repository.root, 'a.sh')).mode & 0o777,
      repository.git('ls-files', '-s', 'a.sh').slice(0, 6),
    ]).toEqual([0o755, '100755']);
  });

  it('stages a file whose staged version is the one on disk', () => {
    typical();
    scan('fix', '--yes');
    expect(repository.staged('src/a.js')).toBe('new Pictify(process.env.PICTIFY_API_KEY);\n');
  });

  it('does not stage a file whose staged version is another, and says so', () => {
    typical();
    repository.write('src/a.js', `// not staged\nnew Pictify('${key}');\n`);
    const { output, status } = scan('fix', '--yes');
    expect([
      repository.read('src/a.js'),
      repository.staged('src/a.js'),
      output.includes('Stage it: git add src/a.js'),
      status,
    ]).toEqual(['// not staged\nnew Pictify(process.env.PICTIFY_API_KEY);\n', `new Pictify('${key}');\n`, true, 1]);
  });

  it('--staged leaves what is not staged alone', () => {
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', 'a.js');
    repository.write('b.js', `new Pictify('${testKey}');\n`);
    scan('fix', '--staged', '--yes');
    expect([repository.read('a.js').includes(key), repository.read('b.js').includes(testKey)]).toEqual([false, true]);
  });

  it('fixes the paths that are given', () => {
    typical();
    scan('fix', '--yes', 'src/a.js');
    expect([repository.read('src/a.js').includes(key), repository.read('src/b.py').includes(testKey)]).toEqual([
      false,
      true,
    ]);
  });

  it('follows no symbolic link', () => {
    repository.write('outside.txt', 'x');
    symlinkSync('/etc/hostname', join(repository.root, '.env'));
    repository.write('a.js', `new Pictify('${key}');\n`);
    repository.git('add', 'a.js');
    expect(scan('fix', '--yes')).toMatchObject({
      status: 2,
      output: expect.stringContaining('symbolic link') as string,
    });
  });

  it('writes nothing while the index is locked', () => {
    typical();
    repository.write('.git/index.lock', '');
    const { status, output } = scan('fix', '--yes');
    expect([status, output.includes('locked'), repository.read('src/a.js').includes(key)]).toEqual([2, true, true]);
  });

  it('ignores a .env that waits to be added', () => {
    repository.write('.env', `PICTIFY_API_KEY=${key}\n`);
    scan('fix', '--yes');
    expect([repository.tryGit('check-ignore', '.env').status, repository.read('.env')]).toEqual([
      0,
      `PICTIFY_API_KEY=${key}\n`,
    ]);
  });

  it('works from a folder, and in a linked work tree', () => {
    typical();
    repository.git('commit', '-q', '--no-verify', '-m', 'x');
    repository.git('worktree', 'add', '-q', '.git/linked');
    const folder = join(repository.root, '.git/linked/src');
    expect(cli.run(folder, ['fix', '--yes']).status).toBe(0);
    expect(readFileSync(join(folder, 'a.js'), 'utf8')).toBe('new Pictify(process.env.PICTIFY_API_KEY);\n');
    expect(cli.run(folder, ['fix', '--undo']).status).toBe(0);
    expect(readFileSync(join(folder, 'a.js'), 'utf8')).toContain(key);
  });

  it('renames a published name in the .env as well', () => {
    repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    repository.write('.env', `VITE_PICTIFY_API_KEY=${key}\n`);
    repository.write('a.js', 'const k = import.meta.env.VITE_PICTIFY_API_KEY;\n');
    repository.git('add', '-A');
    scan('fix', '--yes');
    expect([repository.read('a.js'), repository.read('.env')]).toEqual([
      'const k = process.env.PICTIFY_API_KEY;\n',
      `VITE_PICTIFY_API_KEY=${key}\nPICTIFY_API_KEY=${key}\n`,
    ]);
  });

  it('keeps UTF-16 as it is', () => {
    const text = (value: string): Buffer => Buffer.from(`\ufeff$pictify = ${value}\r\n`, 'utf16le');
    repository.write('a.ps1', text(`'${key}'`));
    scan('fix', '--yes');
    expect(readFileSync(join(repository.root, 'a.ps1')).equals(text('$env:PICTIFY_API_KEY'))).toBe(true);
  });

  it('keeps UTF-32 as it is', () => {
    const text = (value: string): Buffer => utf32le(`$pictify = ${value} # 🔑\r\n`).swap32();
    repository.write('a.ps1', text(`'${key}'`));
    scan('fix', '--yes');
    expect(readFileSync(join(repository.root, 'a.ps1')).equals(text('$env:PICTIFY_API_KEY'))).toBe(true);
  });

  it('stages with the line ends that git keeps', () => {
    repository.git('config', 'core.autocrlf', 'true');
    repository.write('a.js', `new Pictify('${key}');\r\n`);
    repository.git('add', '-A');
    scan('fix', '--yes');
    expect([repository.staged('a.js'), repository.read('a.js')]).toEqual([
      'new Pictify(process.env.PICTIFY_API_KEY);\n',
      'new Pictify(process.env.PICTIFY_API_KEY);\r\n',
    ]);
  });
});

describe('keys of a Dockerfile that are not all in .env by their own names', () => {
  const keys = Array.from({ length: 5 }, () => sample.key('live'));
  beforeEach(() => {
    repository.write(
      'Dockerfile',
      `FROM a\nENV PICTIFY_API_KEY=${keys[0]}\nFROM b\nENV PICTIFY_API_KEY=${keys[1]}\nENV B=1 RENDER_KEY=${keys[2]}\nARG PICTIFY_API_KEY=${keys[3]}\n`,
    );
    repository.git('add', '-A');
  });

  it('are handed over from the names that they have there, in the file and in words', () => {
    const { output } = scan('fix', '--yes');
    expect(repository.read('.env')).toBe(
      ['PICTIFY_API_KEY', 'PICTIFY_API_KEY_2', 'PICTIFY_API_KEY_3', 'PICTIFY_API_KEY_4']
        .map((name, index) => `${name}=${keys[index]}\n`)
        .join(''),
    );
    expect(repository.read('Dockerfile')).toBe(
      'FROM a\n# PICTIFY_API_KEY comes from outside: docker run --env-file .env\n' +
        'FROM b\n# PICTIFY_API_KEY comes from outside, from PICTIFY_API_KEY_2: docker run --env PICTIFY_API_KEY="$PICTIFY_API_KEY_2"\n' +
        'ENV B=1\nARG PICTIFY_API_KEY\n',
    );
    expect(output).toContain('docker run --env RENDER_KEY="$PICTIFY_API_KEY_3"');
    expect(output).toContain('docker build --build-arg PICTIFY_API_KEY="$PICTIFY_API_KEY_4" .');
  });
});

describe('fix --undo', () => {
  it('brings everything back, and drops its record', () => {
    typical();
    const before = repository.state();
    scan('fix', '--yes');
    scan('fix', '--undo');
    expect([repository.state(), repository.has('.git/pictify-scan/undo/last')]).toEqual([before, false]);
  });

  it('keeps its record from others', () => {
    typical();
    scan('fix', '--yes');
    const mode = (path: string): number =>
      statSync(join(repository.root, '.git/pictify-scan/undo/last', path)).mode & 0o777;
    expect([mode('.'), mode('record.json'), mode('before-0')]).toEqual([0o700, 0o600, 0o600]);
  });

  it('loses nothing that was written since', () => {
    typical();
    scan('fix', '--yes');
    repository.write('src/a.js', 'new work\n');
    const before = repository.state();
    expect([scan('fix', '--undo').status, repository.state()]).toEqual([2, before]);
  });

  it('says when there is nothing to take back', () => {
    expect(scan('fix', '--undo').status).toBe(2);
  });
});

// Each starts the program some sixty times.
describe('a fix that is killed', { timeout: 600_000 }, () => {
  it('leaves each file old or new at every step, and can be taken back', () => {
    typical();
    const before = repository.state();
    const old = new Map(['src/a.js', 'src/b.py', '.env', '.dockerignore'].map((path) => [path, repository.read(path)]));
    killed.run(repository.root, ['fix', '1000']);
    const now = new Map([...old.keys()].map((path) => [path, repository.read(path)]));
    scan('fix', '--undo');
    let steps = 0;
    for (; ; steps += 1) {
      const { signal, output } = killed.run(repository.root, ['fix', String(steps)]);
      if (signal !== 'SIGKILL') {
        expect(output).toContain(`steps ${steps}`);
        break;
      }
      for (const [path, text] of old) expect([text, now.get(path)]).toContain(repository.read(path));
      const undone = scan('fix', '--undo');
      // Before its record stands nothing has changed, and there is nothing to take back.
      if (undone.status !== 0) expect(undone.output).toContain('no fix to take back');
      expect({ steps, state: repository.state() }).toEqual({ steps, state: before });
    }
    expect(steps).toBeGreaterThan(15);
  });

  it('is not followed by another before it is taken back', () => {
    typical();
    killed.run(repository.root, ['fix', '16']);
    expect(scan('fix', '--yes')).toMatchObject({ status: 2, output: expect.stringContaining('--undo') as string });
  });

  it('can be taken back also when the undo is killed', () => {
    typical();
    const before = repository.state();
    for (let steps = 0; ; steps += 1) {
      scan('fix', '--yes');
      if (killed.run(repository.root, ['undo', String(steps)]).signal !== 'SIGKILL') break;
      scan('fix', '--undo');
      expect({ steps, state: repository.state() }).toEqual({ steps, state: before });
    }
    expect(repository.state()).toBe(before);
  });
});
