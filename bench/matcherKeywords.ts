/**
 * A list of the size and kind that a preset has: tokens' prefixes, hosts and the names that stand
 * beside a key without a prefix. Most selective first, as presets grow.
 */
export const BENCH_KEYWORDS: readonly string[] = `
pk_live_ pk_test_ pictify pictify.io sk_live_ sk_test_ ghp_ AKIA xoxb- glpat-
gho_ ghu_ ghs_ ghr_ github_pat_ glptt- gldt- glrt- glcbt- glft- glsoat- GR1348941
rk_live_ rk_test_ whsec_ ASIA AIDA AROA ABIA ACCA AGPA ANPA ANVA
xoxp- xoxa- xoxr- xoxe- xoxs- xapp- hooks.slack.com
npm_ pypi-AgEIcHlwaS5vcmc rubygems_ dckr_pat_ dckr_oat_ oy2 cargo_
sk-ant- sk-proj- sk-svcacct- T3BlbkFJ hf_ gsk_ r8_ pplx- xai- nvapi- co_live_ fw_ tgp_v1_
AIza ya29. GOCSPX- apps.googleusercontent.com service_account private_key_id
dop_v1_ doo_v1_ dor_v1_ hrku- heroku vercel_ netlify nfp_ fly.io FlyV1 fo1_ railway
SG. key- mailgun mandrill postmark sendinblue xkeysib- xsmtpsib- -us1 -us20 mailchimp sendgrid
shpat_ shpca_ shppa_ shpss_ shopify sq0atp- sq0csp- sq0idp- EAAAE squareup braintree access_token$production$
paypal plaid- razorpay rzp_live_ rzp_test_ adyen AQE mollie live_ test_ gocardless flwseck flwpubk_test
dapi databricks dbtc_ dbtu_ dp.pt. dp.st. dp.sa. doppler hvs. hvb. hvr. vault atlasv1. terraform
pul- pulumi sntrys_ sntryu_ sentry.io glc_ glsa_ eyJrIjoi grafana NRAK- NRJS- NRII- newrelic dd-api-key datadog
lin_api_ lin_oauth_ ntn_ secret_ notion airtable pat_ figd_ figma ATATT3 ATCTT3 atlassian bitbucket confluence jira
tfp_ typeform CFPAT- contentful sanity algolia mapbox pk.eyJ sk.eyJ here_api tomtom
twilio SK00 AC00 messagebird vonage nexmo plivo telnyx KEY01 discord.com/api/webhooks discordapp bot_token telegram
t.me/ api.telegram.org EAACEdEose0cBA facebook instagram twitter bearer linkedin pinterest pina_ twitch snapchat
dropbox sl.B sl.u box.com asana clickup monday.com trello zendesk intercom freshdesk hubspot pat-na1- pat-eu1- salesforce 00D
okta auth0 onelogin duo_ clerk_ sk_clerk workos_ supabase sbp_ sb_secret_ service_role firebase firebaseio.com fcm_server_key
mongodb:// mongodb+srv:// postgres:// postgresql:// mysql:// mariadb:// redis:// rediss:// amqp:// amqps:// mssql:// sqlserver:// clickhouse:// cockroachdb://
pscale_pw_ pscale_tkn_ pscale_oauth_ neon_ npg_ turso upstash fauna fnA xata_ cockroachlabs elastic-cloud
-----BEGIN PRIVATE openssh ssh-rsa PuTTY-User-Key-File- AGE-SECRET-KEY- age1 PGP
AccountKey= SharedAccessKey= SharedAccessSignature DefaultEndpointsProtocol= AzureWebJobsStorage .azure.com azure_ client_secret 8Q~ 7Q~
aliyun LTAI tencent AKID baidu bce- yandex AQVN YCAJ t1. y0_ ibmcloud oracle ocid1. linode vultr scaleway SCW hetzner
cloudflare v1.0- cf_api CLOUDFLARE_ fastly akamai akab- cdn77 bunnycdn keycdn
buildkite bkua_ circleci CCIPAT_ CCIPRJ_ travis droneci codecov codeclimate snyk sonar sqp_ squ_ sqa_ jfrog AKCp artifactory cmVmd nexus
launchdarkly sdk-live api-live split.io optimizely amplitude mixpanel segment rudderstack posthog phc_ phx_
openai anthropic cohere replicate mistral deepseek together.ai groq langfuse sk-lf- pk-lf- lsv2_pt_ lsv2_sk_ pinecone pcsk_ weaviate
easypost EZAK EZTK shippo_live_ shippo_test_ lob_ live_pub ship24 duffel_test_ duffel_live_ frame.io fio-u- zapier ifttt make.com
ngrok cr_ tskey- tailscale zerotier pagerduty opsgenie statuspage uptimerobot rollbar bugsnag honeybadger logz.io loggly papertrail sumologic
`
  .trim()
  .split(/\s+/)
  .filter((keyword) => keyword.length >= 3);
