import { defineRules } from '../../src/model/rule.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'meta',
  source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
  rules: [
    {
      id: 'meta/access-token',
      title: 'Access token of Facebook, Instagram or WhatsApp',
      description:
        'Acts in the Graph API as the user, page or business that it was made for; a page’s or a system user’s may never expire.',
      kind: 'meta-access-token',
      severity: 'error',
      // Its own beginning is three letters that base64 is full of.
      keywords: ['facebook', 'whatsapp', 'instagram', 'fb_', 'meta_', 'page_access_token', 'access_token=eaa'],
      window: { before: 320, after: 400, lines: true },
      pattern: /(?<![A-Za-z0-9_+/-])(?<secret>EAA[A-Za-z0-9]{97,320})(?![A-Za-z0-9_+/=-])/,
      minEntropy: 4.5,
      validate: isMixed,
      variable: 'META_ACCESS_TOKEN',
      revoke:
        'https://developers.facebook.com/tools/debug/accesstoken/ to see whose it is; then the app or the business settings.',
      examples: (s) => ({
        leak: [
          `FACEBOOK_PAGE_ACCESS_TOKEN=EAAC${s.alnum(150)}`,
          `https://graph.facebook.com/v21.0/me?access_token=EAAG${s.alnum(180)}`,
          `whatsapp:\n  token: "EAAJ${s.alnum(196)}"`,
        ],
        safe: [
          'FACEBOOK_PAGE_ACCESS_TOKEN=EAA...',
          `data:image/png;base64,iVBOR/EAAC${s.alnum(150)} facebook`,
          `FACEBOOK_PIXEL_ID=${s.digits(16)}`,
        ],
      }),
    },
  ],
});
