import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'slack',
  source: 'https://api.slack.com/concepts/token-types',
  rules: [
    {
      id: 'slack/bot-token',
      title: 'Slack bot token',
      description: 'Reads and writes in the workspace with the scopes of the app.',
      kind: 'slack-bot-token',
      severity: 'error',
      keywords: ['xoxb-'],
      pattern: /(?<![A-Za-z0-9_.])(?<secret>xoxb-\d{9,14}-(?:\d{9,14}-)?[A-Za-z0-9]{20,26})(?![A-Za-z0-9_-])/,
      minEntropy: 3.3,
      variable: 'SLACK_BOT_TOKEN',
      revoke: 'https://api.slack.com/apps > the app > OAuth & Permissions > Revoke',
      examples: (s) => ({
        leak: [
          `SLACK_BOT_TOKEN=xoxb-${s.digits(12)}-${s.digits(13)}-${s.alnum(24)}`,
          `new WebClient("xoxb-${s.digits(12)}-${s.alnum(24)}")`,
        ],
        safe: ['SLACK_BOT_TOKEN=xoxb-your-token', `xoxb-${s.digits(12)}-${s.alnum(10)}`],
      }),
    },
    {
      id: 'slack/user-token',
      title: 'Slack user token',
      description: 'Acts in the workspace as the person who made it; a configuration or legacy token likewise.',
      kind: 'slack-user-token',
      severity: 'error',
      keywords: ['xoxp-', 'xoxe-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe.xox'],
      pattern:
        /(?<![A-Za-z0-9_.])(?<secret>(?:xoxe\.)?xox[pe]-(?:\d{9,14}-){3}[0-9a-z]{28,34}|(?:xoxe\.)?xox[bp]-\d-[A-Za-z0-9]{160,170}|xoxe-\d-[A-Za-z0-9]{140,150}|xox[arso]-(?:\d{1,2}-)?(?:\d{9,14}-){1,3}[A-Za-z0-9]{10,64})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'SLACK_USER_TOKEN',
      revoke: 'https://api.slack.com/apps > the app > OAuth & Permissions > Revoke',
      examples: (s) => ({
        leak: [
          `SLACK_USER_TOKEN=xoxp-${s.digits(12)}-${s.digits(12)}-${s.digits(12)}-${s.hex(32)}`,
          `token: xoxe.xoxp-1-${s.alnum(166)}`,
        ],
        safe: ['SLACK_USER_TOKEN=xoxp-...', `xoxp-${s.digits(12)}-${s.hex(32)}`],
      }),
    },
    {
      id: 'slack/app-token',
      title: 'Slack app-level token',
      description: 'Opens Socket Mode connections and manages the app over all its workspaces.',
      kind: 'slack-app-token',
      severity: 'error',
      keywords: ['xapp-'],
      pattern:
        /(?<![A-Za-z0-9_.])(?<secret>xapp-(?:\d-[A-Z0-9]{9,14}-\d{10,14}-[0-9a-z]{60,64}|\d{10,14}-[A-Za-z0-9/]{24}))(?![A-Za-z0-9_-])/,
      variable: 'SLACK_APP_TOKEN',
      revoke: 'https://api.slack.com/apps > the app > Basic Information > App-Level Tokens',
      examples: (s) => ({
        leak: [
          `SLACK_APP_TOKEN=xapp-1-A${s.upper(10)}-${s.digits(13)}-${s.hex(64)}`,
          `appToken: 'xapp-1-A${s.upper(10)}-${s.digits(13)}-${s.hex(64)}'`,
        ],
        safe: ['SLACK_APP_TOKEN=xapp-1-...', `xapp-1-A${s.upper(10)}-${s.digits(13)}`],
      }),
    },
    {
      id: 'slack/webhook',
      title: 'Slack webhook address',
      description: 'Posts into the channel, or starts the workflow, that it belongs to.',
      kind: 'slack-webhook',
      source: 'https://api.slack.com/messaging/webhooks',
      severity: 'error',
      keywords: ['hooks.slack.com/', 'hooks.slack-gov.com/'],
      pattern:
        /hooks\.slack(?:-gov)?\.com\/(?:services\/T[A-Za-z0-9]{7,12}\/B[A-Za-z0-9]{7,12}|(?:workflows|triggers)\/[TE][A-Z0-9]{7,12}(?:\/A[A-Z0-9]{7,12})?\/\d{12,20})\/(?<secret>[A-Za-z0-9]{23,32})(?![A-Za-z0-9])/,
      minEntropy: 3.3,
      variable: 'SLACK_WEBHOOK_TOKEN',
      revoke: 'https://api.slack.com/apps > the app > Incoming Webhooks',
      examples: (s) => ({
        leak: [
          `SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T${s.upper(8)}/B${s.upper(10)}/${s.alnum(24)}`,
          `curl -d '{}' "https://hooks.slack.com/triggers/T${s.upper(10)}/${s.digits(13)}/${s.hex(32)}"`,
        ],
        safe: [
          'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
          'https://hooks.slack.com/services/$ID',
        ],
      }),
    },
    {
      id: 'slack/signing-secret',
      title: 'Slack signing secret',
      description: 'Lets whoever holds it forge requests of Slack to the app.',
      kind: 'slack-signing-secret',
      source: 'https://api.slack.com/authentication/verifying-requests-from-slack',
      severity: 'error',
      keywords: ['slack_signing', 'slacksigning', 'slack-signing', 'slack_client_secret', 'slackclientsecret'],
      window: { before: 16, after: 160, lines: true },
      pattern:
        /slack[_-]?(?:signing|client)[_-]?secret["'`\])]{0,2}\s{0,4}(?:[:=]{1,2}>?|\|\||\?\?|,)\s{0,4}["'`]?(?<secret>[0-9a-f]{32})(?![A-Za-z0-9_])/i,
      minEntropy: 3,
      variable: 'SLACK_SIGNING_SECRET',
      revoke: 'https://api.slack.com/apps > the app > Basic Information > App Credentials',
      examples: (s) => ({
        leak: [`SLACK_SIGNING_SECRET=${s.hex(32)}`, `slackClientSecret: "${s.hex(32)}"`],
        safe: [`SLACK_SIGNING_SECRET=${'0'.repeat(32)}`, `SLACK_TEAM_HASH=${s.hex(32)}`],
      }),
    },
  ],
});
