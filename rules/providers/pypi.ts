import { defineRules } from '../../src/model/rule.js';
import { isMacaroonOf } from '../checks/macaroon.js';
import { isTrivialPassword } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'pypi',
  source: 'https://pypi.org/help/#apitoken',
  rules: [
    {
      id: 'pypi/api-token',
      title: 'PyPI API token',
      description: 'Uploads packages as its owner, or to one project.',
      kind: 'pypi-token',
      severity: 'error',
      keywords: ['pypi-ageichlwas5vcmc', 'pypi-agendgvzdc5wexbplm9yz'],
      window: { before: 32, after: 1100 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>pypi-AgE[A-Za-z0-9_-]{80,1000})(?![A-Za-z0-9_-])/,
      validate: (secret) => isMacaroonOf('pypi.org', secret.slice(5)) || isMacaroonOf('test.pypi.org', secret.slice(5)),
      placeholders: 'judge',
      variable: 'TWINE_PASSWORD',
      revoke: 'https://pypi.org/manage/account/token/',
      examples: (s) => {
        const make = (location: string): string => {
          const bytes = Buffer.concat([
            Buffer.from([2, 1, location.length]),
            Buffer.from(location),
            Buffer.from([2, 0x24]),
            Buffer.from(s.uuid()),
            Buffer.from([0, 2, 0x19]),
            Buffer.from('{"permissions": "user"}  '),
            Buffer.from([0, 0, 6, 0x20]),
            s.bytes(32),
          ]);
          return `pypi-${bytes.toString('base64url')}`;
        };
        return {
          leak: [
            `TWINE_PASSWORD=${make('pypi.org')}`,
            { path: '.pypirc', text: `[pypi]\nusername = __token__\npassword = ${make('test.pypi.org')}\n` },
          ],
          safe: [`pypi-AgEIcHlwaS5vcmc${s.urlSafe(120)}`, 'TWINE_PASSWORD=pypi-AgEIcHlwaS5vcmc...'],
        };
      },
    },
    {
      id: 'pypi/pypirc-password',
      title: 'Password in .pypirc',
      description: 'Uploads packages to the index that its section names.',
      kind: 'pypirc-password',
      source: 'https://packaging.python.org/en/latest/specifications/pypirc/',
      severity: 'error',
      keywords: ['password'],
      paths: /(?:^|\/)\.?pypirc$/i,
      pattern: /(?<![\w-])password\s{0,4}[:=]\s{0,4}(?<secret>[^\s;#]{6,300})/,
      validate: (secret) => !secret.startsWith('pypi-') && !isTrivialPassword(secret),
      variable: 'TWINE_PASSWORD',
      revoke: 'Change the password at the index that the section names.',
      examples: (s) => ({
        leak: [
          {
            path: '.pypirc',
            text: `[corp]\nrepository = https://pypi.corp.io\nusername = ci\npassword = ${s.alnum(18)}\n`,
          },
          { path: 'home/.pypirc', text: `password: ${s.alnum(12)}!` },
        ],
        safe: [
          { path: '.pypirc', text: 'password = %(TWINE_PASSWORD)s' },
          { path: 'setup.cfg', text: `password = ${s.alnum(18)}` },
        ],
      }),
    },
  ],
});
