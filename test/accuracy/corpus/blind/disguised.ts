import { clerk, doc, file, live, liveIn, mine, stripe, testIn } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import {
  base64,
  crlf,
  entities,
  hexEntities,
  latin1,
  percent,
  underscores,
  unicodeEscapes,
  utf16be,
  utf16le,
} from '../encode.js';
import { urlSafeKey, vendorKeys } from '../vendorKeys.js';
import { bareToken } from './pictifyKeys.js';

/** Keys that are written another way, cut in pieces, or stand far from their name. */
export const disguised: readonly CaseMaker[] = [
  file('two literals joined with a plus', 'src/a.ts', (s) => {
    const key = s.key('live', 40);
    return doc`
      export const pictifyKey = '${liveIn(`${key.slice(0, 24)}' + '${key.slice(24)}`)}';
    `;
  }),
  file('prefix and body joined with a plus', 'src/b.js', (s) => {
    const key = s.key('live', 32);
    return doc`
      const PICTIFY_API_KEY = "${liveIn(`${key.slice(0, 8)}" + "${key.slice(8)}`)}";
    `;
  }),
  file('literals joined over three lines', 'src/c.ts', (s) => {
    const key = s.key('live', 64);
    return doc`
      const pictifyApiKey =
        '${liveIn(`${key.slice(0, 24)}' +\n  '${key.slice(24, 48)}' +\n  '${key.slice(48)}`)}';
    `;
  }),
  file('adjacent literals of Python', 'src/d.py', (s) => {
    const key = s.key('live', 48);
    return doc`
      PICTIFY_API_KEY = (
          "${liveIn(`${key.slice(0, 28)}"\n    "${key.slice(28)}`)}"
      )
    `;
  }),
  file('literals joined with a dot in PHP', 'src/e.php', (s) => {
    const key = s.key('live', 36);
    return doc`
      <?php
      $pictifyKey = '${liveIn(`${key.slice(0, 20)}' . '${key.slice(20)}`)}';
    `;
  }),
  file('shell value over a line end', 'bin/f.sh', (s) => {
    const key = s.key('live', 56);
    return doc`
      export PICTIFY_API_KEY=${liveIn(`${key.slice(0, 36)}\\\n${key.slice(36)}`)}
    `;
  }),
  file(
    'base64 in a variable named so',
    '.env.b64',
    (s) => doc`
      PICTIFY_API_KEY_B64=${liveIn(base64(s.key('live', 32)))}
      REGION=eu
    `,
  ),
  file(
    'base64 of a whole dotenv file in a workflow',
    '.github/workflows/env.yml',
    (s) => doc`
      jobs:
        deploy:
          steps:
            - run: echo "${liveIn(base64(`PORT=3000\nPICTIFY_API_KEY=${s.key('live', 32)}\n`))}" | base64 -d > .env
    `,
  ),
  file(
    'basic authentication of the connector',
    'src/token.ts',
    (s) => doc`
      const response = await fetch('https://mcp.pictify.io/oauth/token', {
        method: 'POST',
        headers: { Authorization: 'Basic ${liveIn(base64(`pictify:${s.key('live', 32)}`))}' },
      });
    `,
  ),
  file(
    'atob of a literal',
    'src/legacy.js',
    (s) => doc`
      const pictify = new Pictify(atob('${testIn(base64(s.key('test', 32)))}'));
    `,
  ),
  file(
    'base64 in a manifest of two keys, one public',
    'deploy/secret.yaml',
    (s) => doc`
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        PICTIFY_API_KEY: ${liveIn(base64(s.key('live', 48)))}
        NODE_ENV: ${base64('production')}
    `,
  ),
  file(
    'percent signs for every character',
    'src/link.txt',
    (s) => doc`
      https://api.pictify.io/r/card?token=${liveIn(percent(s.key('live', 20)))}
    `,
  ),
  file(
    'percent signs for the underscores of a redirect',
    'logs/redirects.log',
    (s) => doc`
      302 /go?to=https%3A%2F%2Fapi.pictify.io%2Fr%2Fcard%3Ftoken%3D${liveIn(underscores(s.key('live', 32), '%5F'))}
    `,
  ),
  file(
    'nested URL with an encoded ampersand before and after',
    'logs/share.log',
    (s) => doc`
      GET /share?u=https%3A%2F%2Fapi.pictify.io%2Fr%2Fcard%3Fname%3DAda%26token%3D${liveIn(s.key('live', 32))}%26w%3D600
    `,
  ),
  file(
    'unicode escapes for the underscores in JSON',
    'data/state.json',
    (s) => doc`
      { "pictify": { "apiKey": "${liveIn(underscores(s.key('live', 32), '\\u005f'))}" } }
    `,
  ),
  file(
    'unicode escapes for all characters',
    'src/i18n/odd.properties',
    (s) => doc`
      pictify.api.key=${liveIn(unicodeEscapes(s.key('live', 24)))}
    `,
  ),
  file(
    'entities for all characters of an attribute',
    'public/embed.html',
    (s) => doc`
      <div data-pictify-api-key="${liveIn(entities(s.key('live', 24)))}"></div>
    `,
  ),
  file(
    'hexadecimal entities in XML',
    'config/odd.xml',
    (s) => doc`
      <pictify><apiKey>${testIn(hexEntities(s.key('test', 28)))}</apiKey></pictify>
    `,
  ),
  file(
    'JSON in a string of JSON',
    'exports/queue.json',
    (s) => doc`
      { "jobs": [{ "id": 7, "payload": "{\"vendor\":\"pictify\",\"apiKey\":\"${mine(s.key('live', 32))}\"}" }] }
    `,
  ),
  file(
    'JSON in a string of JSON in a string',
    'exports/dead-letters.json',
    (s) => doc`
      {"body":"{\"message\":\"{\\\"pictifyApiKey\\\":\\\"${mine(s.key('live', 40))}\\\",\\\"n\\\":1}\"}"}
    `,
  ),
  file(
    'JSON in a string with two vendors',
    'exports/config.json',
    (s) => doc`
      {"settings":"{\"stripe\":{\"publishableKey\":\"${stripe(vendorKeys.stripe(s))}\"},\"pictify\":{\"apiKey\":\"${mine(s.key('test', 32))}\"}}"}
    `,
  ),
  file(
    'JSON in a shell variable',
    'scripts/settings.sh',
    (s) => doc`
      SETTINGS='{"pictify":{"token":"${mine(bareToken(s))}"},"width":1200}'
      echo "$SETTINGS" > settings.json
    `,
  ),
  file(
    'name in mixed case, without quotes',
    'conf/odd.yml',
    (s) => doc`
      PicTifyApiKey: ${mine(s.key('live', 32))}
      port: 80
    `,
  ),
  file(
    'name in capitals with dashes as a header',
    'conf/headers.txt',
    (s) => doc`
      X-PICTIFY-API-KEY: ${mine(s.key('live', 36))}
      Accept: image/png
    `,
  ),
  file(
    'name many lines above in a block',
    'src/pictifySettings.ts',
    (s) => doc`
      export const pictify = {
        enabled: true,
        width: 1200,
        height: 630,
        format: 'png',
        retries: 3,
        timeoutMs: 20_000,
        fonts: ['Inter', 'Fraunces'],
        queue: 'cards',
        region: 'eu-central',
        concurrency: 4,
        secret: '${mine(s.key('live', 40))}',
      };
    `,
  ),
  file(
    'name and key with wide space between',
    'conf/wide.conf',
    (s) => doc`
      pictify_api_key                                                                        =                    ${mine(s.key('live', 32))}
    `,
  ),
  file(
    'key on the line after its name',
    'conf/next.yml',
    (s) => doc`
      pictify_api_key: >-
        ${mine(s.key('live', 64))}
      port: 3000
    `,
  ),
  file(
    'long line of a bundle with the key in its middle',
    'dist/long.js',
    (s) => doc`
      ${`var a=[${Array.from({ length: 400 }, (_, index) => index).join(',')}];`}function p(){return new Pictify("${mine(s.key('live', 32))}")}${`var b=[${Array.from({ length: 400 }, (_, index) => index).join(',')}];`}
    `,
  ),
  file(
    'settings saved in UTF-16, little end first',
    'windows/settings.ini',
    (s) => doc`
      [Pictify]
      ApiKey=${mine(s.key('live', 32))}
    `,
    { encode: utf16le },
  ),
  file(
    'settings saved in UTF-16, big end first',
    'windows/render.xml',
    (s) => doc`
      <settings><pictifyApiKey>${mine(s.key('live', 40))}</pictifyApiKey></settings>
    `,
    { encode: utf16be },
  ),
  file(
    'settings in Latin-1 with accents',
    'legado/configuracao.ini',
    (s) => doc`
      ; configuração do serviço
      [pictify]
      chave = ${mine(s.key('live', 32))}
    `,
    { encode: latin1 },
  ),
  file(
    'script with Windows line ends',
    'windows/run.cmd',
    (s) => doc`
      set PORT=3000
      set PICTIFY_API_KEY=${mine(s.key('test', 40))}
      node index.js
    `,
    { encode: crlf },
  ),
  file(
    'key of sixteen characters',
    'conf/short.env',
    (s) => doc`
      PICTIFY_API_KEY=${mine(s.key('live', 16))}
    `,
  ),
  file(
    'key of 128 characters with dashes and underscores',
    'conf/longest.env',
    (s) => doc`
      PICTIFY_API_KEY="${mine(urlSafeKey(s, 'live', 128))}"
    `,
  ),
  file(
    'key at the end of a sentence',
    'notes/end.txt',
    (s) => doc`
      The production key of Pictify is ${mine(s.key('live', 32))}.
    `,
  ),
  file(
    'key between brackets, commas and a semicolon',
    'notes/brackets.txt',
    (s) => doc`
      pictify keys: [${mine(s.key('live', 32))}, ${mine(s.key('test', 32))}]; roll both
    `,
  ),
  file(
    'key in a colour escape of a terminal log',
    'logs/colour.log',
    (s) => doc`
      ${'\u001b[32m'}pictify key${'\u001b[0m'} ${live(s.key('live', 32))} ${'\u001b[2m'}loaded${'\u001b[0m'}
    `,
  ),
  file(
    'Clerk key in the query of its own host',
    'logs/clerk.log',
    (s) => doc`
      GET https://frontend-api.clerk.dev/v1/environment?publishable_key=${clerk(vendorKeys.clerk(s))}&_method=GET
    `,
  ),
];
