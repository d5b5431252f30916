import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { hasLetterAndDigit, isLowerHex, isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'datadog',
  source: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  rules: [
    {
      id: 'datadog/api-key',
      title: 'Datadog API key',
      description:
        'Sends metrics, logs and events into the organisation. A client token (pub…) is public and is not reported.',
      kind: 'datadog-api-key',
      severity: 'error',
      keywords: ['datadog', 'dd_api', 'dd-api', 'ddapi'],
      window: { before: 64, after: 200, lines: true },
      pattern: assigned(`datadog${STEP}api[_-]?key[\\w.-]{0,8}|(?<![A-Za-z0-9])dd[_-]?api[_-]?key`, '[0-9a-f]{32}'),
      minEntropy: 3,
      validate: hasLetterAndDigit,
      variable: 'DD_API_KEY',
      revoke: 'https://app.datadoghq.com/organization-settings/api-keys',
      examples: (s) => ({
        leak: [`DD_API_KEY=${s.hex(32)}`, `datadog:\n  apiKey: ${s.hex(32)}`, `-H "DD-API-KEY: ${s.hex(32)}"`],
        safe: [`DD_API_KEY=${'0'.repeat(32)}`, `datadog/agent@sha256:${s.hex(64)}`],
      }),
    },
    {
      id: 'datadog/agent-key',
      title: 'Datadog API key of an agent',
      description: 'Sends metrics, logs and events into the organisation: the agent’s own config has it.',
      kind: 'datadog-api-key',
      source: 'https://docs.datadoghq.com/agent/configuration/agent-configuration-files/',
      severity: 'error',
      keywords: ['api_key'],
      paths: /(?:^|\/)datadog(?:-agent)?\.ya?ml$/i,
      pattern: /(?<![\w-])api_key["']?\s{0,3}:\s{0,3}["']?(?<secret>[0-9a-f]{32})(?![\w-])/,
      minEntropy: 3,
      validate: hasLetterAndDigit,
      variable: 'DD_API_KEY',
      revoke: 'https://app.datadoghq.com/organization-settings/api-keys',
      examples: (s) => ({
        leak: [
          { path: 'datadog.yaml', text: `api_key: ${s.hex(32)}\nsite: example.eu\n` },
          { path: 'roles/agent/files/datadog.yaml', text: `## @param api_key\napi_key: "${s.hex(32)}"\n` },
        ],
        safe: [
          { path: 'datadog.yaml', text: 'api_key: ENC[datadog_api_key]\n' },
          { path: 'other.yaml', text: `api_key: ${s.hex(32)}\n` },
        ],
      }),
    },
    {
      id: 'datadog/app-key',
      title: 'Datadog application key',
      description: 'Reads and changes dashboards, monitors and users with the rights of its owner.',
      kind: 'datadog-app-key',
      severity: 'error',
      keywords: ['datadog', 'dd_app', 'dd-app', 'ddapp'],
      window: { before: 64, after: 200, lines: true },
      pattern: assigned(
        `datadog${STEP}app(?:lication)?[_-]?key[\\w.-]{0,8}|(?<![A-Za-z0-9])dd[_-]?app(?:lication)?[_-]?key|datadog[_-]?token`,
        '[A-Za-z0-9]{40}',
      ),
      minEntropy: 3,
      validate: (secret) => isLowerHex(secret) || isMixed(secret),
      variable: 'DD_APP_KEY',
      revoke: 'https://app.datadoghq.com/organization-settings/application-keys',
      examples: (s) => ({
        leak: [`DD_APP_KEY=${s.hex(40)}`, `provider "datadog" {\n  app_key = "${s.hex(40)}"`],
        safe: [`DD_APP_KEY=${'a'.repeat(40)}`, `datadog_commit = "${s.hex(40)}"`],
      }),
    },
  ],
});
