import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export default defineRules({
  provider: 'launchdarkly',
  source: 'https://docs.launchdarkly.com/home/account/api',
  rules: [
    {
      id: 'launchdarkly/key',
      title: 'LaunchDarkly SDK key or API token',
      description:
        'Reads all flags of an environment (sdk-) or changes them (api-). Mobile keys and client ids are public.',
      kind: 'launchdarkly-key',
      severity: 'error',
      keywords: ['launchdarkly', 'launch_darkly', 'ld_sdk', 'ld_api', 'ldclient'],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(
        `(?:launch_?darkly|(?<![A-Za-z0-9])ld)${STEP}(?:key|token|init|client)[\\w.-]{0,8}`,
        `(?:sdk|api)-${UUID}`,
      ),
      variable: 'LAUNCHDARKLY_SDK_KEY',
      revoke: 'https://app.launchdarkly.com/settings/authorization',
      examples: (s) => ({
        leak: [`LAUNCHDARKLY_SDK_KEY=sdk-${s.uuid()}`, `launchdarkly: { accessToken: "api-${s.uuid()}" }`],
        safe: [`LAUNCHDARKLY_MOBILE_KEY=mob-${s.uuid()}`, `LD_SDK_KEY=sdk-key-123abc`],
      }),
    },
  ],
});
