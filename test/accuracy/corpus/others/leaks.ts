import { doc, file, type CaseMaker } from '../corpusCase.js';
import {
  ageIdentity,
  grafanaToken,
  jsonWebToken,
  privateKeyPem,
  pypiToken,
  secret,
  withChecksum,
} from './otherSecret.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Files that leak secrets of providers which a web team uses. */
export const otherSecrets: readonly CaseMaker[] = [
  file(
    'GitHub classic token in a clone',
    'scripts/mirror.sh',
    (s) => doc`
      #!/usr/bin/env bash
      set -euo pipefail
      GH_TOKEN=${secret(withChecksum('ghp_', s))}
      git clone "https://x-access-token:$GH_TOKEN@github.com/acme/cards.git"
    `,
  ),
  file(
    'GitHub token of an app in a log',
    'logs/release.log',
    (s) => doc`
      2026-03-02T11:02:10Z fetching tags
      2026-03-02T11:02:11Z using token ${secret(withChecksum('ghs_', s))}
      2026-03-02T11:02:14Z 12 tags
    `,
  ),
  file(
    'GitHub fine-grained token',
    '.env',
    (s) => doc`
      NODE_ENV=development
      GITHUB_TOKEN=${secret(`github_pat_11${s.alnum(20)}_${s.alnum(59)}`)}
    `,
  ),
  file(
    'GitLab personal token',
    '.gitlab/publish.py',
    (s) => doc`
      import gitlab

      gl = gitlab.Gitlab("https://gitlab.com", private_token="${secret(`glpat-${s.alnum(20)}`)}")
      gl.auth()
    `,
  ),
  file(
    'npm token in .npmrc',
    '.npmrc',
    (s) => doc`
      save-exact=true
      //registry.npmjs.org/:_authToken=${secret(withChecksum('npm_', s))}
    `,
  ),
  file(
    'token of a private registry',
    'packages/web/.npmrc',
    (s) => doc`
      @acme:registry=https://npm.acme.dev/
      //npm.acme.dev/:_authToken=${secret(s.uuid())}
    `,
  ),
  file(
    'PyPI token',
    '.pypirc',
    (s) => doc`
      [distutils]
      index-servers = pypi

      [pypi]
      username = __token__
      password = ${secret(pypiToken(s))}
    `,
  ),
  file(
    'RubyGems key',
    'ci/gem-credentials',
    (s) => doc`
      ---
      :rubygems_api_key: ${secret(`rubygems_${s.hex(48)}`)}
    `,
  ),
  file(
    'AWS pair in credentials',
    'deploy/credentials',
    (s) => doc`
      [default]
      aws_access_key_id = ${secret(`AKIA${s.from(BASE32, 16)}`)}
      aws_secret_access_key = ${secret(s.alnum(40))}
      region = eu-central-1
    `,
  ),
  file(
    'AWS pair in code',
    'src/upload.js',
    (s) => doc`
      import { S3Client } from '@aws-sdk/client-s3';

      export const s3 = new S3Client({
        region: 'us-east-1',
        credentials: {
          accessKeyId: '${secret(`AKIA${s.from(BASE32, 16)}`)}',
          secretAccessKey: '${secret(s.alnum(40))}',
        },
      });
    `,
  ),
  file(
    'AWS secret in Terraform variables',
    'infra/prod.tfvars',
    (s) => doc`
      region     = "eu-west-1"
      aws_access_key = "${secret(`AKIA${s.from(BASE32, 16)}`)}"
      aws_secret_key = "${secret(s.alnum(40))}"
    `,
  ),
  file(
    'Google service account',
    'gcp/service-account.json',
    (s) => doc`
      {
        "type": "service_account",
        "project_id": "cards-prod",
        "private_key_id": "${s.hex(40)}",
        "private_key": "${secret(`${privateKeyPem(s).replaceAll('\n', '\\n')}\\n`)}",
        "client_email": "render@cards-prod.iam.gserviceaccount.com"
      }
    `,
  ),
  file(
    'Google OAuth client secret',
    'client_secret.json',
    (s) => doc`
      {"web": {"client_id": "${s.digits(12)}-${s.lower(32)}.apps.googleusercontent.com",
        "client_secret": "${secret(`GOCSPX-${s.urlSafe(28)}`)}"}}
    `,
  ),
  file(
    'Google API key for Gemini',
    'app/ai.py',
    (s) => doc`
      import google.generativeai as genai

      genai.configure(api_key="${secret(`AIzaSy${s.alnum(33)}`)}")
      model = genai.GenerativeModel("gemini-pro")
    `,
  ),
  file(
    'Azure storage connection string',
    'appsettings.Production.json',
    (s) => doc`
      {
        "ConnectionStrings": {
          "Storage": "DefaultEndpointsProtocol=https;AccountName=acmecards;AccountKey=${secret(s.bytes(64).toString('base64'))};EndpointSuffix=core.windows.net"
        }
      }
    `,
  ),
  file(
    'Slack bot token',
    'bot/index.ts',
    (s) => doc`
      import { App } from '@slack/bolt';

      const app = new App({
        token: '${secret(`xoxb-${s.digits(12)}-${s.digits(13)}-${s.alnum(24)}`)}',
        signingSecret: process.env.SLACK_SIGNING_SECRET,
      });
    `,
  ),
  file(
    'Slack webhook in a workflow',
    '.github/workflows/notify.yml',
    (s) => doc`
      on: push
      jobs:
        notify:
          runs-on: ubuntu-latest
          steps:
            - run: curl -d '{"text":"done"}' ${secret(`https://hooks.slack.com/services/T0${s.upper(8)}/B0${s.upper(8)}/${s.alnum(24)}`)}
    `,
  ),
  file(
    'Discord webhook',
    'notify.rb',
    (s) => doc`
      require "net/http"
      HOOK = URI("${secret(`https://discord.com/api/webhooks/1${s.digits(17)}/${s.urlSafe(68)}`)}")
      Net::HTTP.post_form(HOOK, content: "deployed")
    `,
  ),
  file(
    'Discord bot token',
    'discord/.env',
    (s) => doc`
      DISCORD_TOKEN=${secret(`${base64(`9${s.digits(17)}`).replace(/=+$/, '')}.G${s.alnum(5)}.${s.alnum(38)}`)}
      DISCORD_GUILD=${s.digits(18)}
    `,
  ),
  file(
    'Telegram bot token',
    'telegram.go',
    (s) => doc`
      package main

      func main() {
      	bot, err := tgbotapi.NewBotAPI("${secret(`5${s.digits(9)}:AA${s.urlSafe(33)}`)}")
      	if err != nil { panic(err) }
      	_ = bot
      }
    `,
  ),
  file(
    'Stripe secret key beside its public one',
    'config/stripe.php',
    (s) => doc`
      <?php
      return [
          'publishable' => 'pk_live_51${s.alnum(87)}00${s.alnum(8)}',
          'secret' => '${secret(`sk_live_51${s.alnum(87)}00${s.alnum(8)}`)}',
      ];
    `,
  ),
  file(
    'Stripe restricted key',
    'jobs/payouts.kt',
    (s) => doc`
      fun main() {
          Stripe.apiKey = "${secret(`rk_live_51${s.alnum(87)}00${s.alnum(8)}`)}"
          Payout.list(mapOf("limit" to 3))
      }
    `,
  ),
  file(
    'Stripe webhook secret',
    'api/hook.ts',
    (s) => doc`
      const event = stripe.webhooks.constructEvent(body, signature, '${secret(`whsec_${s.alnum(32)}`)}');
    `,
  ),
  file(
    'SendGrid key',
    'mail/settings.py',
    (s) => doc`
      EMAIL_HOST = "smtp.sendgrid.net"
      EMAIL_HOST_USER = "apikey"
      EMAIL_HOST_PASSWORD = "${secret(`SG.${s.urlSafe(22)}.${s.urlSafe(43)}`)}"
    `,
  ),
  file(
    'Mailgun key',
    'mail/mailgun.js',
    (s) => doc`
      const mg = mailgun.client({ username: 'api', key: '${secret(`key-${s.hex(32)}`)}' });
    `,
  ),
  file(
    'Mailchimp key',
    'newsletter.yml',
    (s) => doc`
      mailchimp:
        api_key: ${secret(`${s.hex(32)}-us14`)}
        list: spring
    `,
  ),
  file(
    'Twilio auth token',
    'sms.js',
    (s) => doc`
      const accountSid = 'AC${s.hex(32)}';
      const authToken = '${secret(s.hex(32))}';
      const client = require('twilio')(accountSid, authToken);
    `,
  ),
  file(
    'Twilio API key secret in an environment file',
    'sms/.env.production',
    (s) => doc`
      TWILIO_ACCOUNT_SID=AC${s.hex(32)}
      TWILIO_AUTH_TOKEN=${secret(s.hex(32))}
    `,
  ),
  file(
    'Resend key',
    'emails/send.tsx',
    (s) => doc`
      import { Resend } from 'resend';

      const resend = new Resend('${secret(`re_${s.alnum(8)}_${s.alnum(24)}`)}');
    `,
  ),
  file(
    'Postmark token in a header',
    'mail.sh',
    (s) => doc`
      curl "https://api.postmarkapp.com/email" \
        -H "X-Postmark-Server-Token: ${secret(s.uuid())}" \
        -d @mail.json
    `,
  ),
  file(
    'OpenAI project key',
    'src/summary.py',
    (s) => doc`
      from openai import OpenAI

      client = OpenAI(api_key="${secret(`sk-proj-${s.urlSafe(74)}T3BlbkFJ${s.urlSafe(74)}`)}")
    `,
  ),
  file(
    'OpenAI key of the older form',
    'notebooks/try.ipynb',
    (s) => doc`
      {"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1,
        "source": ["import openai\n", "openai.api_key = \"${secret(`sk-${s.alnum(20)}T3BlbkFJ${s.alnum(20)}`)}\"\n"]}],
       "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    `,
  ),
  file(
    'Anthropic key',
    'src/Agent.java',
    (s) => doc`
      public final class Agent {
          private static final String KEY = "${secret(`sk-ant-api03-${s.urlSafe(93)}AA`)}";
      }
    `,
  ),
  file(
    'Hugging Face token',
    'train.py',
    (s) => doc`
      from huggingface_hub import login
      login(token="${secret(`hf_${s.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 34)}`)}")
    `,
  ),
  file(
    'Replicate token',
    'predict.sh',
    (s) => doc`
      export REPLICATE_API_TOKEN=${secret(`r8_${s.alnum(37)}`)}
      cog predict
    `,
  ),
  file(
    'Groq key',
    'chat.ts',
    (s) => doc`
      const groq = new Groq({ apiKey: "${secret(`gsk_${s.alnum(52)}`)}" });
    `,
  ),
  file(
    'OpenRouter key',
    'router.json',
    (s) => doc`
      {"baseUrl": "https://openrouter.ai/api/v1", "apiKey": "${secret(`sk-or-v1-${s.hex(64)}`)}"}
    `,
  ),
  file(
    'Perplexity key',
    'search.rs',
    (s) => doc`
      const KEY: &str = "${secret(`pplx-${s.alnum(48)}`)}";
    `,
  ),
  file(
    'DigitalOcean token',
    'infra/main.tf',
    (s) => doc`
      provider "digitalocean" {
        token = "${secret(`dop_v1_${s.hex(64)}`)}"
      }
    `,
  ),
  file(
    'Netlify token',
    'Makefile',
    (s) => doc`
      deploy:
      	NETLIFY_AUTH_TOKEN=${secret(`nfp_${s.alnum(36)}`)} netlify deploy --prod
    `,
  ),
  file(
    'Cloudflare token',
    'wrangler.env',
    (s) => doc`
      CLOUDFLARE_ACCOUNT_ID=${s.hex(32)}
      CLOUDFLARE_API_TOKEN=${secret(s.urlSafe(40))}
    `,
  ),
  file(
    'Heroku key',
    'bin/release',
    (s) => doc`
      #!/bin/sh
      export HEROKU_API_KEY=${secret(s.uuid())}
      heroku container:release web -a cards
    `,
  ),
  file(
    'Fly token',
    'fly.sh',
    (s) => doc`
      fly deploy --access-token "FlyV1 ${secret(`fm2_${s.bytes(120).toString('base64')}`)}"
    `,
  ),
  file(
    'Supabase secret key',
    'supabase/admin.ts',
    (s) => doc`
      const admin = createClient('https://abcdefgh.supabase.co', '${secret(`sb_secret_${s.urlSafe(22)}_${s.alnum(8)}`)}');
    `,
  ),
  file(
    'Supabase access token',
    'supabase/ci.sh',
    (s) => doc`
      supabase login --token ${secret(`sbp_${s.hex(40)}`)}
    `,
  ),
  file(
    'PlanetScale password',
    'db/url.ts',
    (s) => doc`
      export const url = 'mysql://${s.lower(20)}:${secret(`pscale_pw_${s.alnum(43)}`)}@aws.connect.psdb.cloud/cards?sslaccept=strict';
    `,
  ),
  file(
    'Postgres address with a password',
    '.env.local',
    (s) => doc`
      PORT=3000
      DATABASE_URL=${secret(`postgresql://cards:${s.alnum(20)}@db.acme-prod.net:5432/cards`)}
    `,
  ),
  file(
    'MongoDB address',
    'server.js',
    (s) => doc`
      mongoose.connect('${secret(`mongodb+srv://app:${s.alnum(16)}@cluster0.${s.lower(5)}.mongodb.net/shop`)}');
    `,
  ),
  file(
    'Redis address',
    'config/cable.yml',
    (s) => doc`
      production:
        adapter: redis
        url: ${secret(`rediss://default:${s.alnum(32)}@usw1-gentle-fox-33333.upstash.io:33333`)}
    `,
  ),
  file(
    'AMQP address',
    'worker.py',
    (s) => doc`
      BROKER_URL = "${secret(`amqps://${s.lower(8)}:${s.urlSafe(32)}@stingray.rmq.cloudamqp.com/${s.lower(8)}`)}"
    `,
  ),
  file(
    'Datadog key',
    'datadog/values.yaml',
    (s) => doc`
      datadog:
        apiKey: ${secret(s.hex(32))}
        site: datadoghq.eu
    `,
  ),
  file(
    'New Relic user key',
    'newrelic.sh',
    (s) => doc`
      NEW_RELIC_API_KEY=${secret(`NRAK-${s.upper(27)}`)} newrelic profile add
    `,
  ),
  file(
    'Sentry auth token',
    '.sentryclirc',
    (s) => doc`
      [auth]
      token=${secret(`sntryu_${s.hex(64)}`)}
    `,
  ),
  file(
    'Grafana service account',
    'grafana.tf',
    (s) => doc`
      provider "grafana" {
        url  = "https://acme.grafana.net"
        auth = "${secret(grafanaToken(s))}"
      }
    `,
  ),
  file(
    'Linear key',
    'issues.mjs',
    (s) => doc`
      const linear = new LinearClient({ apiKey: '${secret(`lin_api_${s.alnum(40)}`)}' });
    `,
  ),
  file(
    'Notion token',
    'notion.py',
    (s) => doc`
      notion = Client(auth="${secret(`ntn_${s.digits(11)}${s.alnum(35)}`)}")
    `,
  ),
  file(
    'Figma token',
    'tokens.config.js',
    (s) => doc`
      module.exports = { figma: { file: 'Cards', personalAccessToken: '${secret(`figd_${s.urlSafe(40)}`)}' } };
    `,
  ),
  file(
    'Airtable token',
    'airtable.php',
    (s) => doc`
      <?php
      $airtable = new Airtable(['api_key' => '${secret(`pat${s.alnum(14)}.${s.hex(64)}`)}', 'base' => 'app${s.alnum(14)}']);
    `,
  ),
  file(
    'HubSpot token',
    'crm.cs',
    (s) => doc`
      var client = new HubSpotClient("${secret(`pat-eu1-${s.uuid()}`)}");
    `,
  ),
  file(
    'Shopify admin token',
    'shopify.app.ts',
    (s) => doc`
      const headers = { 'X-Shopify-Access-Token': '${secret(`shpat_${s.hex(32)}`)}' };
    `,
  ),
  file(
    'Square token',
    'square.rb',
    (s) => doc`
      client = Square::Client.new(access_token: '${secret(`EAAA${s.alnum(60)}`)}', environment: 'production')
    `,
  ),
  file(
    'Databricks token',
    'jobs/.databrickscfg',
    (s) => doc`
      [DEFAULT]
      host = https://adb-12345678.7.azuredatabricks.net
      token = ${secret(`dapi${s.hex(32)}`)}
    `,
  ),
  file(
    'Doppler token',
    'run.sh',
    (s) => doc`
      doppler run --token ${secret(`dp.pt.${s.alnum(43)}`)} -- npm start
    `,
  ),
  file(
    'Vault token',
    'vault.sh',
    (s) => doc`
      export VAULT_ADDR=https://vault.acme.dev
      export VAULT_TOKEN=${secret(`hvs.CAES${s.urlSafe(92)}`)}
    `,
  ),
  file(
    'Terraform Cloud token',
    '.terraformrc',
    (s) => doc`
      credentials "app.terraform.io" {
        token = "${secret(`${s.alnum(14)}.atlasv1.${s.alnum(67)}`)}"
      }
    `,
  ),
  file(
    'Tailscale key',
    'cloud-init.yaml',
    (s) => doc`
      runcmd:
        - tailscale up --authkey ${secret(`tskey-auth-k${s.alnum(11)}CNTRL-${s.alnum(32)}`)}
    `,
  ),
  file(
    'Atlassian token',
    'jira.py',
    (s) => doc`
      jira = JIRA("https://acme.atlassian.net", basic_auth=("bot@acme.dev", "${secret(`ATATT3xFfGF0${s.urlSafe(172)}=${s.upperHex(8)}`)}"))
    `,
  ),
  file(
    'Clerk secret key',
    'apps/web/.env',
    (s) => doc`
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=pk_test_${base64(`${s.lower(8)}.clerk.accounts.dev$`).replace(/=+$/, '')}
      CLERK_SECRET_KEY=${secret(`sk_test_${s.alnum(42)}`)}
    `,
  ),
  file(
    'Paystack secret key',
    'pay.dart',
    (s) => doc`
      final paystackSecret = '${secret(`sk_live_${s.hex(40)}`)}';
    `,
  ),
  file(
    'Mapbox secret token',
    'maps.ts',
    (s) => doc`
      const upload = mbxUploads({ accessToken: '${secret(`sk.${base64(`{"u":"acme","a":"cl${s.lower(22)}"}`).replace(/=+$/, '')}.${s.urlSafe(22)}`)}' });
    `,
  ),
  file(
    'Dynatrace token',
    'oneagent.sh',
    (s) => doc`
      curl -H "Authorization: Api-Token ${secret(`dt0c01.${s.upper(24)}.${s.upper(64)}`)}" https://abc12345.live.dynatrace.com/api/v2/metrics
    `,
  ),
  file(
    'session token of a user',
    'test/requests.http',
    (s) => doc`
      GET https://api.acme.dev/me
      Authorization: Bearer ${secret(jsonWebToken(s, { sub: '4711', role: 'admin', iat: 1_760_000_000 }))}
    `,
  ),
  file(
    'private key of a server',
    'certs/server.key',
    (s) => doc`
      ${secret(privateKeyPem(s))}
    `,
  ),
  file(
    'private key in a manifest',
    'k8s/tls.yaml',
    (s) => doc`
      apiVersion: v1
      kind: Secret
      metadata: { name: tls }
      data:
        tls.key: ${secret(base64(`${privateKeyPem(s)}\n`))}
    `,
  ),
  file(
    'login in .netrc',
    'docker/.netrc',
    (s) => doc`
      machine git.acme.dev
        login deploy
        password ${secret(s.alnum(24))}
    `,
  ),
  file(
    'Docker registry login',
    '.docker/config.json',
    (s) => doc`
      {
        "auths": {
          "https://index.docker.io/v1/": {
            "auth": "${secret(base64(`acmebot:${s.alnum(24)}`))}"
          }
        }
      }
    `,
  ),
  file(
    'Docker Hub token',
    'push.sh',
    (s) => doc`
      echo "${secret(`dckr_pat_${s.urlSafe(27)}`)}" | docker login -u acmebot --password-stdin
    `,
  ),
  file(
    'age identity',
    'keys.txt',
    (s) => doc`
      # created: 2026-01-04T10:00:00Z
      ${secret(ageIdentity(s))}
    `,
  ),
  file(
    'login in an address',
    'composer.json',
    (s) => doc`
      {"repositories": [{"type": "composer", "url": "${secret(`https://deploy:${s.alnum(24)}@packages.acme.dev`)}"}]}
    `,
  ),
];
