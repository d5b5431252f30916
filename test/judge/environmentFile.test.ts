import { describe, expect, test } from 'vitest';
import { base64urlJson } from '../../rules/checks/exampleValues.js';
import { createSampler } from '../../rules/sampler.js';
import { environmentNames } from '../../src/config/environmentFiles.js';
import { defaultConfig } from '../../src/config/defaultConfig.js';
import { judgeEnvironmentFile } from '../../src/judge/environmentFile.js';

const s = createSampler();
const localKey = [base64urlJson({ alg: 'HS256' }), base64urlJson({ iss: 'supabase-demo' }), s.urlSafe(43)].join('.');

const cases: readonly (readonly [title: string, path: string, text: string, reported: boolean])[] = [
  ['an empty environment file', '.env', '', true],
  ['a stage', 'deploy/staging.env', 'LOG_LEVEL=debug\n', true],
  ['a stage behind a name', 'app.local.env', 'LOG_LEVEL=debug\n', true],
  ['one topic, no secret', 'release.env', 'RELEASE_TAG=v1.2.3\n', false],
  ['one topic, a secret', 'release.env', 'RELEASE_TAG=v1.2.3\nRELEASE_TOKEN=abc\n', true],
  ['one topic, a secret left empty', 'release.env', 'RELEASE_TOKEN=\n', false],
  ['a tool’s versioned settings', 'ios/.xcode.env', 'export NODE_BINARY=$(command -v node)\n', false],
  ['direnv, nothing set', '.envrc', 'use node 20\n', false],
  ['direnv, a variable', '.envrc', 'export STAGE=dev\n', true],
  ['direnv, what a command prints', '.envrc', 'export ROOT=$(git rev-parse --show-toplevel)\n', false],
  ['encrypted', '.env.production', 'API_KEY="encrypted:BGx7"\n', false],
  ['encrypted, one value left out', '.env.production', `API_KEY="encrypted:BGx7"\nAUTH_SECRET=${s.alnum(31)}7\n`, true],
  ['a template, names without values', '.env.example', 'AUTH_AUTH0_SECRET=\nAUTH_AUTH0_ISSUER=\n', false],
  ['a template with a value', '.env.example', `AUTH_SECRET=${s.alnum(31)}7\n`, true],
  ['a template with the local Supabase key', '.env.example', `SUPABASE_SERVICE_ROLE_KEY=${localKey}\n`, false],
];

describe('environment files', async () => {
  const names = await environmentNames(defaultConfig);
  test.each(cases)('%s', (_, path, text, reported) => {
    const origin = { kind: 'worktree', tracked: true } as const;
    const verdict = judgeEnvironmentFile({ path, bytes: Buffer.from(text), origin }, names);
    expect(verdict?.outcome).toBe(reported ? 'finding' : undefined);
  });
});
