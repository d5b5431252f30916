import { defineRules } from '../../src/model/rule.js';
import { isTrivialPassword } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'netrc',
  source: 'https://everything.curl.dev/usingcurl/netrc.html',
  rules: [
    {
      id: 'netrc/password',
      title: 'Password in .netrc',
      description: 'Signs in to the machine that stands before it, without asking, for curl, git and others.',
      kind: 'netrc-password',
      severity: 'error',
      keywords: ['password'],
      paths: /(?:^|\/)[._]netrc(?:\.[\w-]+)?$/i,
      window: { before: 300, after: 300, lines: true },
      pattern: /(?<![\w-])(?:login|account)\s{1,20}\S{1,80}\s{1,20}password\s{1,20}(?<secret>\S{4,300})/,
      validate: (secret) => !isTrivialPassword(secret),
      revoke: 'Change the password, or delete the token, at the machine that the entry names.',
      examples: (s) => ({
        leak: [
          { path: '.netrc', text: `machine api.heroku.com\n  login me@corp.io\n  password ${s.alnum(24)}\n` },
          { path: 'docker/_netrc', text: `machine git.corp.io login ci password ${s.alnum(16)}` },
        ],
        safe: [
          { path: '.netrc', text: 'machine git.corp.io login ci password $TOKEN' },
          { path: 'README.md', text: `login me password ${s.alnum(16)}` },
        ],
      }),
    },
  ],
});
