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

describe('what to do', () => {
  test.each(advised)('about %s', async (_what, path, text, hint) => {
    const { findings } = await scanText(text, { path });
    expect(findings.flatMap((each) => each.hints).join('\n')).toMatch(hint);
  });

  test('about a comment needs no import', async () => {
    const { findings } = await scanText(`# PICTIFY_API_KEY = "${live}"\n`, { path: 'a.py' });
    expect(findings.flatMap((each) => each.hints).join('\n')).not.toContain('import os');
  });
});
