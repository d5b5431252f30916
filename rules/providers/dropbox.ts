import { defineRules } from '../../src/model/rule.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'dropbox',
  source: 'https://www.dropbox.com/developers/documentation/http/documentation',
  rules: [
    {
      id: 'dropbox/access-token',
      title: 'Dropbox access token',
      description: 'Reads and changes files of the account.',
      kind: 'dropbox-token',
      severity: 'error',
      keywords: ['dropbox', 'sl.u.', 'bearer sl.', '"sl.', "'sl.", '=sl.'],
      window: { before: 64, after: 1600, lines: true },
      pattern: /(?<![A-Za-z0-9_.-])(?<secret>sl\.(?:u\.)?[A-Za-z0-9_-]{120,1500})(?![A-Za-z0-9_.-])/,
      minEntropy: 4.5,
      validate: isMixed,
      variable: 'DROPBOX_ACCESS_TOKEN',
      revoke: 'https://www.dropbox.com/account/connected_apps',
      examples: (s) => ({
        leak: [`DROPBOX_ACCESS_TOKEN=sl.${s.urlSafe(136)}a`, `dbx = Dropbox("sl.u.${s.urlSafe(300)}7")`],
        safe: ['DROPBOX_ACCESS_TOKEN=sl.xxxx', `dropbox sl.${s.urlSafe(40)}`],
      }),
    },
  ],
});
