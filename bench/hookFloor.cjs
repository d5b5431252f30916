// What a hook in Node cannot go below: Node itself, and the two git calls that read the index.
const { spawn } = require('node:child_process');

const flags = ['--no-optional-locks', '-c', 'core.fsmonitor=false'];
const start = (...args) => spawn('git', [...flags, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
const differ = start('diff-index', '--cached', '--raw', '--no-renames', '--no-abbrev', 'HEAD', '--');
const reader = start('cat-file', '--batch', '--buffer');
let raw = '';
differ.stdout.on('data', (chunk) => (raw += chunk));
reader.stdout.on('data', () => {});
differ.on('close', () => {
  reader.stdin.end(
    raw
      .split('\n')
      .map((line) => line.split(' ')[3] ?? '')
      .join('\n')
      .trim() + '\n',
  );
});
