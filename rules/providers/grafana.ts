import { defineRules } from '../../src/model/rule.js';
import { decodeJsonObject } from '../checks/base64.js';
import { base64Json } from '../checks/exampleValues.js';
import { crc32LittleEndianHex } from '../checks/tokenChecksum.js';

export default defineRules({
  provider: 'grafana',
  source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  rules: [
    {
      id: 'grafana/service-account-token',
      title: 'Grafana service account token',
      description: 'Calls the API of the Grafana instance with the role of its service account.',
      kind: 'grafana-token',
      severity: 'error',
      keywords: ['glsa_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>glsa_[A-Za-z0-9]{32}_[0-9a-f]{8})(?![A-Za-z0-9_])/,
      // The last part is the CRC-32 of everything before its underscore, lowest byte first.
      validate: (secret) => crc32LittleEndianHex(secret.slice(0, -9)) === secret.slice(-8),
      placeholders: 'judge',
      variable: 'GRAFANA_TOKEN',
      revoke: 'Grafana > Administration > Service accounts',
      examples: (s) => {
        const make = (): string => {
          const head = `glsa_${s.alnum(32)}`;
          return `${head}_${crc32LittleEndianHex(head)}`;
        };
        return {
          leak: [`GRAFANA_TOKEN=${make()}`, `auth = "${make()}"`],
          safe: [`glsa_${s.alnum(32)}_00112233`, 'GRAFANA_TOKEN=glsa_xxxxxxxxxxxx'],
        };
      },
    },
    {
      id: 'grafana/cloud-token',
      title: 'Grafana Cloud access policy token',
      description: 'Sends or reads metrics, logs and traces of the Grafana Cloud stack.',
      kind: 'grafana-cloud-token',
      source:
        'https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/',
      severity: 'error',
      keywords: ['glc_ey'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>glc_eyJ[A-Za-z0-9+/]{40,400}={0,2})(?![A-Za-z0-9+/=])/,
      validate: (secret) => decodeJsonObject(secret.slice(4))?.['o'] !== undefined,
      placeholders: 'judge',
      variable: 'GRAFANA_CLOUD_API_KEY',
      revoke: 'https://grafana.com > My account > Access policies',
      examples: (s) => {
        const make = (): string => `glc_${base64Json({ o: s.digits(6), n: 'ci', k: s.alnum(24), m: { r: 'eu' } })}`;
        return {
          leak: [`GRAFANA_CLOUD_API_KEY=${make()}`, `password = "${make()}"`],
          safe: [`glc_eyJ${s.alnum(60)}`, 'glc_eyJvIjoi...'],
        };
      },
    },
    {
      id: 'grafana/api-key',
      title: 'Grafana API key (old form)',
      description: 'Calls the API of the Grafana instance with its role.',
      kind: 'grafana-api-key',
      severity: 'error',
      keywords: ['eyjrijoi'],
      pattern: /(?<![A-Za-z0-9_+/.])(?<secret>eyJrIjoi[A-Za-z0-9+/]{40,300}={0,2})(?![A-Za-z0-9+/=._-])/,
      validate: (secret) => {
        const key = decodeJsonObject(secret);
        return typeof key?.['k'] === 'string' && typeof key['n'] === 'string' && typeof key['id'] === 'number';
      },
      placeholders: 'judge',
      variable: 'GRAFANA_API_KEY',
      revoke: 'Grafana > Administration > API keys',
      examples: (s) => {
        const make = (): string => base64Json({ k: s.alnum(32), n: 'terraform', id: 1 });
        return {
          leak: [`GRAFANA_API_KEY=${make()}`, `Authorization: Bearer ${make()}`],
          safe: [base64Json({ k: s.alnum(32) }), 'GRAFANA_API_KEY=eyJrIjoi...'],
        };
      },
    },
  ],
});
