import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { decodeBase64 } from '../checks/base64.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'discord',
  source: 'https://discord.com/developers/docs/reference#authentication',
  rules: [
    {
      id: 'discord/bot-token',
      title: 'Discord bot token',
      description: 'Signs in as the bot: reads, writes and moderates wherever it is a member.',
      kind: 'discord-bot-token',
      severity: 'error',
      // The first part is base64 of the bot's id in decimal digits: it begins with M, N or O and a known second letter.
      keywords: [
        'discord',
        'bot_token',
        'bottoken',
        'client.login',
        'client.run',
        'bot.run',
        'bot.login',
        'token=m',
        'token=n',
        'token=o',
        'token="m',
        '"token": "m',
        "token: 'm",
        'token = "m',
        "token = 'm",
      ],
      window: { before: 128, after: 200, lines: true },
      pattern:
        /(?<![A-Za-z0-9_.-])(?<secret>[MNO][A-Za-z0-9]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})(?![A-Za-z0-9_.-])/,
      minEntropy: 3.5,
      validate: (secret) => /^\d{17,20}$/.test(decodeBase64(secret.split('.')[0] ?? '').toString('latin1')),
      variable: 'DISCORD_TOKEN',
      revoke: 'https://discord.com/developers/applications > the application > Bot > Reset Token',
      examples: (s) => {
        const id = (digits: number): string => Buffer.from(`1${s.digits(digits - 1)}`).toString('base64url');
        return {
          leak: [
            `DISCORD_TOKEN=${id(18)}.G${s.urlSafe(5)}.${s.urlSafe(38)}`,
            `client.login('${id(18)}.X${s.urlSafe(5)}.${s.urlSafe(27)}');`,
          ],
          safe: [
            `DISCORD_TOKEN=M${s.alnum(23)}.G${s.urlSafe(5)}.${s.urlSafe(38)}`,
            'client.login(process.env.DISCORD_TOKEN);',
          ],
        };
      },
    },
    {
      id: 'discord/webhook',
      title: 'Discord webhook address',
      description: 'Posts into the channel that it belongs to.',
      kind: 'discord-webhook',
      source: 'https://discord.com/developers/docs/resources/webhook',
      severity: 'error',
      keywords: ['/api/webhooks/'],
      pattern:
        /discord(?:app)?\.com\/api\/webhooks\/(?<id>\d{17,20})\/(?<secret>[A-Za-z0-9_-]{60,80})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'DISCORD_WEBHOOK_TOKEN',
      revoke: 'Discord > the channel > Edit channel > Integrations > Webhooks',
      examples: (s) => ({
        leak: [
          `DISCORD_WEBHOOK_URL=https://discord.com/api/webhooks/1${s.digits(17)}/${s.urlSafe(67)}z`,
          `url: "https://canary.discord.com/api/webhooks/1${s.digits(18)}/${s.urlSafe(67)}z"`,
        ],
        safe: [
          `https://discord.com/api/webhooks/1${s.digits(17)}/<token>`,
          `https://discord.com/api/webhooks/ID/TOKEN`,
        ],
      }),
    },
    {
      id: 'discord/client-secret',
      title: 'Discord client secret',
      description: 'Exchanges OAuth codes as the application.',
      kind: 'discord-client-secret',
      severity: 'error',
      keywords: ['client_secret', 'client-secret', 'clientsecret'],
      window: { before: 96, after: 160, lines: true },
      pattern: vendorKey('discord', 'client[_-]?secret', '[A-Za-z0-9_-]{32}'),
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'DISCORD_CLIENT_SECRET',
      revoke: 'https://discord.com/developers/applications > the application > OAuth2 > Reset Secret',
      examples: (s) => ({
        leak: [`DISCORD_CLIENT_SECRET=${s.urlSafe(31)}7`, `discord: { clientSecret: '${s.urlSafe(31)}4' }`],
        safe: [`DISCORD_CLIENT_ID=1${s.digits(17)}`, `DISCORD_CLIENT_SECRET=${'your-discord-client-secret-here'}`],
      }),
    },
  ],
});
