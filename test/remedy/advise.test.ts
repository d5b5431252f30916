import { describe, expect, test } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { scanText } from '../../src/index.js';

const sample = createSampler(11);
const live = sample.key('live');
const hex = sample.hex(64);
const github = `github_pat_11${sample.alnum(20)}_${sample.alnum(59)}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const advised: readonly (readonly [what: string, path: string, text: string, hint: RegExp])[] = [
  ['CircleCI', '.circleci/config.yml', `environment:\n  PICTIFY_API_KEY: ${live}\n`, /Project settings > Environment/],
  ['Wrangler', 'wrangler.toml', `[vars]\nPICTIFY_API_KEY = "${live}"\n`, /wrangler secret put PICTIFY_API_KEY/],
  ['Fly', 'fly.toml', `[env]\nPICTIFY_API_KEY = "${live}"\n`, /fly secrets import/],
  [
    'a page',
    'index.html',
    `<img src="https://api.pictify.io/r/a.png?token=${hex}">\n`,
    /let your server make the call/,
  ],
  ['a bundle', 'dist/app.min.js', `var k="${live}";fetch("https://api.pictify.io")\n`, /This file is built/],
  ['a source map', 'dist/app.js.map', `{"sourcesContent":["new Pictify('${live}')"]}\n`, /This file is built/],
  ['a record of traffic', 'a.har', `{"url":"https://api.pictify.io","token":"${hex}"}\n`, /git rm --cached/],
  [
    'a file that git may not track',
    '.env',
    `PICTIFY_API_KEY=${live}\n`,
    /^Keep the file out of git: .*\nWhere git tracks it already, take it/m,
  ],
  ['credentials of a tool', '.aws/credentials', `[pictify]\nkey = ${live}\n`, /git rm --cached/],
  [
    'a member of a class in PHP',
    'a.php',
    `<?php\n\nfinal class A\n{\n    public int $n = 1;\n\n    private string $pictify = '${live}';\n}\n`,
    /read the variable in the constructor/,
  ],
  [
    'an entry of a manifest',
    'k.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  PICTIFY_API_KEY: ${base64(live)}\n`,
    /create secret generic pictify --from-file=PICTIFY_API_KEY=/,
  ],
  [
    "another provider's entry",
    'k.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  GH: ${base64(github)}\n`,
    /create secret generic github --from-file=GH=/,
  ],
  [
    'a workload',
    'k.yaml',
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  env:\n    - name: PICTIFY_TOKEN\n      value: "${hex}"\n`,
    /create secret generic pictify --from-file=token=/,
  ],
  [
    'parts in other quotes',
    'a.sh',
    `curl -H "Bearer ${live.slice(0, 12)}"'${live.slice(12)};x' https://api.pictify.io\n`,
    /^On line 1, take the key out of the file\.$/m,
  ],
  [
    'a password within an address',
    'a.py',
    `DATABASE_URL = "postgres://app:${sample.alnum(20)}@db.corp.io/app"\n`,
    /os\.environ\["DATABASE_PASSWORD"\]/,
  ],
];

const built: readonly (readonly [what: string, instruction: string, hints: readonly string[]])[] = [
  [
    'an argument',
    `ARG PICTIFY_API_KEY=${live}`,
    [
      'Change line 2 to: ARG PICTIFY_API_KEY',
      'A build argument stays readable in the history of the image, a secret does not. Instead of the ARG, let the RUN that needs it begin with --mount=type=secret,id=pictify_api_key,env=PICTIFY_API_KEY and build with: docker build --secret id=pictify_api_key,env=PICTIFY_API_KEY .',
      'Where it has to be an ARG, build with: docker build --build-arg PICTIFY_API_KEY .',
    ],
  ],
  [
    'a part of an argument',
    `ARG U=https://api.pictify.io/?token=${live}`,
    [
      'On line 2, take the key out by hand: it is a part of the value of an ARG.',
      'Hand it over when the image is built, as a secret, which the image does not keep: docker build --secret id=pictify_api_key,env=PICTIFY_API_KEY .',
    ],
  ],
  [
    'a command',
    `RUN pictify --key ${live}`,
    [
      'Change line 2 to: RUN --mount=type=secret,id=pictify_api_key,env=PICTIFY_API_KEY pictify --key ${PICTIFY_API_KEY}',
      'Build with: docker build --secret id=pictify_api_key,env=PICTIFY_API_KEY .',
    ],
  ],
  [
    'a variable',
    `ENV PICTIFY_API_KEY=${live}`,
    [
      'Change line 2 to: # PICTIFY_API_KEY comes from outside: docker run --env-file .env',
      'Hand it over when the container starts: docker run --env-file .env … (what ENV and ARG set can be read from the image).',
    ],
  ],
];

describe('what to do', () => {
  test.each(built)('about %s of a Dockerfile', async (_what, instruction, hints) => {
    const { findings } = await scanText(`FROM a\n${instruction}\n`, { path: 'Dockerfile' });
    expect(findings[0]?.hints).toEqual(hints);
  });

  test.each(advised)('about %s', async (_what, path, text, hint) => {
    const { findings } = await scanText(text, { path });
    expect(findings.flatMap((each) => each.hints).join('\n')).toMatch(hint);
  });

  test('about a comment needs no import', async () => {
    const { findings } = await scanText(`# PICTIFY_API_KEY = "${live}"\n`, { path: 'a.py' });
    expect(findings.flatMap((each) => each.hints).join('\n')).not.toContain('import os');
  });
});
