import { defineRules } from '../../src/model/rule.js';
import { isTrivialPassword } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'terraform',
  source: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  rules: [
    {
      id: 'terraform/cloud-token',
      title: 'HCP Terraform token',
      description: 'Reads state, and runs plans, of the organisation, team or user.',
      kind: 'terraform-cloud-token',
      severity: 'error',
      keywords: ['.atlasv1.'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70})(?![A-Za-z0-9_=-])/,
      minEntropy: 4,
      variable: 'TF_TOKEN_app_terraform_io',
      revoke: 'https://app.terraform.io/app/settings/tokens',
      examples: (s) => ({
        leak: [
          `TF_TOKEN_app_terraform_io=${s.alnum(14)}.atlasv1.${s.alnum(67)}`,
          `credentials "app.terraform.io" {\n  token = "${s.alnum(14)}.atlasv1.${s.alnum(67)}"\n}`,
        ],
        safe: ['token = "xxxxxxxxxxxxxx.atlasv1.zzzzzzzz"', `${s.alnum(14)}.atlasv1.${s.alnum(10)}`],
      }),
    },
    {
      id: 'terraform/state-secret',
      title: 'Secret in a Terraform state file',
      description: 'The state holds every attribute in plain text, generated passwords and keys among them.',
      kind: 'terraform-state-secret',
      source: 'https://developer.hashicorp.com/terraform/language/state/sensitive-data',
      severity: 'error',
      keywords: [
        'password"',
        'secret"',
        '_token"',
        'secret_key"',
        'private_key',
        'access_key"',
        'connection_string"',
        'secret_string"',
        'result"',
        'auth_token"',
        'client_secret"',
      ],
      paths: /\.tfstate(?:\.\d+)?(?:\.backup)?$/,
      window: { before: 64, after: 1024 },
      pattern:
        /"(?:[a-z_]{0,40}_)?(?:password|secret|secret_key|secret_string|client_secret|access_token|auth_token|primary_access_key|secondary_access_key|primary_key|(?:primary_)?connection_string|result)"\s{0,3}:\s{0,3}"(?<secret>(?:[^"\\]|\\.){8,900})"/,
      minEntropy: 2.8,
      validate: (secret) =>
        !isTrivialPassword(secret) && !/^(?:arn:|https?:\/\/|projects\/|\/)|^[a-z]+(?:[-_ ][a-z]+)*$/.test(secret),
      revoke: 'Rotate what the attribute opens, and move the state to a remote backend.',
      examples: (s) => ({
        leak: [
          { path: 'terraform.tfstate', text: `"attributes": {\n  "master_password": "${s.alnum(20)}",` },
          { path: 'prod/terraform.tfstate.backup', text: `"type": "random_password",\n"result": "${s.alnum(24)}"` },
        ],
        safe: [
          { path: 'terraform.tfstate', text: '"password": null, "secret": "projects/1/secrets/db"' },
          { path: 'main.tf.json', text: `"master_password": "${s.alnum(20)}"` },
        ],
      }),
    },
  ],
});
