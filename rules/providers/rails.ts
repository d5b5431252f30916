import { defineRules } from '../../src/model/rule.js';
import { isLowerHex, isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'rails',
  source: 'https://guides.rubyonrails.org/security.html#session-storage',
  rules: [
    {
      id: 'rails/secret-key-base',
      title: 'SECRET_KEY_BASE of Rails or Phoenix',
      description: 'Signs and encrypts sessions and cookies of the application: whoever has it signs in as anybody.',
      kind: 'secret-key-base',
      severity: 'error',
      // In capitals only: what a deployment sets. config/dev.exs and the like hold one for development, by design.
      keywords: ['secret_key_base'],
      pattern:
        /(?<![A-Za-z0-9])SECRET_KEY_BASE["']?(?:\s{0,3}(?:=>|[:=])\s{0,3}|\s)["']?(?<secret>[0-9a-f]{64,128}|[A-Za-z0-9+/]{64})(?![\w+/=-])/,
      minEntropy: 3.2,
      validate: (secret) => isLowerHex(secret) || isMixed(secret),
      variable: 'SECRET_KEY_BASE',
      revoke: 'Make a new one (bin/rails secret, mix phx.gen.secret): all sessions end.',
      examples: (s) => ({
        leak: [
          { path: '.env.production', text: `SECRET_KEY_BASE=${s.hex(128)}` },
          { path: 'compose.yml', text: `    environment:\n      SECRET_KEY_BASE: "${s.alnum(63)}7"` },
        ],
        safe: [
          'SECRET_KEY_BASE=dummy',
          { path: 'config/dev.exs', text: `  secret_key_base: "${s.alnum(63)}7",` },
          'SECRET_KEY_BASE=$(bin/rails secret)',
        ],
      }),
    },
  ],
});
