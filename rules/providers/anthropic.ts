import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'anthropic',
  source: 'https://docs.anthropic.com/en/api/overview#authentication',
  rules: [
    {
      id: 'anthropic/api-key',
      title: 'Anthropic API key',
      description: 'Calls the Claude API on the account that pays for it.',
      kind: 'anthropic-api-key',
      severity: 'error',
      keywords: ['sk-ant-api'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk-ant-api\d{2,3}-[A-Za-z0-9_-]{80,110}AA)(?![A-Za-z0-9_-])/,
      variable: 'ANTHROPIC_API_KEY',
      revoke: 'https://console.anthropic.com/settings/keys',
      examples: (s) => ({
        leak: [
          `ANTHROPIC_API_KEY=sk-ant-api03-${s.urlSafe(93)}AA`,
          `client = Anthropic(api_key="sk-ant-api03-${s.urlSafe(93)}AA")`,
        ],
        safe: [`ANTHROPIC_API_KEY=sk-ant-api03-...`, `sk-ant-api03-${s.urlSafe(93)}Ab`],
      }),
    },
    {
      id: 'anthropic/admin-key',
      title: 'Anthropic admin key',
      description: 'Manages members, workspaces and API keys of an organisation.',
      kind: 'anthropic-admin-key',
      severity: 'error',
      keywords: ['sk-ant-admin'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk-ant-admin\d{2}-[A-Za-z0-9_-]{93}AA)(?![A-Za-z0-9_-])/,
      variable: 'ANTHROPIC_ADMIN_KEY',
      revoke: 'https://console.anthropic.com/settings/admin-keys',
      examples: (s) => ({
        leak: [`x-api-key: sk-ant-admin01-${s.urlSafe(93)}AA`, `ADMIN='sk-ant-admin01-${s.urlSafe(93)}AA'`],
        safe: ['sk-ant-admin01-YOUR_ADMIN_KEY', `sk-ant-admin01-${s.urlSafe(60)}`],
      }),
    },
    {
      id: 'anthropic/oauth-token',
      title: 'Anthropic OAuth token',
      description: 'Acts for a Claude subscription: an access or refresh token of a signed-in client.',
      kind: 'anthropic-oauth-token',
      severity: 'error',
      keywords: ['sk-ant-oat', 'sk-ant-ort'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk-ant-o[ar]t\d{2}-[A-Za-z0-9_-]{80,110})(?![A-Za-z0-9_-])/,
      minEntropy: 4.2,
      variable: 'CLAUDE_CODE_OAUTH_TOKEN',
      revoke: 'https://claude.ai/settings',
      examples: (s) => ({
        leak: [
          `CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-${s.urlSafe(93)}AA`,
          `{"refreshToken":"sk-ant-ort01-${s.urlSafe(93)}AA"}`,
        ],
        safe: ['CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-...', `sk-ant-oat01-${'x'.repeat(95)}`],
      }),
    },
  ],
});
