import { defineRules } from '../../src/model/rule.js';
import { isTrivialPassword } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'netrc',
  source: 'https://everything.curl.dev/usingcurl/netrc.html',
  rules: [
    {
      id: 'netrc/password',
      title: 'Password in .netrc form',
      description: 'Signs in to the machine that stands before it, without asking, for curl, git and others.',
      kind: 'netrc-password',
      severity: 'error',
      keywords: ['machine ', 'default login'],
      window: { before: 8, after: 500, lines: true },
      pattern:
        /(?<![\w-])(?:machine\s{1,20}[\w.-]{3,100}|default)\s{1,20}login\s{1,20}\S{1,80}\s{1,20}password\s{1,20}(?<secret>[^\s"'`]{4,300})/,
      validate: (secret) => !isTrivialPassword(secret),
      revoke: 'Change the password, or delete the token, at the machine that the entry names.',
      examples: (s) => ({
        leak: [
          { path: '.netrc', text: `machine api.heroku.com\n  login me@corp.io\n  password ${s.alnum(24)}\n` },
          { path: 'docker/_netrc', text: `machine git.corp.io login ci password ${s.alnum(16)}` },
        ],
        safe: [
          { path: '.netrc', text: 'machine git.corp.io login ci password $TOKEN' },
          `the machine git.corp.io asks for login and password ${s.alnum(16)}`,
        ],
      }),
    },
  ],
});
