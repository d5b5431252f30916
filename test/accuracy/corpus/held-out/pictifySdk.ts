import { doc, file, mine } from '../corpusCase.js';
import { urlSafeKey } from '../vendorKeys.js';

/** Pictify keys hard-coded where its SDKs and its HTTP interface are used. */
export const pictifySdk = [
  file(
    'node service class',
    'src/services/og-image.service.ts',
    (s) => doc`
    import Pictify from 'pictify';
    import { logger } from '../logger';

    export class OgImageService {
      private readonly client: Pictify;

      constructor() {
        this.client = new Pictify('${mine(s.key('live'))}', { timeout: 10_000 });
      }

      async render(title: string) {
        const image = await this.client.renderTemplate('tpl_blog', { title });
        logger.info({ url: image.url }, 'rendered');
        return image.url;
      }
    }
  `,
  ),
  file(
    'commonjs constant',
    'lib/render.js',
    (s) => doc`
    const axios = require('axios');

    const API_KEY = '${mine(s.key('live', 40))}';

    module.exports = async function render(html) {
      const res = await axios.post(
        'https://api.pictify.io/image',
        { html, width: 1200, height: 630 },
        { headers: { Authorization: \`Bearer \${API_KEY}\` } },
      );
      return res.data.url;
    };
  `,
  ),
  file(
    'fetch with a literal header',
    'app/api/card/route.ts',
    (s) => doc`
    export async function POST(req: Request) {
      const body = await req.json();
      const res = await fetch('https://api.pictify.io/templates/tpl_1/render', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: 'Bearer ${mine(s.key('live', 32))}',
        },
        body: JSON.stringify(body),
      });
      return Response.json(await res.json());
    }
  `,
  ),
  file(
    'fallback of an environment variable',
    'src/config.ts',
    (s) => doc`
    export const config = {
      port: Number(process.env.PORT ?? 3000),
      pictify: {
        apiKey: process.env.PICTIFY_API_KEY ?? '${mine(s.key('test'))}',
        baseUrl: 'https://api.pictify.io',
      },
    };
  `,
  ),
  file(
    'python sync client',
    'app/images.py',
    (s) => doc`
    from functools import lru_cache

    from pictify import Pictify


    @lru_cache(maxsize=1)
    def client() -> Pictify:
        return Pictify(api_key="${mine(s.key('live', 48))}", timeout=30)


    def share_card(title: str) -> str:
        return client().image.create(html=f"<h1>{title}</h1>").url
  `,
  ),
  file(
    'python async client',
    'worker/tasks.py',
    (s) => doc`
    import asyncio
    from pictify import AsyncPictify

    async def main():
        async with AsyncPictify("${mine(s.key('test', 36))}") as pictify:
            await pictify.templates.render("tpl_invoice", variables={"n": 7})

    asyncio.run(main())
  `,
  ),
  file(
    'python requests, key two lines up',
    'scripts/backfill.py',
    (s) => doc`
    import requests

    KEY = "${mine(s.key('live', 24))}"
    URL = "https://api.pictify.io/image"

    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + KEY

    for row in rows():
        session.post(URL, json={"html": row.html})
  `,
  ),
  file(
    'django settings',
    'mysite/settings/base.py',
    (s) => doc`
    DEBUG = False
    ALLOWED_HOSTS = ["example.org"]

    EMAIL_HOST = "smtp.example.org"
    PICTIFY_API_KEY = env("PICTIFY_API_KEY", default="${mine(s.key('live'))}")
    STATIC_URL = "/static/"
  `,
  ),
  file(
    'ruby initializer',
    'config/initializers/pictify.rb',
    (s) => doc`
    # frozen_string_literal: true

    Pictify.configure do |config|
      config.api_key = '${mine(s.key('live', 30))}'
      config.timeout = 20
    end
  `,
  ),
  file(
    'ruby client call',
    'app/jobs/banner_job.rb',
    (s) => doc`
    class BannerJob < ApplicationJob
      def perform(post_id)
        client = Pictify::Client.new("${mine(s.key('live', 43))}")
        post = Post.find(post_id)
        post.update!(banner: client.render("tpl_banner", title: post.title).url)
      end
    end
  `,
  ),
  file(
    'go client',
    'internal/images/client.go',
    (s) => doc`
    package images

    import (
    	"context"

    	"github.com/pictify/pictify-go"
    )

    var client = pictify.NewClient("${mine(s.key('live', 64))}")

    func Render(ctx context.Context, html string) (string, error) {
    	img, err := client.Image.Create(ctx, &pictify.ImageParams{HTML: html})
    	if err != nil {
    		return "", err
    	}
    	return img.URL, nil
    }
  `,
  ),
  file(
    'go raw request',
    'cmd/og/main.go',
    (s) => doc`
    func render(body io.Reader) (*http.Response, error) {
    	req, err := http.NewRequest(http.MethodPost, "https://api.pictify.io/image", body)
    	if err != nil {
    		return nil, err
    	}
    	req.Header.Set("Content-Type", "application/json")
    	req.Header.Set("Authorization", "Bearer ${mine(s.key('test', 28))}")
    	return http.DefaultClient.Do(req)
    }
  `,
  ),
  file(
    'php guzzle',
    'src/Service/Pictify.php',
    (s) => doc`
    <?php

    namespace App\Service;

    use GuzzleHttp\Client;

    final class Pictify
    {
        private const TOKEN = '${mine(s.key('live'))}';

        public function image(string $html): string
        {
            $client = new Client(['base_uri' => 'https://api.pictify.io']);
            $response = $client->post('/image', [
                'headers' => ['Authorization' => 'Bearer ' . self::TOKEN],
                'json' => ['html' => $html],
            ]);

            return json_decode((string) $response->getBody())->url;
        }
    }
  `,
  ),
  file(
    'php array config',
    'config/services.php',
    (s) => doc`
    <?php

    return [
        'mailgun' => [
            'domain' => env('MAILGUN_DOMAIN'),
        ],
        'pictify' => [
            'key' => '${mine(s.key('live', 20))}',
            'timeout' => 15,
        ],
    ];
  `,
  ),
  file(
    'java okhttp',
    'src/main/java/io/shop/OgRenderer.java',
    (s) => doc`
    public final class OgRenderer {
      private static final String PICTIFY_KEY = "${mine(s.key('live', 52))}";
      private final OkHttpClient http = new OkHttpClient();

      public String render(String html) throws IOException {
        Request request = new Request.Builder()
            .url("https://api.pictify.io/image")
            .header("Authorization", "Bearer " + PICTIFY_KEY)
            .post(RequestBody.create(html, MediaType.get("application/json")))
            .build();
        try (Response response = http.newCall(request).execute()) {
          return response.body().string();
        }
      }
    }
  `,
  ),
  file(
    'kotlin object',
    'app/src/main/kotlin/Images.kt',
    (s) => doc`
    object Images {
        private const val API_KEY = "${mine(s.key('test', 24))}"

        suspend fun render(client: HttpClient, html: String): String =
            client.post("https://api.pictify.io/image") {
                bearerAuth(API_KEY)
                setBody(mapOf("html" to html))
            }.body()
    }
  `,
  ),
  file(
    'csharp httpclient',
    'src/Web/Pictify/PictifyClient.cs',
    (s) => doc`
    using System.Net.Http.Headers;

    namespace Web.Pictify;

    public sealed class PictifyClient(HttpClient http)
    {
        public async Task<string> RenderAsync(string html)
        {
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", "${mine(s.key('live', 32))}");
            var response = await http.PostAsJsonAsync("/image", new { html });
            return await response.Content.ReadAsStringAsync();
        }
    }
  `,
  ),
  file(
    'rust reqwest',
    'src/render.rs',
    (s) => doc`
    const PICTIFY_API_KEY: &str = "${mine(s.key('live', 27))}";

    pub async fn render(html: &str) -> reqwest::Result<String> {
        reqwest::Client::new()
            .post("https://api.pictify.io/image")
            .bearer_auth(PICTIFY_API_KEY)
            .json(&serde_json::json!({ "html": html }))
            .send()
            .await?
            .text()
            .await
    }
  `,
  ),
  file(
    'swift urlrequest',
    'Sources/App/Pictify.swift',
    (s) => doc`
    func makeRequest() -> URLRequest {
        var request = URLRequest(url: URL(string: "https://api.pictify.io/image")!)
        request.httpMethod = "POST"
        request.setValue("Bearer ${mine(s.key('live'))}", forHTTPHeaderField: "Authorization")
        return request
    }
  `,
  ),
  file(
    'dart constant',
    'lib/services/pictify_service.dart',
    (s) => doc`
    class PictifyService {
      static const _apiKey = '${mine(s.key('test', 33))}';

      Future<String> render(String html) async {
        final res = await http.post(
          Uri.parse('https://api.pictify.io/image'),
          headers: {'Authorization': 'Bearer $_apiKey'},
        );
        return res.body;
      }
    }
  `,
  ),
  file(
    'elixir config',
    'config/config.exs',
    (s) => doc`
    import Config

    config :shop, ShopWeb.Endpoint,
      url: [host: "localhost"]

    config :shop, :pictify,
      api_key: "${mine(s.key('live', 44))}",
      base_url: "https://api.pictify.io"
  `,
  ),
  file(
    'scala config object',
    'modules/img/src/main/scala/Config.scala',
    (s) => doc`
    object PictifyConfig {
      val apiKey: String = sys.env.getOrElse("PICTIFY_API_KEY", "${mine(s.key('live', 26))}")
      val endpoint: String = "https://api.pictify.io/image"
    }
  `,
  ),
  file(
    'c curl',
    'src/pictify.c',
    (s) => doc`
    #include <curl/curl.h>

    #define PICTIFY_KEY "${mine(s.key('live', 24))}"

    static struct curl_slist *headers(void) {
      struct curl_slist *list = NULL;
      list = curl_slist_append(list, "Authorization: Bearer " PICTIFY_KEY);
      return list;
    }
  `,
  ),
  file(
    'perl lwp',
    'bin/card.pl',
    (s) => doc`
    use strict;
    use LWP::UserAgent;

    my $key = '${mine(s.key('live', 29))}';
    my $ua  = LWP::UserAgent->new;
    my $res = $ua->post('https://api.pictify.io/image',
        'Authorization' => "Bearer $key",
        Content         => encode_json({ html => '<p>hi</p>' }));
    print $res->decoded_content;
  `,
  ),
  file(
    'lua script',
    'scripts/pictify.lua',
    (s) => doc`
    local http = require("socket.http")

    local PICTIFY_API_KEY = "${mine(s.key('test', 24))}"

    return function(html)
      return http.request {
        url = "https://api.pictify.io/image",
        headers = { ["Authorization"] = "Bearer " .. PICTIFY_API_KEY },
      }
    end
  `,
  ),
  file(
    'r script',
    'analysis/cards.R',
    (s) => doc`
    library(httr)

    pictify_key <- "${mine(s.key('live', 31))}"
    res <- POST(
      "https://api.pictify.io/image",
      add_headers(Authorization = paste("Bearer", pictify_key)),
      body = list(html = "<h1>Report</h1>"), encode = "json"
    )
  `,
  ),
  file(
    'shell script',
    'scripts/render.sh',
    (s) => doc`
    #!/usr/bin/env bash
    set -euo pipefail

    export PICTIFY_API_KEY=${mine(s.key('live', 24))}

    curl -fsS https://api.pictify.io/image \
      -H "Authorization: Bearer $PICTIFY_API_KEY" \
      -d '{"html":"<h1>Hello</h1>"}'
  `,
  ),
  file(
    'powershell',
    'ops/New-Card.ps1',
    (s) => doc`
    $headers = @{
        Authorization  = "Bearer ${mine(s.key('live', 35))}"
        "Content-Type" = "application/json"
    }
    Invoke-RestMethod -Uri "https://api.pictify.io/image" -Method Post -Headers $headers -Body $json
  `,
  ),
  file(
    'groovy pipeline',
    'ci/Jenkinsfile',
    (s) => doc`
    pipeline {
      agent any
      environment {
        PICTIFY_API_KEY = '${mine(s.key('live'))}'
      }
      stages {
        stage('cards') { steps { sh 'npm run cards' } }
      }
    }
  `,
  ),
  file(
    'clojure edn',
    'resources/config.edn',
    (s) => doc`
    {:http {:port 8080}
     :pictify {:api-key "${mine(s.key('live', 38))}"
               :url "https://api.pictify.io"}}
  `,
  ),
  file(
    'haskell constant',
    'src/Pictify.hs',
    (s) => doc`
    module Pictify (render) where

    apiKey :: ByteString
    apiKey = "${mine(s.key('test', 24))}"

    render :: Text -> IO Text
    render html = post "https://api.pictify.io/image" (bearer apiKey) html
  `,
  ),
  file(
    'query token in a link',
    'templates/email.html',
    (s) => doc`
    <table>
      <tr>
        <td><img src="https://api.pictify.io/image/flex?token=${mine(s.key('live', 24))}&title=Hi" width="600"></td>
      </tr>
    </table>
  `,
  ),
  file(
    'x-api-key header of the tool server',
    'mcp/remote.ts',
    (s) => doc`
    const transport = new StreamableHTTPClientTransport(new URL('https://mcp.pictify.io/mcp'), {
      requestInit: {
        headers: { 'X-API-Key': '${mine(s.key('live', 41))}' },
      },
    });
  `,
  ),
  file(
    'tool server configuration',
    '.mcp.json',
    (s) => doc`
    {
      "mcpServers": {
        "github": { "command": "docker", "args": ["run", "ghcr.io/github/github-mcp-server"] },
        "pictify": {
          "command": "npx",
          "args": ["-y", "@pictify/mcp-server"],
          "env": { "PICTIFY_API_KEY": "${mine(s.key('live', 24))}" }
        }
      }
    }
  `,
  ),
  file(
    'tool server over http',
    '.cursor/mcp.json',
    (s) => doc`
    {
      "mcpServers": {
        "images": {
          "url": "https://mcp.pictify.io",
          "headers": { "Authorization": "Bearer ${mine(s.key('test', 24))}" }
        }
      }
    }
  `,
  ),
  file(
    'codex toml',
    '.codex/config.toml',
    (s) => doc`
    model = "o4"

    [mcp_servers.pictify]
    command = "npx"
    args = ["-y", "@pictify/mcp-server"]

    [mcp_servers.pictify.env]
    PICTIFY_API_KEY = "${mine(s.key('live', 24))}"
  `,
  ),
  file(
    'oauth client secret of the connector',
    'docs/connector-setup.md',
    (s) => doc`
    # Connecting the agent

    | field | value |
    |---|---|
    | Server | https://mcp.pictify.io |
    | Client ID | pictify |
    | Client secret | ${mine(s.key('live', 24))} |
  `,
  ),
  file(
    'rotation names',
    '.env',
    (s) => doc`
    PICTIFY_API_KEY_OLD=${mine(s.key('live', 24))}
    PICTIFY_API_KEY_NEW=${mine(s.key('live', 24))}
    PICTIFY_BASE_URL=https://api.pictify.io
  `,
  ),
  file(
    'url-safe body',
    'src/keys.py',
    (s) => doc`
    PICTIFY = {
        "key": "${mine(urlSafeKey(s, 'live', 43))}",
        "url": "https://api.pictify.io",
    }
  `,
  ),
  file(
    'the longest body',
    'src/long.ts',
    (s) => doc`
    import { Pictify } from 'pictify';
    export const pictify = new Pictify({ apiKey: '${mine(s.key('live', 128))}' });
  `,
  ),
  file(
    'the shortest body',
    'src/short.ts',
    (s) => doc`
    import { Pictify } from 'pictify';
    export const pictify = new Pictify({ apiKey: '${mine(s.key('test', 16))}' });
  `,
  ),
  file(
    'hex body',
    'src/hex.rb',
    (s) => doc`
    require 'pictify'
    Pictify.api_key = '${mine(s.join('pk_live', '_', s.hex(40)))}'
  `,
  ),
  file(
    'upper hex body',
    'src/upper.go',
    (s) => doc`
    func init() {
    	os.Setenv("PICTIFY_API_KEY", "${mine(s.join('pk_live', '_', s.upperHex(16)))}")
    }
  `,
  ),
  file(
    'long hex body under a bearer header',
    'tools/check.js',
    (s) => doc`
    await request(server)
      .get('/v1/me')
      .set('Authorization', 'Bearer ${mine(s.join('pk_live', '_', s.hex(64)))}')
      .expect(200);
  `,
  ),
  file(
    'the guide’s bad example, in source',
    'src/bad.ts',
    (s) => doc`
    import { Pictify } from 'pictify';

    const pictify = new Pictify({ apiKey: '${mine(s.join('pk_live', '_abc', '123xyz'))}' });
    export default pictify;
  `,
  ),
];
