import { defineRules } from '../../src/model/rule.js';
import { crc32 } from '../checks/crc32.js';

/** CRC-32 of a text in base 36, seven characters. */
function checksum(text: string): string {
  return crc32(text).toString(36).padStart(7, '0');
}

/** The last seven characters of a versioned routable token are the checksum of all before them. */
function hasRoutableChecksum(token: string): boolean {
  return !/\.[0-9a-z]{2}\.[0-9a-z]{9}$/.test(token) || checksum(token.slice(0, -7)) === token.slice(-7);
}

export default defineRules({
  provider: 'gitlab',
  source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  rules: [
    {
      id: 'gitlab/token',
      title: 'GitLab access token',
      description:
        'Reads and writes projects as a person, project or group: personal, project and group access tokens.',
      kind: 'gitlab-token',
      severity: 'error',
      keywords: ['glpat-'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>glpat-(?:[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}(?:\.[0-9a-z]{2})?[0-9a-z]{7}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/,
      minEntropy: 3.5,
      validate: hasRoutableChecksum,
      variable: 'GITLAB_TOKEN',
      revoke: 'https://gitlab.com/-/user_settings/personal_access_tokens',
      examples: (s) => {
        const head = `glpat-${s.urlSafe(40)}.01.12`;
        return {
          leak: [`GITLAB_TOKEN=glpat-${s.alnum(20)}`, `curl --header "PRIVATE-TOKEN: ${head}${checksum(head)}"`],
          safe: [`GITLAB_TOKEN=${head}0000000`, `glpat-${s.alnum(12)}`, 'glpat-your_access_token'],
        };
      },
    },
    {
      id: 'gitlab/service-token',
      title: 'GitLab deploy, runner, trigger, agent or job token',
      description: 'Registers runners, starts pipelines, or reads repositories and registries, by its kind.',
      kind: 'gitlab-service-token',
      severity: 'error',
      keywords: [
        'gldt-',
        'glrt-',
        'glrtr-',
        'glptt-',
        'glcbt-',
        'glagent-',
        'glsoat-',
        'gloas-',
        'glimt-',
        'glffct-',
        'glft-',
        'gr1348941',
      ],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>(?:gl(?:dt|soat|ffct|ft)-[A-Za-z0-9_-]{20,26}|glrtr?-(?:t\d_)?[A-Za-z0-9_-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?|glptt-[0-9a-f]{40}|glcbt-[0-9A-Za-z]{1,5}_[A-Za-z0-9_-]{20}|glagent-[A-Za-z0-9_-]{50}|gloas-[A-Za-z0-9_-]{64}|glimt-[A-Za-z0-9_-]{25}|GR1348941[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/,
      minEntropy: 3.6,
      validate: (secret) => /\d/.test(secret) && /[A-Za-z]/.test(secret.slice(10)) && hasRoutableChecksum(secret),
      variable: 'CI_DEPLOY_PASSWORD',
      revoke: 'GitLab > the project or group > Settings > Repository, or CI/CD',
      examples: (s) => ({
        leak: [
          `CI_DEPLOY_PASSWORD=gldt-${s.alnum(19)}7`,
          `[[runners]]\n  token = "glrt-${s.alnum(19)}4"`,
          `curl -F token=glptt-${s.hex(40)} -F ref=main https://gitlab.com/api/v4/projects/1/trigger/pipeline`,
        ],
        safe: ['gldt-xxxxxxxxxxxxxxxxxxxx', 'glft-the-feed-token-of-a-user', `glptt-${s.hex(20)}`],
      }),
    },
  ],
});
