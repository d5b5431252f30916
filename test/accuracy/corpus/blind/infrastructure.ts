import { clerk, doc, file, live, liveIn, mine, other, stripe, testIn, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { base64 } from '../encode.js';
import { urlSafeKey, vendorKeys, whsec } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey } from './pictifyKeys.js';

const TAB = '\t';

/** What builds, ships and runs a program. */
export const infrastructure: readonly CaseMaker[] = [
  file(
    'compose file with a map of variables',
    'docker-compose.yml',
    (s) => doc`
      services:
        web:
          image: cards/web:2.1
          environment:
            NODE_ENV: production
            STRIPE_PUBLISHABLE_KEY: ${stripe(vendorKeys.stripe(s, 'live'))}
            PICTIFY_API_KEY: ${mine(s.key('live', 32))}
          ports: ['80:3000']
    `,
  ),
  file(
    'compose file with a list of variables',
    'compose.override.yaml',
    (s) => doc`
      services:
        worker:
          build: .
          environment:
            - QUEUE=cards
            - PICTIFY_API_KEY=${mine(hexKey(s, 'test', 64))}
            - "PICTIFY_WEBHOOK_SECRET=${mine(whsec(s))}"
    `,
  ),
  file(
    'compose file with build arguments of Clerk',
    'docker/compose.web.yml',
    (s) => doc`
      services:
        web:
          build:
            context: .
            args:
              NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "${clerk(vendorKeys.clerk(s))}"
              PICTIFY_API_KEY: \${PICTIFY_API_KEY}
    `,
  ),
  file(
    'Dockerfile with the key baked in',
    'docker/Dockerfile',
    (s) => doc`
      FROM python:3.13-slim
      ENV PICTIFY_API_KEY=${mine(s.key('live', 48))} \
          PYTHONUNBUFFERED=1
      COPY . /app
      CMD ["python", "-m", "cards"]
    `,
  ),
  file(
    'Dockerfile of an image pinned by digest',
    'docker/mcp.Dockerfile',
    (s) => doc`
      FROM ghcr.io/pictify-io/mcp-server@sha256:${s.hex(64)}
      ENV PICTIFY_BASE_URL=https://api.pictify.io
      EXPOSE 8080
    `,
  ),
  file(
    'GitHub workflow with a literal key',
    '.github/workflows/og.yml',
    (s) => doc`
      name: og images
      on: [push]
      jobs:
        render:
          runs-on: ubuntu-latest
          env:
            PICTIFY_API_KEY: ${mine(s.key('live', 32))}
          steps:
            - uses: actions/checkout@v5
            - run: npm run og
    `,
  ),
  file(
    'GitHub workflow that reads its secrets',
    '.github/workflows/release.yml',
    () => doc`
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - run: npm run og
              env:
                PICTIFY_API_KEY: \${{ secrets.PICTIFY_API_KEY }}
                STRIPE_PUBLISHABLE_KEY: \${{ vars.STRIPE_PUBLISHABLE_KEY }}
    `,
  ),
  file(
    'GitHub workflow with a curl step',
    '.github/workflows/ping.yml',
    (s) => doc`
      jobs:
        ping:
          runs-on: ubuntu-latest
          steps:
            - name: Warm the cache
              run: |
                curl -fsS https://api.pictify.io/templates \
                  -H "Authorization: Bearer ${mine(s.key('live', 36))}" > /dev/null
    `,
  ),
  file(
    'GitLab pipeline with variables of two vendors',
    '.gitlab-ci.yml',
    (s) => doc`
      variables:
        STRIPE_PUBLISHABLE_KEY: "${stripe(vendorKeys.stripe(s))}"
        PICTIFY_API_KEY: "${mine(s.key('test', 32))}"

      test:
        script:
          - npm test
    `,
  ),
  file(
    'CircleCI with an environment map',
    '.circleci/config.yml',
    (s) => doc`
      version: 2.1
      jobs:
        build:
          docker: [{ image: cimg/node:22.3 }]
          environment:
            PICTIFY_TOKEN: ${mine(bareToken(s))}
          steps: [checkout]
    `,
  ),
  file(
    'Jenkinsfile',
    'Jenkinsfile',
    (s) => doc`
      pipeline {
        agent any
        environment {
          PICTIFY_API_KEY = '${mine(s.key('live', 32))}'
        }
        stages { stage('render') { steps { sh 'make og' } } }
      }
    `,
  ),
  file(
    'Kubernetes Secret with stringData',
    'k8s/secret.yaml',
    (s) => doc`
      apiVersion: v1
      kind: Secret
      metadata:
        name: cards
      stringData:
        PICTIFY_API_KEY: ${mine(s.key('live', 32))}
    `,
  ),
  file(
    'Kubernetes Secret in base64',
    'k8s/pictify-secret.yaml',
    (s) => doc`
      apiVersion: v1
      kind: Secret
      metadata:
        name: pictify
      type: Opaque
      data:
        api-key: ${liveIn(base64(s.key('live', 32)))}
    `,
  ),
  file(
    'Kubernetes Secret in base64 with a line end inside',
    'k8s/base/secrets.yml',
    (s) => doc`
      apiVersion: v1
      kind: Secret
      metadata: { name: app }
      data:
        PICTIFY_API_KEY: "${testIn(base64(`${s.key('test', 40)}\n`))}"
        LOG_LEVEL: aW5mbw==
    `,
  ),
  file(
    'Kubernetes ConfigMap with a publishable Stripe key',
    'k8s/configmap.yaml',
    (s) => doc`
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        STRIPE_PUBLISHABLE_KEY: ${stripe(vendorKeys.stripe(s, 'live'))}
        PAYSTACK_PUBLIC_KEY: ${other(vendorKeys.paystack(s, 'live'))}
    `,
  ),
  file(
    'Kubernetes Deployment with name and value on two lines',
    'k8s/deployment.yaml',
    (s) => doc`
      spec:
        containers:
          - name: web
            image: cards/web
            env:
              - name: STRIPE_PUBLISHABLE_KEY
                value: ${stripe(vendorKeys.oldStripe(s, 'live'))}
              - name: PICTIFY_API_KEY
                value: ${mine(s.key('live', 24))}
              - name: PORT
                value: "3000"
    `,
  ),
  file(
    'sealed secret',
    'k8s/sealed.yaml',
    (s) => doc`
      apiVersion: bitnami.com/v1alpha1
      kind: SealedSecret
      metadata:
        name: pictify
      spec:
        encryptedData:
          PICTIFY_API_KEY: AgB${s.alnum(120)}
    `,
  ),
  file(
    'Helm values',
    'charts/cards/values-prod.yaml',
    (s) => doc`
      replicaCount: 3
      pictify:
        enabled: true
        apiKey: "${mine(urlSafeKey(s, 'live', 50))}"
      stripe:
        publishableKey: "${stripe(vendorKeys.stripe(s, 'live'))}"
    `,
  ),
  file(
    'Helm template with no values in it',
    'charts/cards/templates/secret.yaml',
    () => doc`
      apiVersion: v1
      kind: Secret
      metadata:
        name: {{ include "cards.fullname" . }}
      data:
        PICTIFY_API_KEY: {{ .Values.pictify.apiKey | b64enc | quote }}
    `,
  ),
  file(
    'Terraform variable with a default',
    'terraform/variables.tf',
    (s) => doc`
      variable "region" {
        default = "eu-west-1"
      }

      variable "pictify_api_key" {
        type      = string
        sensitive = true
        default   = "${mine(s.key('live', 32))}"
      }
    `,
  ),
  file(
    'Terraform values of two vendors',
    'terraform/prod.auto.tfvars',
    (s) => doc`
      stripe_publishable_key = "${stripe(vendorKeys.stripe(s, 'live'))}"
      pictify_api_key        = "${mine(s.key('live', 100))}"
    `,
  ),
  file(
    'Terraform function with an environment block',
    'terraform/lambda.tf',
    (s) => doc`
      resource "aws_lambda_function" "og" {
        function_name = "og"
        environment {
          variables = {
            PICTIFY_API_KEY = "${mine(dashedKey(s, 'live'))}"
            STAGE           = "prod"
          }
        }
      }
    `,
  ),
  file(
    'Terraform lock file',
    '.terraform.lock.hcl',
    (s) => doc`
      provider "registry.terraform.io/pictify-io/pictify" {
        version = "0.3.1"
        hashes = [
          "zh:${s.hex(64)}",
          "zh:${s.hex(64)}",
        ]
      }
    `,
  ),
  file(
    'Ansible variables',
    'ansible/group_vars/web.yml',
    (s) => doc`
      ---
      app_port: 3000
      pictify_api_key: "${mine(s.key('live', 32))}"
      stripe_publishable_key: "${stripe(vendorKeys.stripe(s))}"
    `,
  ),
  file(
    'Ansible variables in a vault',
    'ansible/group_vars/vault.yml',
    (s) => doc`
      pictify_api_key: !vault |
        $ANSIBLE_VAULT;1.1;AES256
        ${s.digits(80)}
        ${s.digits(80)}
    `,
  ),
  file(
    'Ansible task that calls the API',
    'ansible/roles/og/tasks/main.yml',
    (s) => doc`
      - name: Render the banner
        ansible.builtin.uri:
          url: https://api.pictify.io/image
          method: POST
          headers:
            Authorization: "Bearer ${mine(bareToken(s))}"
          body_format: json
    `,
  ),
  file(
    'Makefile with an exported variable',
    'Makefile',
    (s) => doc`
      PICTIFY_API_KEY ?= ${mine(s.key('test', 32))}
      export PICTIFY_API_KEY

      og:
      ${TAB}node scripts/og.js
    `,
  ),
  file(
    'Makefile with the key in a recipe',
    'web/Makefile',
    (s) => doc`
      .PHONY: dev
      dev:
      ${TAB}STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s))} PICTIFY_API_KEY=${mine(s.key('live', 32))} npm run dev
    `,
  ),
  file(
    'justfile',
    'justfile',
    (s) => doc`
      export PICTIFY_API_KEY := "${mine(s.key('live', 40))}"

      og:
          node scripts/og.js
    `,
  ),
  file(
    'Nix module of a service',
    'nix/cards.nix',
    (s) => doc`
      { config, pkgs, ... }:
      {
        systemd.services.cards = {
          wantedBy = [ "multi-user.target" ];
          environment.PICTIFY_API_KEY = "${mine(s.key('live', 32))}";
          script = "exec \${pkgs.nodejs}/bin/node /srv/cards/main.js";
        };
      }
    `,
  ),
  file(
    'Nix source pinned by its hash',
    'nix/pictify-cli.nix',
    (s) => doc`
      { fetchurl }:
      fetchurl {
        url = "https://downloads.pictify.io/cli/pictify-1.2.0.tar.gz";
        sha256 = "${s.hex(64)}";
      }
    `,
  ),
  file(
    'batch file',
    'start.bat',
    (s) => doc`
      @echo off
      set STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.oldStripe(s))}
      set PICTIFY_API_KEY=${mine(s.key('test', 24))}
      node server.js
    `,
  ),
  file(
    'PowerShell profile',
    'scripts/profile.ps1',
    (s) => doc`
      $env:PICTIFY_API_KEY = "${mine(s.key('live', 32))}"
      $headers = @{ Authorization = "Bearer $env:PICTIFY_API_KEY" }
      Invoke-RestMethod -Uri 'https://api.pictify.io/templates' -Headers $headers
    `,
  ),
  file(
    'shell heredoc that writes a dotenv file',
    'scripts/provision.sh',
    (s) => doc`
      cat > /srv/cards/.env <<ENV
      PICTIFY_API_KEY=${mine(s.key('live', 64))}
      CLERK_PUBLISHABLE_KEY=${clerk(vendorKeys.clerk(s, 'live', 'clerk.cards-app.dev'))}
      PORT=3000
      ENV
    `,
  ),
  file(
    'function settings of Azure',
    'local.settings.json',
    (s) => doc`
      {
        "IsEncrypted": false,
        "Values": {
          "FUNCTIONS_WORKER_RUNTIME": "node",
          "PICTIFY_API_KEY": "${mine(s.key('live', 32))}",
          "COURIER_AUTH_TOKEN": "${under('courier/auth-token', vendorKeys.courier(s))}"
        }
      }
    `,
  ),
  file(
    'serverless framework',
    'serverless.yml',
    (s) => doc`
      service: cards
      provider:
        name: aws
        runtime: nodejs22.x
        environment:
          PICTIFY_API_KEY: '${mine(s.key('live', 32))}'
          STRIPE_PUBLISHABLE_KEY: \${ssm:/cards/stripe}
    `,
  ),
  file(
    'CloudFormation parameter',
    'infra/template.yaml',
    (s) => doc`
      Parameters:
        PictifyApiKey:
          Type: String
          NoEcho: true
          Default: ${mine(s.key('live', 36))}
    `,
  ),
  file(
    'nginx that adds the header for a proxied path',
    'nginx/conf.d/og.conf',
    (s) => doc`
      location /og/ {
        proxy_pass https://api.pictify.io/;
        proxy_set_header Authorization "Bearer ${mine(s.key('live', 32))}";
      }
    `,
  ),
  file(
    'Vercel settings with a build variable',
    'vercel.json',
    (s) => doc`
      {
        "build": { "env": { "NEXT_PUBLIC_PICTIFY_API_KEY": "${mine(s.key('live', 32))}" } },
        "regions": ["fra1"]
      }
    `,
  ),
  file(
    'generic key in a unit file of a service of its own',
    'deploy/gateway.service',
    (s) => doc`
      [Service]
      Environment=ACCESS_TOKEN=${live(s.key('live', 72))}
      ExecStart=/usr/local/bin/gateway
    `,
  ),
];
