import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'laravel',
  source: 'https://laravel.com/docs/encryption',
  rules: [
    {
      id: 'laravel/app-key',
      title: 'Laravel application key',
      description:
        'Encrypts and signs cookies, sessions and links of the application: whoever has it makes ones of their own, which has been enough to run code on the server (CVE-2018-15133).',
      kind: 'laravel-app-key',
      severity: 'error',
      keywords: ['base64:'],
      // What tests run with is committed on purpose.
      paths: /^(?!(?:.*\/)?(?:phpunit[^/]*\.xml[^/]*|\.env\.(?:test|testing|ci|dusk)[^/]*)$)/i,
      pattern:
        /(?:APP_KEY|APP_PREVIOUS_KEYS|["']key["'])[^\n]{0,60}?(?<![A-Za-z0-9_])(?<secret>base64:[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/,
      window: { before: 96, after: 64 },
      minEntropy: 4,
      variable: 'APP_KEY',
      revoke: 'php artisan key:generate; APP_PREVIOUS_KEYS would go on trusting the old one.',
      examples: (s) => {
        const key = (): string => `base64:${s.bytes(32).toString('base64')}`;
        return {
          leak: [
            { path: '.env.production', text: `APP_NAME=Cards\nAPP_KEY=${key()}\n` },
            { path: 'config/app.php', text: `    'key' => env('APP_KEY', '${key()}'),` },
            `        - name: APP_KEY\n          value: "${key()}"`.replace('\n          value: ', ' = '),
          ],
          safe: [
            'APP_KEY=',
            { path: 'phpunit.xml', text: `<env name="APP_KEY" value="${key()}"/>` },
            { path: 'app/.env.testing', text: `APP_KEY=${key()}` },
            `APP_KEY=base64:${'A'.repeat(43)}=`,
          ],
        };
      },
    },
  ],
});
