import { defineRules } from '../../src/model/rule.js';
import { decodeBase64 } from '../checks/base64.js';
import { pemBlock, sampleJwt, samplePrivateKeyBody } from '../checks/exampleValues.js';
import { isTrivialPassword } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'kubernetes',
  source: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
  rules: [
    {
      id: 'kubernetes/client-key',
      title: 'Kubernetes client key (kubeconfig)',
      description: 'Signs in to the cluster as the user of the kubeconfig, often as its administrator.',
      kind: 'kubeconfig-client-key',
      severity: 'error',
      keywords: ['client-key-data'],
      window: { before: 8, after: 8192, lines: true },
      pattern: /client-key-data["']?\s{0,3}:\s{0,3}["']?(?<secret>LS0tLS1CRUdJTi[A-Za-z0-9+/]{200,7000}={0,2})/,
      validate: (secret) => /^-{5}BEGIN (?:[A-Z]+ )?PRIVATE KEY-{5}/.test(decodeBase64(secret).toString('latin1')),
      placeholders: 'judge',
      variable: 'KUBECONFIG',
      revoke: 'Client certificates cannot be revoked: rotate the cluster’s client CA, or take the user’s roles away.',
      examples: (s) => {
        const data = (): string => Buffer.from(pemBlock('RSA PRIVATE KEY', samplePrivateKeyBody(s))).toString('base64');
        return {
          leak: [
            { path: 'kubeconfig.yaml', text: `users:\n- name: admin\n  user:\n    client-key-data: ${data()}\n` },
            `"client-key-data": "${data()}"`,
          ],
          safe: ['client-key-data: LS0tLS1CRUdJTi...', 'client-key-data: REDACTED'],
        };
      },
    },
    {
      id: 'kubernetes/user-token',
      title: 'Kubernetes token or password (kubeconfig)',
      description: 'Signs in to the cluster as the user of the kubeconfig.',
      kind: 'kubeconfig-token',
      severity: 'error',
      keywords: ['token:', 'password:'],
      paths: /(?:^|\/)(?:\.kube\/[^/]*|[^/]*kubeconfig[^/]*)$/i,
      window: { before: 8, after: 2048 },
      pattern: /(?<![\w-])(?:token|password)\s{0,3}:\s{0,3}["']?(?<secret>[^\s"'#]{12,1800})/,
      minEntropy: 3,
      validate: (secret) => !isTrivialPassword(secret),
      variable: 'KUBECONFIG',
      revoke: 'Delete the token’s secret or service account; for a cloud’s cluster revoke it at the cloud.',
      examples: (s) => ({
        leak: [
          { path: '.kube/config', text: `users:\n- name: ci\n  user:\n    token: ${s.alnum(48)}\n` },
          {
            path: 'deploy/prod-kubeconfig.yml',
            text: `    token: ${sampleJwt(s, { sub: 'system:serviceaccount:ci' })}`,
          },
        ],
        safe: [
          { path: '.kube/config', text: '    token: ${KUBE_TOKEN_FROM_CI}' },
          { path: 'values.yaml', text: `token: ${s.alnum(48)}` },
        ],
      }),
    },
  ],
});
