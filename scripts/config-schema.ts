// Writes schema/config.schema.json and docs/config.md from the config's keys. With --check it only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { configSchema } from '../src/config/jsonSchema.js';
import { configReference } from '../src/config/reference.js';

const files: Readonly<Record<string, string>> = {
  'schema/config.schema.json': `${JSON.stringify(configSchema(), null, 2)}\n`,
  'docs/config.md': configReference(),
};

const stale = Object.entries(files).filter(([file, text]) => read(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    console.error(`${file} is not up to date: run node scripts/run.js scripts/config-schema.ts`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${file} written`);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
