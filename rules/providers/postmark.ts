import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export default defineRules({
  provider: 'postmark',
  source: 'https://postmarkapp.com/developer/api/overview#authentication',
  rules: [
    {
      id: 'postmark/token',
      title: 'Postmark server or account token',
      description: 'Sends mail as the server, or manages the account.',
      kind: 'postmark-token',
      severity: 'error',
      keywords: ['postmark'],
      window: { before: 64, after: 200, lines: true },
      pattern: assigned(
        `postmark${STEP}(?:token|key|secret)[\\w.-]{0,8}|postmark(?:\\.|::)?(?:Server|Account|Admin|Api)?(?:Api)?Client(?:\\.new)?|(?<![\\w.-])postmark`,
        UUID,
      ),
      minEntropy: 3,
      variable: 'POSTMARK_SERVER_TOKEN',
      revoke: 'https://account.postmarkapp.com > the server > API tokens',
      examples: (s) => ({
        leak: [
          `POSTMARK_SERVER_TOKEN=${s.uuid()}`,
          `new postmark.ServerClient("${s.uuid()}")`,
          `client = Postmark::ApiClient.new('${s.uuid()}')`,
          `new PostmarkClient("${s.uuid()}")`,
          `-H "X-Postmark-Server-Token: ${s.uuid()}"`,
        ],
        safe: ['POSTMARK_SERVER_TOKEN=POSTMARK_API_TEST', `POSTMARK_MESSAGE_ID=${s.uuid()}`],
      }),
    },
  ],
});
