import { defineRules } from '../../src/model/rule.js';
import { assigned } from '../checks/assigned.js';
import { hasAwsAccount } from '../checks/awsAccount.js';
import { isLowerHex, isMixed } from '../checks/characters.js';
import { entropy } from '../../src/text/entropy.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/';

export default defineRules({
  provider: 'aws',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  rules: [
    {
      id: 'aws/access-key-id',
      title: 'AWS access key id',
      description: 'Names a long-lived key of an IAM user; with its secret half it acts as that user.',
      kind: 'aws-access-key-id',
      severity: 'error',
      keywords: ['akia'],
      pattern: /(?<![A-Za-z0-9_+/])(?<secret>AKIA[A-Z2-7]{16})(?![A-Za-z0-9_+/=])/,
      minEntropy: 2.8,
      validate: (secret) => hasAwsAccount(secret) && !secret.endsWith('EXAMPLE'),
      variable: 'AWS_ACCESS_KEY_ID',
      revoke: 'https://console.aws.amazon.com/iam/home#/security_credentials',
      examples: (s) => ({
        leak: [
          `AWS_ACCESS_KEY_ID=AKIAQ${s.from(BASE32, 15)}`,
          `new S3Client({ credentials: { accessKeyId: "AKIAW${s.from(BASE32, 15)}" } })`,
        ],
        safe: [
          `aws_access_key_id = ${s.join('AKIA', 'IOSFODNN7', 'EXAMPLE')}`,
          s.join('AKIA', '7'.repeat(3), s.from(BASE32, 12)),
          `AKIA${s.lower(16)}`,
        ],
      }),
    },
    {
      id: 'aws/temporary-key-id',
      title: 'AWS temporary access key id',
      description: 'Names a temporary key of AWS STS; with its secret half and session token it acts until it expires.',
      kind: 'aws-temporary-key-id',
      severity: 'warning',
      keywords: ['asia'],
      pattern: /(?<![A-Za-z0-9_+/])(?<secret>ASIA[A-Z2-7]{16})(?![A-Za-z0-9_+/=])/,
      minEntropy: 2.8,
      validate: (secret) => hasAwsAccount(secret) && /[2-7]/.test(secret) && !secret.endsWith('EXAMPLE'),
      variable: 'AWS_ACCESS_KEY_ID',
      revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
      examples: (s) => ({
        leak: [`aws_access_key_id = ASIAQ${s.from(BASE32, 14)}5`, `{"AccessKeyId":"ASIAW${s.from(BASE32, 14)}3"}`],
        safe: [s.join('ASIA', 'IOSFODNN7', 'EXAMPLE'), 'const region = ASIAPACIFICNORTHEAST;'],
      }),
    },
    {
      id: 'aws/secret-access-key',
      title: 'AWS secret access key',
      description: 'The secret half of an access key: with the id it signs requests to AWS as its owner.',
      kind: 'aws-secret-access-key',
      severity: 'error',
      keywords: [
        'secret_access_key',
        'secretaccesskey',
        'secret-access-key',
        'secret.access.key',
        'aws_secret',
        'aws.secret',
        'awssecret',
        'aws-secret',
      ],
      window: { before: 32, after: 220, lines: true },
      pattern: assigned(
        'aws[_.-]?secret(?:[_.-]?access)?(?:[_.-]?key)?[\\w.-]{0,12}|secret[_.-]?access[_.-]?key[\\w.-]{0,12}',
        '[A-Za-z0-9/+]{40}|[0-9a-f]{64}',
      ),
      minEntropy: 3.2,
      // Hex where another vendor's storage speaks S3: 64 digits for Cloudflare R2.
      validate: (secret) =>
        (isLowerHex(secret) || (isMixed(secret) && entropy(secret) >= 4.1)) && !secret.endsWith('EXAMPLEKEY'),
      variable: 'AWS_SECRET_ACCESS_KEY',
      revoke: 'https://console.aws.amazon.com/iam/home#/security_credentials',
      examples: (s) => ({
        leak: [
          `AWS_SECRET_ACCESS_KEY=${s.from(SECRET, 40)}`,
          `credentials: { accessKeyId: id, secretAccessKey: "${s.from(SECRET, 40)}" }`,
          `        - name: AWS_SECRET_ACCESS_KEY\n          value: "${s.from(SECRET, 40)}"`,
        ],
        safe: [
          `AWS_SECRET_ACCESS_KEY=${s.join('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCY', 'EXAMPLEKEY')}`,
          `aws_secret_access_key = "${'${var.secret}'}"`,
          `checksum = "${s.from(SECRET, 40)}"`,
        ],
      }),
    },
    {
      id: 'aws/session-token',
      title: 'AWS session token',
      description: 'Completes a temporary key of AWS STS.',
      kind: 'aws-session-token',
      severity: 'warning',
      keywords: ['session_token', 'sessiontoken', 'security_token', 'securitytoken', 'security-token'],
      window: { before: 32, after: 2048, lines: true },
      pattern: assigned(
        'aws[_.-]?(?:session|security)[_.-]?token|sessiontoken|x-amz-security-token',
        '(?:IQoJ|FwoG|FQoG)[A-Za-z0-9/+=]{96,1900}',
      ),
      minEntropy: 4.5,
      placeholders: 'judge',
      variable: 'AWS_SESSION_TOKEN',
      revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
      examples: (s) => ({
        leak: [`AWS_SESSION_TOKEN=IQoJb3JpZ2lu${s.alnum(300)}`, `"SessionToken": "FwoGZXIvYXdz${s.alnum(300)}"`],
        safe: ['AWS_SESSION_TOKEN=IQoJb3JpZ2lu...', `session_token=${s.alnum(200)}`],
      }),
    },
    {
      id: 'aws/bedrock-api-key',
      title: 'Amazon Bedrock API key',
      description: 'Calls the models of Amazon Bedrock on the account that pays for them.',
      kind: 'aws-bedrock-api-key',
      source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
      severity: 'error',
      keywords: ['abskqmvkcm9ja0f', 'bedrock-api-key-'],
      window: { after: 2048 },
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{80,200}={0,2}|bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]{60,1900})(?![A-Za-z0-9_+/=])/,
      minEntropy: 4,
      placeholders: 'judge',
      variable: 'AWS_BEARER_TOKEN_BEDROCK',
      revoke: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
      examples: (s) => ({
        leak: [
          `AWS_BEARER_TOKEN_BEDROCK=ABSK${Buffer.from(`BedrockAPIKey-a1b2-at-${s.digits(12)}:`).toString('base64url')}${s.alnum(70)}`,
          `export KEY="bedrock-api-key-${Buffer.from('bedrock.amazonaws.com/?Action=CallWithBearerToken').toString('base64')}${s.alnum(200)}"`,
        ],
        safe: ['AWS_BEARER_TOKEN_BEDROCK=ABSKQmVkcm9ja0FQSUtleS...', 'bedrock-api-key-in-the-environment'],
      }),
    },
    {
      id: 'aws/appsync-api-key',
      title: 'AWS AppSync API key',
      description:
        'Calls the GraphQL API as anybody; pages in a browser carry it too, so look at what the API lets it do.',
      kind: 'aws-appsync-api-key',
      source: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
      severity: 'warning',
      keywords: ['da2-'],
      pattern: /(?<![A-Za-z0-9_-])(?<secret>da2-[a-z2-7]{26})(?![A-Za-z0-9_-])/,
      minEntropy: 3.4,
      revoke: 'AWS AppSync > the API > Settings > API keys',
      examples: (s) => ({
        leak: [
          `aws_appsync_apiKey: 'da2-${s.from('abcdefghijklmnopqrstuvwxyz234567', 26)}'`,
          `x-api-key: da2-${s.from('abcdefghijklmnopqrstuvwxyz234567', 26)}`,
        ],
        safe: ['aws_appsync_apiKey: "da2-xxxxxxxxxxxxxxxxxxxxxxxxxx"', `da2-${s.lower(10)}`],
      }),
    },
  ],
});
