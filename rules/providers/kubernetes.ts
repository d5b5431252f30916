import { defineRules } from '../../src/model/rule.js';
import { decodeBase64 } from '../checks/base64.js';
import { pemBlock, sampleJwt, samplePrivateKeyBody } from '../checks/exampleValues.js';
import { hasLetterAndDigit } from '../checks/characters.js';
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
    {
      id: 'kubernetes/bootstrap-token',
      title: 'Kubernetes bootstrap token',
      description: 'Joins a node to the cluster until it expires.',
      kind: 'kubernetes-bootstrap-token',
      source: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
      severity: 'error',
      keywords: ['bootstrap', 'kubeadm'],
      window: { before: 64, after: 320, lines: true },
      pattern:
        /(?:kubeadm join[^\n]{0,120}--token[ =]|bootstrap[_-]?tokens?["']?\s{0,3}[:=](?:\s{1,12}(?:-\s)?(?:[\w]{1,20}:\s[^\n]{0,80}\n\s{1,12}){0,4}token:)?)[ \t]{0,4}["']?(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/i,
      minEntropy: 3,
      // The token of kubeadm's own documentation.
      validate: (secret) => hasLetterAndDigit(secret) && !secret.startsWith('abcdef.'),
      revoke: 'kubeadm token delete',
      examples: (s) => ({
        leak: [
          `BOOTSTRAP_TOKEN: "${s.lower(6)}.${s.lower(15)}7"`,
          `kubeadm join 10.0.0.2:6443 --token ${s.lower(6)}.${s.lower(15)}4`,
          `bootstrapTokens:\n- token: ${s.lower(6)}.${s.lower(15)}7\n  ttl: 24h`,
        ],
        safe: [
          'kubeadm join 10.0.0.2:6443 --token abcdef.0123456789abcdef',
          `bootstrap_version = ${s.lower(6)}.${s.lower(16)}`,
        ],
      }),
    },
    {
      id: 'kubernetes/bootstrap-token-secret',
      title: 'Kubernetes bootstrap token, its secret half',
      description: 'With the id beside it, it joins a node to the cluster until it expires.',
      kind: 'kubernetes-bootstrap-token',
      source: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
      severity: 'error',
      keywords: ['token-secret'],
      window: { before: 8, after: 80 },
      pattern: /(?<![\w-])token-secret["']?\s{0,3}:\s{0,3}["']?(?<secret>[a-z0-9]{16})(?![\w.-])/,
      minEntropy: 3,
      validate: hasLetterAndDigit,
      revoke: 'kubeadm token delete',
      examples: (s) => ({
        leak: [
          `stringData:\n  token-id: ${s.lower(6)}\n  token-secret: ${s.lower(15)}7`,
          `token-secret: "${s.lower(15)}4"`,
        ],
        safe: [`token-secret: ${s.lower(10)}`, 'token-secret: bootstrapsecrets'],
      }),
    },
  ],
});
