import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'telegram',
  source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  rules: [
    {
      id: 'telegram/bot-token',
      title: 'Telegram bot token',
      description: 'Reads and writes as the bot.',
      kind: 'telegram-bot-token',
      severity: 'error',
      keywords: [':aa'],
      window: { before: 24, after: 48 },
      pattern: /(?<![A-Za-z0-9_:-])(?<secret>(?:bot)?\d{8,10}:AA[A-Za-z0-9_-]{32,33})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      validate: (secret) => /[a-z]/.test(secret.slice(12)) && /[A-Z]/.test(secret.slice(14)),
      variable: 'TELEGRAM_BOT_TOKEN',
      revoke: '@BotFather > /revoke',
      examples: (s) => ({
        leak: [
          `TELEGRAM_BOT_TOKEN=7${s.digits(9)}:AA${s.urlSafe(32)}a`,
          `https://api.telegram.org/bot5${s.digits(9)}:AA${s.urlSafe(32)}z/sendMessage`,
        ],
        safe: ['TELEGRAM_BOT_TOKEN=123456789:AAxxxxxxxx', `12345678:AA${s.alnum(10)}`],
      }),
    },
  ],
});
