// A leak from beginning to end in a small repository: bypassed hook, push, CI, incident, new key, fix, clean scan.
// Prints what it runs. `--write` puts that into docs/incident.md, `--check` holds the two against each other.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const home = process.cwd();
const base = mkdtempSync(join(tmpdir(), 'pictify-scan-incident-'));
const cwd = join(base, 'cards');
const programs = join(base, 'programs');
const DOCS = 'docs/incident.md';
const BEGIN = '<!-- story: node scripts/incident-demo.js --write -->\n';
const END = '<!-- end of story -->';

/** The same in every run, so that the page in docs/ can be held against it. */
const secret = (word) => createHash('sha256').update(`pictify-scan incident demo: ${word}`).digest('hex');
const leaked = `pk_live_${secret('leaked').slice(0, 24)}`;
const fresh = `pk_live_${secret('fresh').slice(0, 24)}`;

const environment = {
  PATH: `${programs}:${process.env.PATH}`,
  HOME: base,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  NO_COLOR: '1',
};
let transcript = '';

function tell(text) {
  transcript += `${text}\n`;
}

/** What differs from run to run is left out. */
function steady(text) {
  return text
    .replaceAll(base, '/work')
    .replace(/\b\d+ ms\b/g, '… ms')
    .replace(/rules [0-9a-f]{12}/g, 'rules …')
    .replace(/^(\| Written \|).*$/gm, '$1 … |')
    .replace(/^The record for that .*\n/gm, '');
}

/** Shows a command line and runs it. */
function run(expected, line, input = '') {
  tell(`$ ${line}`);
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', line], {
    cwd,
    env: environment,
    input,
    encoding: 'utf8',
  });
  const said = steady(stdout + stderr).trimEnd();
  if (said !== '') tell(said);
  tell('');
  if (status !== expected) throw new Error(`${line} gave ${status}, not ${expected}\n${transcript}`);
}

/** Words between the commands; a block of its own. */
function say(text) {
  transcript = transcript.trimEnd();
  tell(`${transcript.endsWith('````') || transcript === '' ? '' : '\n````'}\n\n${text}\n\n\`\`\`\`console`);
}

function write(file, text, mode = 0o644) {
  mkdirSync(resolve(cwd, file, '..'), { recursive: true });
  writeFileSync(resolve(cwd, file), text);
  chmodSync(resolve(cwd, file), mode);
}

function on(date) {
  environment.GIT_AUTHOR_DATE = date;
  environment.GIT_COMMITTER_DATE = date;
}

/** Runs without showing it: what was there before the story begins. */
function quietly(...args) {
  const { status, stderr } = spawnSync('git', args, { cwd, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

/** Requests of a service in business hours, and of somebody else at night once the key is out. */
function auditLog() {
  const lines = [];
  const add = (time, ip, userAgent, status) =>
    lines.push(
      JSON.stringify({
        timestamp: new Date(time).toISOString(),
        action: 'api.request',
        keyId: 'key_cards',
        endpoint: '/image',
        method: 'POST',
        status,
        ip,
        userAgent,
      }),
    );
  for (let day = 2; day <= 13; day += 1) {
    const start = Date.UTC(2026, 2, day);
    if (new Date(start).getUTCDay() % 6 === 0) continue;
    for (let hour = 9; hour < 17; hour += 1)
      for (let index = 0; index < 6; index += 1)
        add(start + (hour * 60 + index * 9) * 60_000, '203.0.113.50', 'pictify-node/1.0.0', 200);
  }
  for (let index = 0; index < 240; index += 1)
    add(Date.UTC(2026, 2, 12, 2) + index * 20_000, '198.51.100.7', 'python-requests/2.31', index % 3 === 0 ? 429 : 200);
  return `${lines.join('\n')}\n`;
}

function prepare() {
  mkdirSync(cwd);
  mkdirSync(programs);
  write(
    join(programs, 'pictify-scan'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(home, 'dist', 'bin.cjs')}" "$@"\n`,
    0o755,
  );
  // Stands for the real one: keeps what comes over standard input.
  write(join(programs, 'gh'), `#!/bin/sh\ncat > "${base}/store-$3"\necho "Set Actions secret $3"\n`, 0o755);
  on('2026-03-02T09:00:00+01:00');
  quietly('init', '-q', '-b', 'main');
  quietly('init', '-q', '--bare', '../cards.git');
  quietly('remote', 'add', 'origin', '../cards.git');
  quietly('config', 'core.hooksPath', '.husky');
  write('.husky/pre-commit', '#!/bin/sh\npictify-scan staged\n', 0o755);
  write('pictify-scan.config.json', `${JSON.stringify({ salt: secret('salt').slice(0, 32) }, null, 2)}\n`);
  write('.gitignore', '.env\n.env.*\n!.env.example\n*.jsonl\nincident.md\n');
  write('package.json', '{ "name": "cards", "private": true, "type": "module" }\n');
  write(
    'src/banner.js',
    "import Pictify from 'pictify';\n\nexport const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n",
  );
  write(
    '.github/workflows/cards.yml',
    'on: push\njobs:\n  render:\n    runs-on: ubuntu-latest\n    steps:\n      - run: node src/banner.js\n        env:\n          PICTIFY_API_KEY: ${{ secrets.PICTIFY_API_KEY }}\n',
  );
  write('audit.jsonl', auditLog());
  quietly('add', '-A');
  quietly('commit', '-q', '-m', 'Render banners');
  quietly('push', '-q', 'origin', 'main');
}

function story() {
  say('Ada is in a hurry. The hook stops her, and she goes round it:');
  on('2026-03-11T22:40:00+01:00');
  write(
    'src/card.js',
    `import Pictify from 'pictify';\n\nexport const pictify = new Pictify({ apiKey: '${leaked}' });\n`,
  );
  run(0, 'git add -A');
  run(1, "git commit -q -m 'Render the social card'");
  run(0, "git commit -q --no-verify -m 'Render the social card'");
  run(0, 'git push -q origin main');
  say('CI looks at every commit of the push:');
  run(1, 'pictify-scan range origin/main~1..origin/main --format unix');
  say('The key is out. `incident` says what to do first, where it is, what was done with it, how it came in:');
  run(
    1,
    'pictify-scan incident src/card.js:3 --audit-log audit.jsonl --key-id key_cards --time-zone UTC --output incident.md',
  );
  run(0, "sed -n '1,/^### 2/p' incident.md");
  run(0, "sed -n '/^## Scope/,/^## Where/p' incident.md");
  say(
    'Ada revokes the key in the dashboard and creates a new one. The report has the command for each store; the new key comes over a pipe, never as an argument (`gh` is a stand-in here that keeps what it is handed):',
  );
  run(0, "sed -n '/^### GitHub/,/^### Code/p' incident.md");
  run(0, 'read -rs NEW_KEY; printf %s "$NEW_KEY" | gh secret set PICTIFY_API_KEY', `${fresh}\n`);
  if (readFileSync(join(base, 'store-PICTIFY_API_KEY'), 'utf8') !== fresh)
    throw new Error('the store has not got the new key');
  say('The literal goes out of the code, and the hook has nothing to say any more:');
  on('2026-03-13T10:00:00+01:00');
  run(0, 'pictify-scan fix --yes');
  run(0, 'git add -A');
  run(0, "git commit -q -m 'Read the key from the environment'");
  run(0, 'git push -q origin main');
  run(0, 'pictify-scan');
  say('The history still has the old key, which opens nothing now. The report says so, and `--format html` draws it:');
  run(1, "pictify-scan incident --stdin < ../old-key | sed -n '/^### Commits/,/^### Remotes/p'; exit ${PIPESTATUS[0]}");
}

try {
  prepare();
  writeFileSync(join(base, 'old-key'), leaked);
  story();
} finally {
  rmSync(base, { recursive: true, force: true });
}
transcript = `${transcript.trim()}\n\`\`\`\`\n`;
for (const key of [leaked, fresh]) if (transcript.includes(key)) throw new Error('a key is in the transcript');

const page = readFileSync(join(home, DOCS), 'utf8');
const [before = '', rest = ''] = page.split(BEGIN);
const after = rest.slice(rest.indexOf(END));
const wanted = `${before}${BEGIN}\n${transcript}\n${after}`;
if (process.argv.includes('--write')) writeFileSync(join(home, DOCS), wanted);
else if (process.argv.includes('--check')) {
  if (page !== wanted) {
    console.log(transcript);
    console.error(`${DOCS} shows something else: run node scripts/incident-demo.js --write`);
    process.exitCode = 1;
  }
} else console.log(transcript);
