import { describe } from 'vitest';
import { KEY } from '../support/repository.js';
import { checkStaged } from '../support/stagedCases.js';

const LIVE = 'pictify/live-key';

describe('environment files', () => {
  const ENV = 'pictify/env-file';
  checkStaged([
    ['.env added by force', (r) => r.stage('.env', 'PORT=1\n'), [`${ENV} .env:1 new`]],
    [
      '.env.local in a package',
      (r) => r.stage('apps/web/.env.local', 'PORT=1\n'),
      [`${ENV} apps/web/.env.local:1 new`],
    ],
    ['.env.production', (r) => r.stage('.env.production', 'PORT=1\n'), [`${ENV} .env.production:1 new`]],
    ['prod.env', (r) => r.stage('prod.env', 'PORT=1\n'), [`${ENV} prod.env:1 new`]],
    ['.envrc', (r) => r.stage('.envrc', 'export A=1\n'), [`${ENV} .envrc:1 new`]],
    ['an empty .env', (r) => r.stage('.env', ''), [`${ENV} .env:1 new`]],
    [
      'a file renamed to .env',
      (r) => {
        r.write('settings', 'PORT=1\nHOST=x\n');
        r.commit('x');
        r.git('mv', 'settings', '.env');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a file copied to .env',
      (r) => {
        r.write('settings', 'PORT=1\n');
        r.commit('x');
        r.stage('.env', 'PORT=1\n');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a tracked .env modified',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.stage('.env', 'PORT=2\n');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a tracked .env untouched',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.stage('a.js', 'x\n');
      },
      [],
    ],
    [
      'a tracked .env deleted',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('rm', '-q', '.env');
      },
      [],
    ],
    [
      'a tracked .env taken out of the index',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('rm', '-q', '--cached', '.env');
      },
      [],
    ],
    [
      '.env renamed to a template',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('mv', '.env', '.env.example');
      },
      [],
    ],
    [
      'a template with placeholders',
      (r) => r.stage('.env.example', 'PICTIFY_API_KEY=pk_live_your_api_key\nPORT=3000\n'),
      [],
    ],
    [
      'a template with a key',
      (r) => r.stage('.env.example', `PICTIFY_API_KEY=${KEY}\n`),
      [`${ENV} .env.example:1 new`, `${LIVE} .env.example:1 new`],
    ],
    [
      'other names of templates',
      (r) => {
        for (const name of ['.env.sample', '.env.template', '.env.dist', '.env.defaults', '.env.schema', 'example.env'])
          r.write(name, 'A=\n');
        r.git('add', '-A', '-f');
      },
      [],
    ],
    [
      'a file encrypted by dotenvx',
      (r) =>
        r.stage(
          '.env.production',
          `DOTENV_PUBLIC_KEY_PRODUCTION="03${'ab'.repeat(32)}"\nKEY="encrypted:${'Ab3'.repeat(40)}"\n`,
        ),
      [],
    ],
    [
      'a file encrypted by SOPS',
      (r) => r.stage('.env', 'KEY=ENC[AES256_GCM,data:abc=,iv:def=,tag:ghi=,type:str]\nsops_version=3.8.1\n'),
      [],
    ],
    [
      'code that is named alike',
      (r) => {
        r.write('src/env.ts', 'export {};\n');
        r.stage('environment.prod.ts', 'export {};\n');
      },
      [],
    ],
  ]);
});
