import { doc, file, live, mine, stripe, test, under } from '../corpusCase.js';
import { base64 } from '../encode.js';
import { vendorKeys as keys } from '../vendorKeys.js';

const K8S = 'pictify/k8s-secret';
const BROWSER = 'pictify/browser-exposed';
const DEV = 'pictify/live-key-in-development';
const PROD = 'pictify/test-key-in-production';

/** Kubernetes manifests: plain, base64, lists, several documents, and what is sealed. */
export const kubernetes = [
  file(
    'string data',
    'k8s/secret.yml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: images
      namespace: shop
    type: Opaque
    stringData:
      PICTIFY_API_KEY: ${under(K8S, s.key('live'))}
  `,
  ),
  file(
    'base64 data',
    'manifests/pictify.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: pictify
    data:
      token: ${under(K8S, base64(s.key('live', 27)))}
    type: Opaque
  `,
  ),
  file(
    'base64 with a line end in it',
    'a.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata: {name: pictify}
    data:
      api-key: "${under(K8S, base64(s.key('test', 24)))}"
  `,
  ),
  file(
    'kind after data',
    'b.yaml',
    (s) => doc`
    apiVersion: v1
    data:
      key: ${under(K8S, base64(s.key('live', 36)))}
    kind: Secret
    metadata:
      name: pictify
  `,
  ),
  file(
    'several documents',
    'all.yaml',
    (s) => doc`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      PICTIFY_API_KEY: ${live(s.key('live'))}
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
    stringData:
      PICTIFY_API_KEY: ${under(K8S, s.key('live'))}
  `,
  ),
  file(
    'list in yaml',
    'list.yaml',
    (s) => doc`
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Secret
        metadata:
          name: pictify
        stringData:
          apiKey: ${under(K8S, s.key('live'))}
      - apiVersion: v1
        kind: Service
        metadata:
          name: web
  `,
  ),
  file(
    'json',
    'secret.json',
    (s) => doc`
    {
      "apiVersion": "v1",
      "kind": "Secret",
      "metadata": { "name": "pictify" },
      "data": { "apiKey": "${under(K8S, base64(s.key('live', 30)))}" }
    }
  `,
  ),
  file(
    'other vendor in a secret',
    'stripe.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: stripe
    stringData:
      STRIPE_PUBLISHABLE_KEY: ${stripe(keys.oldStripe(s))}
  `,
  ),
  file(
    'sealed',
    'sealed.yaml',
    (s) => doc`
    apiVersion: bitnami.com/v1alpha1
    kind: SealedSecret
    metadata:
      name: pictify
    spec:
      encryptedData:
        PICTIFY_API_KEY: Ag${s.bytes(420).toString('base64')}
  `,
  ),
  file(
    'external',
    'external.yaml',
    () => doc`
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata:
      name: pictify
    spec:
      secretStoreRef: { name: vault, kind: ClusterSecretStore }
      target: { name: pictify }
      data:
        - secretKey: PICTIFY_API_KEY
          remoteRef: { key: apps/pictify, property: apiKey }
  `,
  ),
  file(
    'sops',
    'secret.enc.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: pictify
    stringData:
      PICTIFY_API_KEY: ENC[AES256_GCM,data:${s.bytes(40).toString('base64')},iv:${s.bytes(32).toString('base64')},tag:${s.bytes(16).toString('base64')},type:str]
  `,
  ),
  file(
    'placeholder in a secret',
    'secret.template.yaml',
    () => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: pictify
    stringData:
      PICTIFY_API_KEY: pk_live_REPLACE_ME
  `,
  ),
  file(
    'deployment env value',
    'deploy.yaml',
    (s) => doc`
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
            - name: web
              env:
                - name: STRIPE_PUBLISHABLE_KEY
                  value: ${stripe(keys.oldStripe(s))}
                - name: PICTIFY_API_KEY
                  value: ${live(s.key('live'))}
                - name: LOG_LEVEL
                  value: info
  `,
  ),
  file(
    'kustomize generator',
    'kustomization.yaml',
    (s) => doc`
    secretGenerator:
      - name: web
        literals:
          - PICTIFY_API_KEY=${live(s.key('live'))}
          - LOG=info
  `,
  ),
  file(
    'kubectl create',
    'up.sh',
    (s) => doc`
    kubectl create secret generic pictify --from-literal=api-key=${live(s.key('live'))}
  `,
  ),
  file(
    'helm set',
    'up2.sh',
    (s) => doc`
    helm upgrade --install shop ./chart --set pictify.apiKey=${live(s.key('live'))} --set stripe.publishableKey=${stripe(keys.oldStripe(s))}
  `,
  ),
].map((each) => ({ ...each, places: true }));

/** Names that bundlers publish. */
export const browser = [
  file(
    'next',
    'src/lib/og.ts',
    () => doc`
    const key = process.env.${under(BROWSER, 'NEXT_PUBLIC_PICTIFY_API_KEY')};
  `,
  ),
  file(
    'next with value',
    '.env.staging',
    (s) => doc`
    ${under(BROWSER, 'NEXT_PUBLIC_PICTIFY_KEY')}=${live(s.key('live'))}
  `,
  ),
  file(
    'vite meta',
    'src/main.ts',
    () => doc`
    const token = import.meta.env.${under(BROWSER, 'VITE_PICTIFY_TOKEN')};
  `,
  ),
  file(
    'react app',
    '.env.shared',
    (s) => doc`
    ${under(BROWSER, 'REACT_APP_PICTIFY_API_KEY')}=${test(s.key('test'))}
  `,
  ),
  file(
    'expo',
    'app.config.js',
    () => doc`
    export default { extra: { key: process.env.${under(BROWSER, 'EXPO_PUBLIC_PICTIFY_SECRET')} } };
  `,
  ),
  file(
    'nuxt',
    'nuxt.env',
    (s) => doc`
    ${under(BROWSER, 'NUXT_PUBLIC_PICTIFY_API_KEY')}=${live(s.key('live'))}
  `,
  ),
  file(
    'svelte',
    '.env.shared',
    (s) => doc`
    ${under(BROWSER, 'PUBLIC_PICTIFY_KEY')}=${live(s.key('live'))}
  `,
  ),
  file(
    'gatsby',
    'gatsby-config.js',
    () => doc`
    options: { key: process.env.${under(BROWSER, 'GATSBY_PICTIFY_API_KEY')} },
  `,
  ),
  file(
    'harmless names',
    'src/a.ts',
    () => doc`
    const base = process.env.NEXT_PUBLIC_PICTIFY_BASE_URL;
    const tpl = import.meta.env.VITE_PICTIFY_TEMPLATE;
    const key = process.env.PICTIFY_API_KEY;
  `,
  ),
  file(
    'harmless values',
    '.env.shared',
    (s) => doc`
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))}
    VITE_API_KEY_NAME=main
  `,
  ),
].map((each) => ({ ...each, places: true }));

/** Live keys in development, test keys in production. */
export const environments = [
  file(
    'live in development',
    'apps/web/.env.development',
    (s) => doc`
    PORT=1
    PICTIFY_API_KEY=${live(s.key('live'), DEV)}
  `,
  ),
  file(
    'live in a test environment',
    '.env.test',
    (s) => doc`
    PICTIFY_API_KEY=${live(s.key('live'), DEV)}
  `,
  ),
  file(
    'live in a development compose file',
    'docker-compose.dev.yaml',
    (s) => doc`
    services:
      web:
        environment:
          - PICTIFY_API_KEY=${live(s.key('live'), DEV)}
  `,
  ),
  file(
    'live in a development block',
    'config/secrets.yml',
    (s) => doc`
    development:
      pictify_key: ${live(s.key('live'), DEV)}
    production:
      pictify_key: ${live(s.key('live'))}
  `,
  ),
  file(
    'test in a production block',
    'config/pictify.yml',
    (s) => doc`
    development:
      key: ${test(s.key('test'))}
    production:
      key: ${test(s.key('test'), PROD)}
  `,
  ),
  file(
    'test in production',
    '.env.production',
    (s) => doc`
    PICTIFY_API_KEY=${test(s.key('test'), PROD)}
  `,
  ),
  file(
    'test in a production overlay',
    'k8s/overlays/production/env.yaml',
    (s) => doc`
    pictify:
      key: ${test(s.key('test'), PROD)}
  `,
  ),
  file(
    'live in a dev script',
    'package.json',
    (s) => doc`
    {
      "name": "x",
      "scripts": {
        "dev": "PICTIFY_API_KEY=${live(s.key('live'), DEV)} vite",
        "build": "vite build"
      }
    }
  `,
  ),
  file(
    'as it should be',
    '.env.production',
    (s) => doc`
    PICTIFY_API_KEY=${live(s.key('live'))}
  `,
  ),
  file(
    'test in development',
    '.env.development',
    (s) => doc`
    PICTIFY_API_KEY=${test(s.key('test'))}
  `,
  ),
  file(
    'other vendors',
    '.env.development',
    (s) => doc`
    STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s, 'live'))}
  `,
  ),
  file(
    'plain source',
    'src/render.ts',
    (s) => doc`
    export const pictify = new Pictify('${mine(s.key('live'))}');
  `,
  ),
].map((each) => ({ ...each, places: true }));
