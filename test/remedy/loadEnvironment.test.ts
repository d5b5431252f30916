import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { fixFiles, type Files } from './inMemory.js';

const key = createSampler(11).key('live');
const JS = `new Pictify('${key}');\n`;
const NODE = 'Nothing here loads .env, and programs do not read it by themselves: node --env-file=.env …';
const SHELL =
  'Nothing here loads .env, and programs do not read it by themselves: set -a; . ./.env; set +a (in the shell that starts it)';

describe('fix says how a program gets to see .env', () => {
  it.each<[string, Files, readonly string[]]>([
    ['Node', { 'a.js': JS }, [NODE]],
    ['two files, once', { 'a.js': JS, 'b.mjs': JS }, [NODE]],
    ['Python', { 'a.py': `client = Pictify("${key}")\n` }, [SHELL]],
    [
      'a package with a folder of its own',
      { 'api/package.json': '{}', 'api/a.js': JS },
      [NODE.replaceAll('.env,', 'api/.env,').replace('=.env', '=api/.env')],
    ],
    ['no word where dotenv is installed', { 'package.json': '{"dependencies": {"dotenv": "17"}}', 'a.js': JS }, []],
    ['no word where the file loads it', { 'a.js': `process.loadEnvFile();\n${JS}` }, []],
    ['no word where there is one already', { '.env': 'PORT=1\n', 'a.js': JS }, []],
    [
      'no word for Compose, which reads it',
      { 'compose.yaml': `services:\n  a:\n    environment:\n      PICTIFY_API_KEY: ${key}\n` },
      [],
    ],
    [
      'no word for a page to read',
      { 'README.md': `curl -H "Authorization: Bearer ${key}" https://api.pictify.io\n` },
      [],
    ],
  ])('%s', async (_, files, notes) => {
    expect((await fixFiles(files)).plan.notes).toEqual(notes);
  });
});
