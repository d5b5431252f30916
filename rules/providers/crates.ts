import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'crates',
  source: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
  rules: [
    {
      id: 'crates/api-token',
      title: 'crates.io API token',
      description: 'Publishes and yanks crates as its owner.',
      kind: 'crates-io-token',
      severity: 'error',
      // With what stands before it: the bare letters are inside many words.
      keywords: ['"cio', "'cio", '`cio', '=cio', ' cio', ':cio', '(cio', '>cio'],
      window: { before: 32, after: 48 },
      pattern: /(?<![A-Za-z0-9_-])(?<secret>cio[A-Za-z0-9]{32})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      validate: (secret) =>
        /\d/.test(secret) && (secret.match(/[A-Z]/g) ?? []).length >= 4 && /[a-z]/.test(secret.slice(3)),
      variable: 'CARGO_REGISTRY_TOKEN',
      revoke: 'https://crates.io/settings/tokens',
      examples: (s) => ({
        leak: [`CARGO_REGISTRY_TOKEN=cio${s.alnum(31)}7`, `cargo login cio${s.alnum(31)}4`],
        safe: ['CARGO_REGISTRY_TOKEN=cio...', `let cionode = cio${s.alnum(20)}`],
      }),
    },
  ],
});
