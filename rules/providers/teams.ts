import { defineRules } from '../../src/model/rule.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export default defineRules({
  provider: 'teams',
  source:
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  rules: [
    {
      id: 'teams/webhook',
      title: 'Microsoft Teams webhook address',
      description: 'Posts into the channel that it belongs to.',
      kind: 'teams-webhook',
      severity: 'error',
      keywords: ['webhook.office.com/', 'outlook.office.com/webhook'],
      pattern: new RegExp(
        `office\\.com/webhook(?:b2)?/(?<secret>${UUID}@${UUID}/IncomingWebhook/[0-9a-f]{32}/${UUID}(?:/[A-Za-z0-9_-]{20,60})?)(?![A-Za-z0-9_-])`,
        'i',
      ),
      variable: 'TEAMS_WEBHOOK_URL',
      revoke: 'Teams > the channel > Manage channel > Connectors',
      examples: (s) => ({
        leak: [
          `TEAMS_WEBHOOK_URL=https://corp.webhook.office.com/webhookb2/${s.uuid()}@${s.uuid()}/IncomingWebhook/${s.hex(32)}/${s.uuid()}`,
          `url: "https://outlook.office.com/webhook/${s.uuid()}@${s.uuid()}/IncomingWebhook/${s.hex(32)}/${s.uuid()}"`,
        ],
        safe: [
          'https://corp.webhook.office.com/webhookb2/...',
          `https://corp.webhook.office.com/webhookb2/${s.uuid()}`,
        ],
      }),
    },
    {
      id: 'teams/workflow-webhook',
      title: 'Power Automate (Teams workflow) webhook address',
      description: 'Starts the flow that it belongs to, which posts or does more.',
      kind: 'power-automate-webhook',
      source:
        'https://support.microsoft.com/en-us/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498',
      severity: 'error',
      keywords: ['logic.azure.com', 'api.powerplatform.com'],
      window: { before: 96, after: 512 },
      pattern:
        /(?:logic\.azure\.com(?::443)?|api\.powerplatform\.com(?::443)?\/powerautomate(?:\/automations\/direct)?)\/workflows\/[0-9a-f]{32}\/triggers\/[^\s"'`<>]{4,200}?[?&]sig=(?<secret>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/i,
      variable: 'TEAMS_WEBHOOK_URL',
      revoke: 'Power Automate > the flow > delete the trigger, or Azure portal > Logic app > Access keys',
      examples: (s) => ({
        leak: [
          `https://prod-07.westeurope.logic.azure.com:443/workflows/${s.hex(32)}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${s.urlSafe(43)}`,
          `"flow": "https://prod-12.westus.logic.azure.com/workflows/${s.hex(32)}/triggers/manual/paths/invoke?sig=${s.urlSafe(43)}"`,
        ],
        safe: [
          'https://prod-07.westeurope.logic.azure.com:443/workflows/ID/triggers/manual/paths/invoke?sig=SIGNATURE',
          `https://prod-07.westeurope.logic.azure.com/workflows/${s.hex(32)}`,
        ],
      }),
    },
  ],
});
