import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'sonar',
  source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  rules: [
    {
      id: 'sonar/token',
      title: 'SonarQube token',
      description: 'Analyses projects, or calls the API, as its owner.',
      kind: 'sonar-token',
      severity: 'error',
      keywords: ['squ_', 'sqp_', 'sqa_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sq[upa]_[0-9a-f]{40})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'SONAR_TOKEN',
      revoke: 'SonarQube > My account > Security',
      examples: (s) => ({
        leak: [`SONAR_TOKEN=squ_${s.hex(40)}`, `sonar-scanner -Dsonar.token=sqp_${s.hex(40)}`],
        safe: ['SONAR_TOKEN=sqp_...', `sqp_${s.hex(20)}`],
      }),
    },
  ],
});
