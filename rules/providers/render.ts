import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'render',
  source: 'https://render.com/docs/api',
  rules: [
    {
      id: 'render/api-key',
      title: 'Render API key',
      description: 'Deploys and changes the services of its owner.',
      kind: 'render-api-key',
      severity: 'error',
      keywords: ['rnd_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>rnd_[A-Za-z0-9]{28})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      validate: (secret) => /\d/.test(secret) && /[A-Z]/.test(secret) && /[a-z]/.test(secret.slice(4)),
      variable: 'RENDER_API_KEY',
      revoke: 'https://dashboard.render.com/u/settings#api-keys',
      examples: (s) => ({
        leak: [`RENDER_API_KEY=rnd_${s.alnum(27)}7`, `Authorization: Bearer rnd_${s.alnum(27)}4`],
        safe: ['RENDER_API_KEY=rnd_...', 'rnd_state_of_the_generator_seed'],
      }),
    },
    {
      id: 'render/deploy-hook',
      title: 'Render deploy hook',
      description: 'Starts a deploy of the service.',
      kind: 'render-deploy-hook',
      source: 'https://render.com/docs/deploy-hooks',
      severity: 'warning',
      keywords: ['api.render.com/deploy/'],
      pattern: /api\.render\.com\/deploy\/srv-[0-9a-z]{20}\?key=(?<secret>[A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])/,
      variable: 'RENDER_DEPLOY_HOOK_URL',
      revoke: 'Render dashboard > the service > Settings > Deploy hook > Regenerate',
      examples: (s) => ({
        leak: [
          `curl https://api.render.com/deploy/srv-${s.lower(20)}?key=${s.urlSafe(11)}`,
          `RENDER_DEPLOY_HOOK_URL="https://api.render.com/deploy/srv-${s.lower(20)}?key=${s.urlSafe(11)}"`,
        ],
        safe: [
          `curl https://api.render.com/deploy/srv-${s.lower(20)}?key=$KEY`,
          'https://api.render.com/deploy/srv-xyz',
        ],
      }),
    },
  ],
});
