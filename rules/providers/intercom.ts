import { defineRules } from '../../src/model/rule.js';
import { decodeBase64 } from '../checks/base64.js';

export default defineRules({
  provider: 'intercom',
  source: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  rules: [
    {
      id: 'intercom/access-token',
      title: 'Intercom access token',
      description: 'Reads and answers conversations and exports contacts of the workspace.',
      kind: 'intercom-token',
      severity: 'error',
      keywords: ['dg9roj', 'dg9rom'],
      pattern: /(?<![A-Za-z0-9_+/])(?<secret>dG9rO[A-Za-z0-9+/]{45,75}={0,2})(?![A-Za-z0-9_+/=])/,
      // Base64 of "tok:", hex with underscores, ":1:0".
      validate: (secret) => /^tok:[0-9a-f_]{20,60}:\d:\d$/.test(decodeBase64(secret).toString('latin1')),
      placeholders: 'judge',
      variable: 'INTERCOM_ACCESS_TOKEN',
      revoke: 'https://app.intercom.com/a/apps/_/developer-hub',
      examples: (s) => {
        const make = (): string =>
          Buffer.from(`tok:${s.hex(8)}_${s.hex(4)}_4${s.hex(3)}_a${s.hex(3)}_${s.hex(12)}:1:0`).toString('base64');
        return {
          leak: [`INTERCOM_ACCESS_TOKEN=${make()}`, `Authorization: Bearer ${make()}`],
          safe: [`dG9rO${s.alnum(55)}`, 'INTERCOM_ACCESS_TOKEN=dG9rOjxx...'],
        };
      },
    },
  ],
});
