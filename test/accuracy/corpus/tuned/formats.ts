import type { Sampler } from '../../../../src/model/rule.js';
import { clerk, doc, file, mine, other, stripe, type CaseMaker, type Mark, type MarkedText } from '../corpusCase.js';
import { vendorKeys as keys } from '../vendorKeys.js';

/** Whose key a format holds, and how it is named there. */
interface Owner {
  readonly label: string;
  /** `PICTIFY_API_KEY` */
  readonly upper: string;
  /** `pictifyApiKey` */
  readonly camel: string;
  /** `pictify` */
  readonly section: string;
  /** The name inside the section. */
  readonly inner: string;
  readonly host: string;
  readonly key: (s: Sampler) => Mark;
}

const owners: readonly Owner[] = [
  {
    label: 'Pictify live',
    upper: 'PICTIFY_API_KEY',
    camel: 'pictifyApiKey',
    section: 'pictify',
    inner: 'apiKey',
    host: 'https://api.pictify.io',
    key: (s) => mine(s.key('live', 24)),
  },
  {
    label: 'Pictify test, long',
    upper: 'PICTIFY_TOKEN',
    camel: 'pictifyToken',
    section: 'pictify',
    inner: 'token',
    host: 'https://api.pictify.io',
    key: (s) => mine(s.key('test', 43)),
  },
  {
    label: 'Stripe old',
    upper: 'STRIPE_PUBLISHABLE_KEY',
    camel: 'stripePublishableKey',
    section: 'stripe',
    inner: 'publishableKey',
    host: 'https://js.stripe.com',
    key: (s) => stripe(keys.oldStripe(s)),
  },
  {
    label: 'Clerk',
    upper: 'CLERK_PUBLISHABLE_KEY',
    camel: 'clerkPublishableKey',
    section: 'clerk',
    inner: 'publishableKey',
    host: 'https://clerk.example.com',
    key: (s) => clerk(keys.clerk(s)),
  },
  {
    label: 'Paystack',
    upper: 'PAYSTACK_PUBLIC_KEY',
    camel: 'paystackPublicKey',
    section: 'paystack',
    inner: 'publicKey',
    host: 'https://api.paystack.co',
    key: (s) => other(keys.paystack(s, 'live')),
  },
  {
    label: 'MoonPay',
    upper: 'MOONPAY_API_KEY',
    camel: 'moonpayApiKey',
    section: 'moonpay',
    inner: 'apiKey',
    host: 'https://buy.moonpay.com',
    key: (s) => other(keys.moonpay(s, 'live')),
  },
];

type Format = readonly [string, string, (owner: Owner, key: Mark) => MarkedText];

const formats: readonly Format[] = [
  [
    'typescript enum-like',
    'src/keys.ts',
    (o, k) => doc`
    export const KEYS = {
      analytics: 'G-12345',
      ${o.camel}: '${k}',
    } satisfies Record<string, string>;
  `,
  ],
  [
    'jsx attribute',
    'src/App.jsx',
    (o, k) => doc`
    export default function App() {
      return (
        <Provider vendor="${o.section}" ${o.camel}="${k}">
          <Routes />
        </Provider>
      );
    }
  `,
  ],
  [
    'python dict',
    'app/settings.py',
    (o, k) => doc`
    INTEGRATIONS = {
        "sentry": {"dsn": None},
        "${o.section}": {
            "${o.inner}": "${k}",
            "timeout": 10,
        },
    }
  `,
  ],
  [
    'python constant',
    'app/constants.py',
    (o, k) => doc`
    import os

    DEBUG = bool(os.environ.get("DEBUG"))
    ${o.upper} = '${k}'
    CACHE_TTL = 300
  `,
  ],
  [
    'ruby constant',
    'lib/keys.rb',
    (o, k) => doc`
    module Keys
      ${o.upper} = "${k}".freeze
      TIMEOUT = 5
    end
  `,
  ],
  [
    'go const block',
    'internal/keys/keys.go',
    (o, k) => doc`
    package keys

    const (
    	timeout = 5
    	${o.camel} = "${k}"
    )
  `,
  ],
  [
    'java constant',
    'src/main/java/app/Keys.java',
    (o, k) => doc`
    package app;

    final class Keys {
      static final String ${o.upper} = "${k}";
      private Keys() {}
    }
  `,
  ],
  [
    'kotlin build config',
    'app/build.gradle.kts',
    (o, k) => doc`
    android {
        defaultConfig {
            buildConfigField("String", "${o.upper}", "\"${k}\"")
        }
    }
  `,
  ],
  [
    'gradle properties',
    'gradle.properties',
    (o, k) => doc`
    org.gradle.jvmargs=-Xmx2g
    ${o.camel}=${k}
  `,
  ],
  [
    'swift struct',
    'Sources/Secrets.swift',
    (o, k) => doc`
    enum Secrets {
        static let ${o.camel} = "${k}"
        static let retries = 3
    }
  `,
  ],
  [
    'objective-c define',
    'App/Keys.m',
    (o, k) => doc`
    #import "Keys.h"
    NSString *const k${o.section}Key = @"${k}";
  `,
  ],
  [
    'dart map',
    'lib/env.dart',
    (o, k) => doc`
    const env = <String, String>{
      'API': 'https://example.org',
      '${o.upper}': '${k}',
    };
  `,
  ],
  [
    'rust static',
    'src/keys.rs',
    (o, k) => doc`
    pub static ${o.upper}: &str = "${k}";
    pub const RETRIES: usize = 3;
  `,
  ],
  [
    'csharp options',
    'Options.cs',
    (o, k) => doc`
    public class Options
    {
        public string ${o.camel} { get; set; } = "${k}";
    }
  `,
  ],
  [
    'visual basic',
    'Module1.vb',
    (o, k) => doc`
    Module Keys
        Public Const ${o.camel} As String = "${k}"
    End Module
  `,
  ],
  [
    'fsharp',
    'Keys.fs',
    (o, k) => doc`
    module Keys
    let ${o.camel} = "${k}"
  `,
  ],
  [
    'php define',
    'wp-config.php',
    (o, k) => doc`
    <?php
    define( 'DB_NAME', 'wp' );
    define( '${o.upper}', '${k}' );
  `,
  ],
  [
    'php class property',
    'app/Keys.php',
    (o, k) => doc`
    <?php
    class Keys
    {
        public string $${o.camel} = '${k}';
    }
  `,
  ],
  [
    'shell case',
    'env.sh',
    (o, k) => doc`
    case "$1" in
      prod) export ${o.upper}="${k}" ;;
      *) exit 1 ;;
    esac
  `,
  ],
  [
    'fish',
    'config.fish',
    (o, k) => doc`
    set -gx EDITOR vim
    set -gx ${o.upper} ${k}
  `,
  ],
  [
    'windows batch',
    'start.bat',
    (o, k) => doc`
    @echo off
    set ${o.upper}=${k}
    node server.js
  `,
  ],
  [
    'powershell env',
    'start.ps1',
    (o, k) => doc`
    $env:NODE_ENV = "production"
    $env:${o.upper} = "${k}"
  `,
  ],
  [
    'makefile',
    'Makefile',
    (o, k) => doc`
    export ${o.upper} := ${k}

    run:
    	node server.js
  `,
  ],
  [
    'nix',
    'shell.nix',
    (o, k) => doc`
    pkgs.mkShell {
      ${o.upper} = "${k}";
      buildInputs = [ pkgs.nodejs ];
    }
  `,
  ],
  [
    'hcl block',
    'main.tf',
    (o, k) => doc`
    resource "aws_ssm_parameter" "key" {
      name  = "/${o.section}/${o.inner}"
      type  = "String"
      value = "${k}"
    }
  `,
  ],
  [
    'json section',
    'config/prod.json',
    (o, k) => doc`
    {
      "port": 80,
      "${o.section}": {
        "url": "${o.host}",
        "${o.inner}": "${k}"
      }
    }
  `,
  ],
  [
    'one-line json',
    'data/config.json',
    (o, k) => doc`
    {"port":80,"${o.section}":{"${o.inner}":"${k}","retry":3},"log":"info"}
  `,
  ],
  [
    'yaml section',
    'config/prod.yaml',
    (o, k) => doc`
    port: 80
    ${o.section}:
      url: ${o.host}
      ${o.inner}: ${k}
    log: info
  `,
  ],
  [
    'ini section',
    'app.cfg',
    (o, k) => doc`
    [main]
    log = info

    [${o.section}]
    url = ${o.host}
    ${o.inner} = ${k}
  `,
  ],
  [
    'java yaml-like properties',
    'application-prod.properties',
    (o, k) => doc`
    spring.main.banner-mode=off
    app.${o.section}.${o.inner}=${k}
  `,
  ],
  [
    'xml app setting',
    'Web.config',
    (o, k) => doc`
    <configuration>
      <appSettings>
        <add key="Timeout" value="10" />
        <add key="${o.camel}" value="${k}" />
      </appSettings>
    </configuration>
  `,
  ],
  [
    'html meta',
    'index.html',
    (o, k) => doc`
    <head>
      <meta charset="utf-8">
      <meta name="${o.section}-key" content="${k}">
    </head>
  `,
  ],
  [
    'inline script',
    'views/layout.erb',
    (o, k) => doc`
    <script>
      window.${o.camel} = "${k}";
    </script>
  `,
  ],
  [
    'erlang',
    'sys.config',
    (o, k) => doc`
    [{shop, [{port, 8080}, {${o.section}_key, <<"${k}">>}]}].
  `,
  ],
  [
    'plain list',
    'keys.txt',
    (o, k) => doc`
    ${o.section}: ${k}
  `,
  ],
  [
    'circleci',
    '.circleci/config.yml',
    (o, k) => doc`
    jobs:
      build:
        docker:
          - image: cimg/node:22.0
        environment:
          ${o.upper}: ${k}
  `,
  ],
  [
    'travis',
    '.travis.yml',
    (o, k) => doc`
    env:
      global:
        - CI=1
        - ${o.upper}=${k}
  `,
  ],
  [
    'systemd unit',
    'shop.service',
    (o, k) => doc`
    [Service]
    Environment=NODE_ENV=production
    Environment="${o.upper}=${k}"
    ExecStart=/usr/bin/node /srv/shop/server.js
  `,
  ],
];

/** Every owner in every format. */
export const inFormats: readonly CaseMaker[] = formats.flatMap(([name, path, make]) =>
  owners.map((owner) => file(`${owner.label}: ${name}`, path, (s) => make(owner, owner.key(s)))),
);
