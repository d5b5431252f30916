import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'databricks',
  source: 'https://docs.databricks.com/en/dev-tools/auth/pat.html',
  rules: [
    {
      id: 'databricks/access-token',
      title: 'Databricks personal access token',
      description: 'Runs jobs and reads data of the workspace as its owner.',
      kind: 'databricks-token',
      severity: 'error',
      keywords: ['dapi'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>dapi[0-9a-f]{32}(?:-\d)?)(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'DATABRICKS_TOKEN',
      revoke: 'Databricks workspace > Settings > Developer > Access tokens',
      examples: (s) => ({
        leak: [`DATABRICKS_TOKEN=dapi${s.hex(32)}`, `token = "dapi${s.hex(32)}-2"`],
        safe: ['DATABRICKS_TOKEN=dapi0000000000000000', `dapi${s.hex(30)}`],
      }),
    },
  ],
});
