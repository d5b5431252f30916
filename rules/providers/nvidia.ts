import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'nvidia',
  source: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
  rules: [
    {
      id: 'nvidia/api-key',
      title: 'NVIDIA API key',
      description: 'Calls NIM endpoints and pulls from NGC on the account of its owner.',
      kind: 'nvidia-api-key',
      severity: 'error',
      keywords: ['nvapi-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>nvapi-[A-Za-z0-9_-]{60,70})(?![A-Za-z0-9_-])/,
      minEntropy: 4.2,
      variable: 'NVIDIA_API_KEY',
      revoke: 'https://org.ngc.nvidia.com/setup/api-keys',
      examples: (s) => ({
        leak: [`NVIDIA_API_KEY=nvapi-${s.urlSafe(63)}a`, `"Authorization": "Bearer nvapi-${s.urlSafe(63)}7"`],
        safe: ['NVIDIA_API_KEY=nvapi-...', `nvapi-${s.alnum(20)}`],
      }),
    },
  ],
});
