import { defineRules } from '../../src/model/rule.js';
import { pemBlock, samplePrivateKeyBody } from '../checks/exampleValues.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';
import { readPrivateKeyBody } from '../checks/privateKey.js';

export default defineRules({
  provider: 'google',
  source: 'https://cloud.google.com/docs/authentication/api-keys',
  rules: [
    {
      id: 'google/api-key',
      title: 'Google API key',
      description:
        'Calls Maps, Gemini and other Google APIs on the project that pays. A key for a web page or a Firebase app is public by design: then restrict it by referrer, app and API, and mark it as public here.',
      kind: 'google-api-key',
      severity: 'warning',
      keywords: ['aiza'],
      pattern: /(?<![A-Za-z0-9_-])(?<secret>AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/,
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'GOOGLE_API_KEY',
      revoke: 'https://console.cloud.google.com/apis/credentials',
      examples: (s) => ({
        leak: [
          `GEMINI_API_KEY=AIzaSy${s.urlSafe(32)}7`,
          `https://maps.googleapis.com/maps/api/js?key=AIzaSy${s.urlSafe(32)}3`,
        ],
        safe: ['GOOGLE_API_KEY=AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX', `AIza${s.alnum(20)}`],
      }),
    },
    {
      id: 'google/bound-api-key',
      title: 'Google API key bound to a service account',
      description: 'Calls Google Cloud, Vertex AI among it, as the service account that it is bound to.',
      kind: 'google-bound-api-key',
      source: 'https://cloud.google.com/docs/authentication/api-keys#api-keys-bound-sa',
      severity: 'error',
      keywords: ['aq.ab8'],
      pattern: /(?<![A-Za-z0-9_.-])(?<secret>AQ\.Ab8[A-Za-z0-9_-]{44,60})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      validate: isMixed,
      variable: 'GOOGLE_API_KEY',
      revoke: 'https://console.cloud.google.com/apis/credentials',
      examples: (s) => ({
        leak: [`GOOGLE_API_KEY=AQ.Ab8RN6${s.urlSafe(43)}7`, `"x-goog-api-key": "AQ.Ab8RN6${s.urlSafe(43)}2"`],
        safe: ['GOOGLE_API_KEY=AQ.Ab8...', `AQ.Ab8${s.alnum(10)}`],
      }),
    },
    {
      id: 'google/oauth-client-secret',
      title: 'Google OAuth client secret',
      description: 'Lets whoever holds it pose as the app when codes are exchanged for tokens.',
      kind: 'google-client-secret',
      source: 'https://developers.google.com/identity/protocols/oauth2',
      severity: 'error',
      keywords: ['gocspx-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>GOCSPX-[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])/,
      minEntropy: 3.8,
      variable: 'GOOGLE_CLIENT_SECRET',
      revoke: 'https://console.cloud.google.com/apis/credentials',
      examples: (s) => ({
        leak: [`GOOGLE_CLIENT_SECRET=GOCSPX-${s.urlSafe(28)}`, `{"web":{"client_secret":"GOCSPX-${s.urlSafe(28)}"}}`],
        safe: ['GOOGLE_CLIENT_SECRET=GOCSPX-...', `GOCSPX-${s.alnum(10)}`],
      }),
    },
    {
      id: 'google/oauth-token',
      title: 'Google OAuth access or refresh token',
      description: 'Acts for the account that consented; a refresh token until it is revoked.',
      kind: 'google-oauth-token',
      source: 'https://developers.google.com/identity/protocols/oauth2#size',
      severity: 'error',
      keywords: ['ya29.', '1//0'],
      pattern:
        /(?<![A-Za-z0-9_/.])(?<secret>ya29\.[A-Za-z0-9_-]{45,1000}|1\/\/0[A-Za-z0-9_-]{60,200})(?![A-Za-z0-9_-])/,
      window: { before: 32, after: 1200 },
      minEntropy: 4.2,
      validate: isMixed,
      variable: 'GOOGLE_REFRESH_TOKEN',
      revoke: 'https://myaccount.google.com/connections',
      examples: (s) => ({
        leak: [`Authorization: Bearer ya29.a0Af${s.urlSafe(160)}`, `"refresh_token": "1//0g${s.urlSafe(96)}"`],
        safe: ['Authorization: Bearer ya29.…', `1//0g${s.alnum(20)}`],
      }),
    },
    {
      id: 'google/service-account',
      title: 'Google service account key',
      description:
        'Signs in as the service account, with every role that was granted to it; Firebase Admin uses the same file.',
      kind: 'google-service-account',
      source: 'https://cloud.google.com/iam/docs/keys-create-delete',
      severity: 'error',
      keywords: ['"service_account"', '\\"service_account\\"'],
      window: { before: 3200, after: 3200, lines: true },
      pattern:
        /\\{0,2}"private_key\\{0,2}"\s{0,4}:\s{0,4}\\{0,2}"-{5}BEGIN (?:RSA )?PRIVATE KEY-{5}(?<secret>[^-"]{200,3000})-{5}END/,
      validate: (secret) => readPrivateKeyBody(secret) === 'plain',
      placeholders: 'judge',
      variable: 'GOOGLE_APPLICATION_CREDENTIALS',
      revoke: 'https://console.cloud.google.com/iam-admin/serviceaccounts > the account > Keys',
      examples: (s) => {
        const key = (): string => pemBlock('PRIVATE KEY', samplePrivateKeyBody(s, 1200)).replaceAll('\n', '\\n');
        return {
          leak: [
            {
              path: 'firebase-adminsdk.json',
              text: `{\n  "type": "service_account",\n  "project_id": "shop",\n  "private_key_id": "${s.hex(40)}",\n  "private_key": "${key()}\\n",\n  "client_email": "a@shop.iam.gserviceaccount.com"\n}`,
            },
            `admin.initializeApp({ credential: cert({ "type": "service_account", "private_key": "${key()}" }) });`,
          ],
          safe: [
            `{"type": "service_account", "private_key": "${pemBlock('PRIVATE KEY', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC...').replaceAll('\n', '\\n')}"}`,
            '{"type": "service_account", "private_key": process.env.PRIVATE_KEY}',
          ],
        };
      },
    },
    {
      id: 'google/fcm-server-key',
      title: 'Firebase Cloud Messaging server key',
      description: 'Sends push messages to every device of the app.',
      kind: 'firebase-server-key',
      source: 'https://firebase.google.com/docs/cloud-messaging/auth-server',
      severity: 'error',
      keywords: [':apa91b'],
      window: { before: 32, after: 200 },
      // Registration tokens of devices look alike but do not begin with AAAA and seven characters.
      pattern: /(?<![A-Za-z0-9_-])(?<secret>AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134})(?![A-Za-z0-9_-])/,
      variable: 'FCM_SERVER_KEY',
      revoke: 'https://console.firebase.google.com > Project settings > Cloud Messaging',
      examples: (s) => ({
        leak: [
          `FCM_SERVER_KEY=AAAA${s.urlSafe(7)}:APA91b${s.urlSafe(134)}`,
          `Authorization: key=AAAA${s.urlSafe(7)}:APA91b${s.urlSafe(134)}`,
        ],
        safe: [`token: ${s.alnum(11)}:APA91b${s.urlSafe(134)}`, 'FCM_SERVER_KEY=AAAA...:APA91b...'],
      }),
    },
    {
      id: 'google/old-client-secret',
      title: 'Google OAuth client secret (old form)',
      description: 'Lets whoever holds it pose as the app when codes are exchanged for tokens.',
      kind: 'google-client-secret',
      source: 'https://developers.google.com/identity/protocols/oauth2',
      severity: 'error',
      keywords: ['client_secret', 'client-secret', 'clientsecret'],
      window: { before: 96, after: 160, lines: true },
      pattern: assigned(
        `(?:google|googleusercontent\\.com)(?:${STEP}|["'];?\\s{1,8}(?:[a-z]{3,8} ){0,4}[\\w.]{0,24}?)client[_-]?secret[\\w.-]{0,12}`,
        '[A-Za-z0-9_-]{24}',
      ),
      minEntropy: 3.6,
      validate: isMixed,
      variable: 'GOOGLE_CLIENT_SECRET',
      revoke: 'https://console.cloud.google.com/apis/credentials',
      examples: (s) => ({
        leak: [`GOOGLE_CLIENT_SECRET=${s.alnum(23)}7`, `google: { clientSecret: '${s.alnum(23)}4' }`],
        safe: ['GOOGLE_CLIENT_SECRET=your-google-client-secret', `GOOGLE_PROJECT=${s.alnum(24)}`],
      }),
    },
  ],
});
