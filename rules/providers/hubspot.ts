import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'hubspot',
  source: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
  rules: [
    {
      id: 'hubspot/access-token',
      title: 'HubSpot private app token',
      description: 'Reads and changes contacts, deals and content of the account.',
      kind: 'hubspot-token',
      severity: 'error',
      keywords: ['pat-na', 'pat-eu', 'pat-ap', 'pat-au'],
      pattern:
        /(?<![A-Za-z0-9_-])(?<secret>pat-(?:na|eu|ap|au)\d?-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9_-])/i,
      minEntropy: 3,
      variable: 'HUBSPOT_ACCESS_TOKEN',
      revoke: 'HubSpot > Settings > Integrations > Private apps',
      examples: (s) => ({
        leak: [`HUBSPOT_ACCESS_TOKEN=pat-na1-${s.uuid()}`, `new Client({ accessToken: 'pat-eu1-${s.uuid()}' })`],
        safe: ['HUBSPOT_ACCESS_TOKEN=pat-na1-xxxxxxxx', `pat-na1-${s.hex(12)}`],
      }),
    },
  ],
});
