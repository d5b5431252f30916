import { defineRules } from '../../src/model/rule.js';
import { decodeBase64 } from '../checks/base64.js';

export default defineRules({
  provider: 'artifactory',
  source:
    'https://jfrog.com/help/r/platform-api-key-deprecation-and-the-new-reference-tokens/introducing-jfrog-access-and-identity-tokens',
  rules: [
    {
      id: 'artifactory/api-key',
      title: 'JFrog Artifactory API key',
      description: 'Reads and publishes packages as its owner.',
      kind: 'artifactory-api-key',
      severity: 'error',
      keywords: ['akcp'],
      pattern: /(?<![A-Za-z0-9_+/-])(?<secret>AKCp[A-Za-z0-9]{69})(?![A-Za-z0-9_+/=-])/,
      minEntropy: 4.2,
      variable: 'ARTIFACTORY_API_KEY',
      revoke: 'JFrog platform > Edit profile > Revoke API key',
      examples: (s) => ({
        leak: [`ARTIFACTORY_API_KEY=AKCp${s.alnum(69)}`, `-H "X-JFrog-Art-Api: AKCp${s.alnum(69)}"`],
        safe: ['ARTIFACTORY_API_KEY=AKCp...', `AKCp${s.alnum(20)}`],
      }),
    },
    {
      id: 'artifactory/reference-token',
      title: 'JFrog reference or identity token',
      description: 'Does on the platform what its owner may.',
      kind: 'artifactory-reference-token',
      source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/understanding-identity-tokens',
      severity: 'error',
      keywords: ['cmvmdgtuojaxoj'],
      // Base64 of `reftkn:01:`, when it expires and a random part.
      pattern: /(?<![A-Za-z0-9_+/-])(?<secret>cmVmdGtuOjAxOj[A-Za-z0-9+/]{40,80}={0,2})(?![A-Za-z0-9_+/=-])/,
      validate: (secret) => /^reftkn:01:\d{10}:[A-Za-z0-9]{20,40}$/.test(decodeBase64(secret).toString('latin1')),
      variable: 'JF_ACCESS_TOKEN',
      revoke: 'JFrog platform > User management > Access tokens',
      examples: (s) => {
        const token = (): string => Buffer.from(`reftkn:01:1${s.digits(9)}:${s.alnum(28)}`).toString('base64');
        return {
          leak: [`JF_ACCESS_TOKEN=${token()}`, `//corp.jfrog.io/artifactory/api/npm/npm/:_authToken=${token()}`],
          safe: ['JF_ACCESS_TOKEN=...', Buffer.from(`reftkn:02:${s.alnum(40)}`).toString('base64')],
        };
      },
    },
  ],
});
