import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isLowerHex } from '../checks/characters.js';

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
    {
      id: 'sonar/old-token',
      title: 'SonarQube or SonarCloud token (old form)',
      description: 'Analyses projects, or calls the API, as its owner.',
      kind: 'sonar-token',
      severity: 'error',
      keywords: ['sonar'],
      window: { before: 16, after: 160, lines: true },
      // Before 2022: forty hex digits, told by the name.
      pattern: vendorKey('sonar', 'login|token|password', '[0-9a-f]{40}'),
      minEntropy: 3.2,
      validate: isLowerHex,
      variable: 'SONAR_TOKEN',
      revoke: 'SonarQube > My account > Security',
      examples: (s) => ({
        leak: [
          `sonar-scanner -Dsonar.login=${s.hex(40)}`,
          `property "sonar.token", "${s.hex(40)}"`,
          `SONAR_TOKEN=${s.hex(40)}`,
        ],
        safe: ['sonar.login=admin', `sonar_scanner_commit = ${s.hex(40)}`],
      }),
    },
  ],
});
