import { defineRules } from '../src/model/rule.js';
import { hasLetterAndDigit } from './checks/characters.js';
import { isTrivialPassword } from './checks/connectionUrl.js';

/** Rules that know a name but no vendor: too noisy for the default, for the preset `strict` only. */
export default defineRules({
  provider: 'generic',
  source: 'https://cwe.mitre.org/data/definitions/798.html',
  rules: [
    {
      id: 'generic/assignment',
      title: 'Hard-coded secret',
      description: 'A name such as secret, token, password or api_key is assigned a literal that looks made at random.',
      kind: 'hard-coded-secret',
      severity: 'warning',
      keywords: [
        'secret',
        'token',
        'passw',
        'api_key',
        'apikey',
        'api-key',
        'access_key',
        'accesskey',
        'access-key',
        'private_key',
        'privatekey',
        'credential',
        'auth_key',
        'authkey',
        'encryption_key',
        'encryptionkey',
        'signing_key',
        'signingkey',
      ],
      window: { before: 48, after: 240 },
      pattern:
        /(?<name>[\w.-]{0,40}?(?:secret|token|passw(?:or)?d|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth[_-]?key|encryption[_-]?key|signing[_-]?key)[\w-]{0,20})["'`\])]{0,2}\s{0,4}(?::\s?[A-Za-z]{1,10}\s?)?(?:=>|:=|={1,2}|:)\s{0,4}["'`]?(?<secret>[A-Za-z0-9+/=_.~!@#$%^&*-]{16,160})(?=["'`\s,;)}\]<]|$)/i,
      minEntropy: 3.5,
      validate: (secret, groups) => {
        const name = groups['name'] ?? '';
        // Names of ids, public keys, paths, limits and positions hold no secrets.
        if (
          /public|publishable|(?:^|[_.-])(?:id|ids|name|path|file|url|uri|type|length|limit|count|regex|pattern|header|index|expir\w*|ttl|label|title|hash|arn|ref|version)$|(?:Id|Ids|Name|Path|File|Url|Uri|Type|Length|Limit|Count|Regex|Pattern|Header|Index|Label|Title|Hash|Arn|Ref|Version)$|tokenizer|max_?tokens/.test(
            name,
          )
        )
          return false;
        if (!hasLetterAndDigit(secret) || isTrivialPassword(secret)) return false;
        // Calls, member chains, words joined by separators, paths, URLs and mail addresses are no literals of secrets.
        return !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$|^(?:[a-z]+[-_.])+[a-z]+\d{0,3}$|^(?:\.{0,2}\/|[a-z]+:\/\/)|^[\w.-]+@[\w-]+\.[a-z]+$|^[A-Z]+(?:_[A-Z0-9]+)+$/.test(
          secret,
        );
      },
      revoke: 'Rotate it where it was issued, and read it from the environment or a secret manager.',
      examples: (s) => ({
        leak: [
          `SESSION_SECRET=${s.alnum(31)}7`,
          `const apiKey = "${s.alnum(31)}4";`,
          `db_password: '${s.alnum(19)}!2'`,
        ],
        safe: [
          'token = request.headers.authorization',
          `tokenId = "${s.alnum(24)}"`,
          'SECRET_KEY=django-insecure-key-for-development',
          'password: "correct horse battery staple"',
          `publicKey: "${s.alnum(32)}"`,
        ],
      }),
    },
  ],
});
