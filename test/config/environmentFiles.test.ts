import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../src/config/environmentFiles.js';
import { defaultConfig } from '../../src/config/defaultConfig.js';

const names = {
  file: [
    '.env',
    '.env.local',
    '.env.production',
    '.env.production.local',
    '.env.development',
    '.env.test.local',
    '.env.staging',
    '.env-prod',
    '.env_backup',
    '.env.bak',
    '.env.old',
    '.env.save',
    '.env.1',
    '.env~',
    '.env.swp',
    '.ENV',
    '.Env.Local',
    'prod.env',
    'production.env',
    'app.local.env',
    '.envrc',
    '.envrc.local',
    '.flaskenv',
    '.env.keys',
    '.env.vault',
    '.dev.vars',
    '.dev.vars.production',
    'docker.env',
    'db.env',
    '.env.ci',
    '.env.docker',
    '.env.me',
    '.env.js.local',
    '.env.prod.json.bak',
    'a b.env',
    'config/.env',
    'packages/web/.env.local',
    '.env.example.local',
    '.env.vercel',
    '.env.preview',
    '.env.txt',
    '.env.production.example.local',
    '.env.yaml',
    '.env.json',
    '.env.yml',
  ],
  template: [
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '.env.defaults',
    '.env.default',
    '.env.schema',
    '.env.local.example',
    '.env.example.production',
    '.env.production.example',
    'example.env',
    'sample.env',
    'env.example',
    'env.sample',
    'env.template',
    '.env-sample',
    '.env-example',
    '.env_example',
    '.env.tpl',
    '.env.tmpl',
    'template.env',
    'env.dist',
    '.envrc.example',
    '.envrc.sample',
    '.dev.vars.example',
    'apps/api/.env.example',
    '.env.EXAMPLE',
    '.flaskenv.example',
    '.env.test.example',
    '.env.docker.example',
    'example.env.local',
    '.env.stub',
    '.env.skeleton',
  ],
  neither: [
    'environment.ts',
    'environments/environment.prod.ts',
    'my.env.js',
    '.env.d.ts',
    '.env.md',
    'env.go',
    'env.ts',
    'env',
    'env.js',
    'env.mjs',
    'dotenv.py',
    'environment',
    'environment.yml',
    'test.env.ts',
    '.env.test.ts',
    '.environment',
    '.envoy',
    'envfile',
    '.env.py',
    '.env.rb',
    '.env.gpg',
    '.env.age',
    '.env.production.enc',
    'env.d.ts',
    'envrc',
    'README.env.md',
    '.envs',
    'vars.dev',
    'example.environment.ts',
    'env.example.ts',
    '.env/config.ts',
    'example.js',
    'template.html',
  ],
} as const;

describe('names of environment files', async () => {
  const { isFile, isTemplate } = await environmentNames(defaultConfig);
  for (const [kind, list] of Object.entries(names)) {
    test.each(list)(`${kind}: %s`, (path) => {
      expect(isFile(path) ? 'file' : isTemplate(path) ? 'template' : 'neither').toBe(kind);
    });
  }
  test.each(Object.values(names).flat())('not both: %s', (path) => {
    expect(isFile(path) && isTemplate(path)).toBe(false);
  });
});

describe('names that the config gives', async () => {
  const { isFile, isTemplate } = await environmentNames({
    ...defaultConfig,
    envFiles: ['settings.ini', '*.secrets'],
    envTemplates: ['settings.example.ini'],
  });
  test.each([
    ['settings.ini', true, false],
    ['deep/a.secrets', true, false],
    ['settings.example.ini', false, true],
    ['.env', false, false],
    ['.env.example', false, false],
  ])('%s', (path, file, template) => {
    expect([isFile(path), isTemplate(path)]).toEqual([file, template]);
  });
});
