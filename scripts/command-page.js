// Writes docs/commands.md from what the built command line says of itself; with --check says whether it is fresh.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'docs/commands.md';

const help = (...args) =>
  execFileSync(process.execPath, ['dist/bin.cjs', ...args, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

const HEAD = `# Commands

\`pictify-scan\` without a command looks at the work tree. Installed in a project, it is called
\`npx pictify-scan\`.

Exit codes of scans: **0** clean, **1** findings at or above \`--fail-on\`, **2** the job could not be done. Of the others: 1
means that \`doctor\` found a problem, \`fix\` left something to do (or \`--dry-run\` would change something), \`audit\` has an item
that fails, \`incident\` found the key, \`verify\` found one that works; 2 is the same everywhere. What is reported goes to
standard output; the receipt (what was looked at) and what went wrong go to standard error.

\`--format\` and \`--output\` can be given more than once: the first file is for the first format, and so on; \`-\` is
standard output. \`pictify-scan formats\` lists the formats. The exit code never depends on them.

What follows is \`pictify-scan COMMAND --help\`, written by \`npm run docs\`.
`;

const [, list = ''] = /^Commands:\n(.*?)\n\n/ms.exec(help()) ?? [];
const known = [...list.matchAll(/^  pictify-scan ([a-z-]+)/gm)].map(([, name]) => name);
if (known.length === 0) throw new Error('--help lists no commands');

const page = [HEAD, ...known.map((name) => `## ${name}\n\n\`\`\`text\n${help(name).trimEnd()}\n\`\`\`\n`)].join('\n');

if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error(`${FILE} is not what the command line says of itself: npm run build && npm run docs`);
  process.exitCode = 1;
}
