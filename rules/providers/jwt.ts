import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isLowerHex, isMixed } from '../checks/characters.js';
import { sampleJwt } from '../checks/exampleValues.js';
import { parseJwt } from '../checks/jwt.js';

export default defineRules({
  provider: 'jwt',
  source: 'https://datatracker.ietf.org/doc/html/rfc7519',
  rules: [
    {
      id: 'jwt/token',
      title: 'JSON Web Token',
      description: 'Signs in as the person or service that it names until it expires, where that is ever.',
      kind: 'jwt',
      severity: 'warning',
      keywords: ['eyj'],
      window: { before: 16, after: 3072 },
      pattern:
        /(?<![A-Za-z0-9_.-])(?<secret>eyJ[A-Za-z0-9_-]{10,600}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{40,700})(?![A-Za-z0-9_-])/,
      validate: (secret) => {
        const token = parseJwt(secret);
        if (!token) return false;
        const { payload } = token;
        // Supabase's service_role has its own rule; its anon key is public by design.
        if (payload['role'] === 'anon' || payload['role'] === 'service_role') return false;
        // The token of jwt.io and of every tutorial after it.
        return payload['name'] !== 'John Doe' && payload['sub'] !== '1234567890';
      },
      placeholders: 'judge',
      revoke: 'Rotate the key that signed it, or end the session at the issuer.',
      examples: (s) => ({
        leak: [
          `Authorization: Bearer ${sampleJwt(s, { iss: 'https://id.corp.io', sub: s.digits(12), exp: 2_000_000_000 })}`,
          `TOKEN="${sampleJwt(s, { aud: 'api', client: s.alnum(12) })}"`,
        ],
        safe: [
          sampleJwt(s, { sub: '1234567890', name: 'John Doe', iat: 1516239022 }),
          `SUPABASE_ANON_KEY=${sampleJwt(s, { iss: 'supabase', role: 'anon' })}`,
          `eyJ${s.alnum(30)}.eyJ${s.alnum(40)}.${s.alnum(43)}`,
        ],
      }),
    },
    {
      id: 'jwt/signing-secret',
      title: 'Secret that signs JSON Web Tokens',
      description: 'Whoever has it makes tokens for any user.',
      kind: 'jwt-signing-secret',
      source: 'https://datatracker.ietf.org/doc/html/rfc7518#section-3.2',
      severity: 'error',
      keywords: ['jwt', 'jsonwebtoken', 'auth_secret', 'auth-secret'],
      window: { before: 16, after: 200, lines: true },
      // Also the second argument of `jwt.sign(…, '…')`, and Auth.js's AUTH_SECRET, which does the same.
      pattern: assigned(
        `jwt${STEP}(?:secret(?:[_-]?key)?|signing[_-]?key)[\\w.-]{0,12}|(?:jwt|jsonwebtoken)\\.(?:sign|verify|encode|decode)\\([^"'\`\\n;]{1,80}|(?<![A-Za-z0-9])(?:next_?|better_)?auth[_-]secret`,
        '[0-9a-f]{32,128}|[A-Za-z0-9+/_-]{40,128}={0,2}',
      ),
      minEntropy: 3.2,
      validate: (secret) => isMixed(secret) || isLowerHex(secret),
      variable: 'JWT_SECRET',
      revoke: 'Make a new one, and let tokens that the old one signed expire.',
      examples: (s) => ({
        leak: [
          `JWT_SECRET=${s.hex(64)}`,
          `jwt:\n  secret: "${s.alnum(43)}="`,
          `const token = jwt.sign({ sub: user.id }, '${s.alnum(63)}7', { expiresIn: '1h' });`,
          `jwt.encode(payload, "${s.hex(64)}", algorithm="HS256")`,
          `NEXTAUTH_SECRET=${s.alnum(42)}7=`,
        ],
        safe: [
          'JWT_SECRET=change-me',
          `jwt_secret_arn: "arn:aws:secretsmanager:eu-west-1:${s.digits(12)}:secret:jwt"`,
          `jwt_id = ${s.hex(32)}`,
          'jwt.sign(payload, process.env.JWT_SECRET)',
          `jwt.verify(token, publicKey); const etag = '${s.hex(64)}';`,
          'AUTH_SECRET=your-generated-secret',
        ],
      }),
    },
  ],
});
