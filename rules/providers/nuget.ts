import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { hasLetterAndDigit } from '../checks/characters.js';

export default defineRules({
  provider: 'nuget',
  source: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package#create-an-api-key',
  rules: [
    {
      id: 'nuget/api-key',
      title: 'NuGet API key',
      description: 'Publishes packages as its owner.',
      kind: 'nuget-api-key',
      severity: 'error',
      keywords: ['oy2'],
      window: { before: 64, after: 64 },
      pattern: /(?<![A-Za-z0-9_+/-])(?<secret>oy2[a-z0-9]{43})(?![A-Za-z0-9_+/=-])/,
      minEntropy: 3.8,
      validate: (secret) => /[2-7]/.test(secret.slice(3)),
      variable: 'NUGET_API_KEY',
      revoke: 'https://www.nuget.org/account/apikeys',
      examples: (s) => {
        const key = (): string => `oy2${s.from('abcdefghijklmnopqrstuvwxyz234567', 43)}`;
        return {
          leak: [
            `dotnet nuget push *.nupkg -k ${key()} -s https://api.nuget.org/v3/index.json`,
            `NUGET_API_KEY=${key()}`,
          ],
          safe: ['NUGET_API_KEY=oy2...', `oy2${s.lower(20)}`],
        };
      },
    },
    {
      id: 'nuget/old-api-key',
      title: 'NuGet API key (other forms)',
      description:
        'Publishes packages as its owner. A UUID or a long word without the usual beginning, told by the name.',
      kind: 'nuget-api-key',
      severity: 'error',
      keywords: ['nuget'],
      window: { before: 16, after: 160, lines: true },
      pattern: vendorKey(
        'nuget',
        'key|token|secret',
        '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[a-z0-9]{46}',
      ),
      minEntropy: 3.2,
      validate: (secret) => !secret.startsWith('oy2') && hasLetterAndDigit(secret),
      variable: 'NUGET_API_KEY',
      revoke: 'https://www.nuget.org/account/apikeys',
      examples: (s) => ({
        leak: [`NUGET_API_KEY=${s.uuid()}`, `nuget_key = "${s.lower(45)}7"`],
        safe: ['NUGET_API_KEY=%NUGET_KEY%', `nuget_package_hash = ${s.lower(46)}`],
      }),
    },
  ],
});
