import { defineRules } from '../../src/model/rule.js';
import { decodeJsonObject } from '../checks/base64.js';
import { base64urlJson } from '../checks/exampleValues.js';

export default defineRules({
  provider: 'mapbox',
  source: 'https://docs.mapbox.com/api/accounts/tokens/#token-format',
  rules: [
    {
      id: 'mapbox/secret-token',
      title: 'Mapbox secret token',
      description: 'Uploads and changes map data and makes tokens. A pk. token is public and is not reported.',
      kind: 'mapbox-secret-token',
      severity: 'error',
      keywords: ['sk.eyj', 'tk.eyj'],
      pattern: /(?<![A-Za-z0-9_.-])(?<secret>[st]k\.eyJ[A-Za-z0-9_-]{30,200}\.[A-Za-z0-9_-]{20,30})(?![A-Za-z0-9_.-])/,
      validate: (secret) => typeof decodeJsonObject(secret.split('.')[1] ?? '')?.['u'] === 'string',
      placeholders: 'judge',
      variable: 'MAPBOX_SECRET_TOKEN',
      revoke: 'https://account.mapbox.com/access-tokens/',
      examples: (s) => {
        const token = (kind: string): string =>
          `${kind}.${base64urlJson({ u: 'shop', a: s.lower(25) })}.${s.urlSafe(22)}`;
        return {
          leak: [
            `MAPBOX_SECRET_TOKEN=${token('sk')}`,
            `curl "https://api.mapbox.com/tokens/v2/shop?access_token=${token('sk')}"`,
          ],
          safe: [`mapboxgl.accessToken = '${token('pk')}';`, `sk.eyJ${s.alnum(50)}.${s.alnum(22)}`],
        };
      },
    },
  ],
});
