import { clerk, doc, file, live, liveIn, mine, other, stripe, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { vendorKeys, whsec } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey } from './pictifyKeys.js';

/** Prose, notebooks, tables, dumps, snapshots and translations. */
export const documents: readonly CaseMaker[] = [
  file(
    'notebook cell that creates a client',
    'notebooks/cards.ipynb',
    (s) => doc`
      {
        "cells": [
          {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": [
              "from pictify import Pictify\n",
              "client = Pictify(api_key=\"${mine(s.key('live', 32))}\")\n",
              "client.templates.list()"
            ]
          }
        ],
        "nbformat": 4,
        "nbformat_minor": 5
      }
    `,
  ),
  file(
    'notebook whose output shows the environment',
    'notebooks/debug.ipynb',
    (s) => doc`
      {
        "cells": [
          {
            "cell_type": "code",
            "execution_count": 3,
            "metadata": {},
            "source": ["!env | grep -i key"],
            "outputs": [
              {
                "name": "stdout",
                "output_type": "stream",
                "text": ["PICTIFY_API_KEY=${mine(s.key('live', 40))}\n", "STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s))}\n"]
              }
            ]
          }
        ],
        "nbformat": 4,
        "nbformat_minor": 5
      }
    `,
  ),
  file(
    'notebook with a magic for the environment',
    'notebooks/report.ipynb',
    (s) => doc`
      {
        "cells": [
          { "cell_type": "code", "metadata": {}, "outputs": [], "source": ["%env PICTIFY_API_KEY=${mine(bareToken(s))}"] }
        ],
        "nbformat": 4,
        "nbformat_minor": 5
      }
    `,
  ),
  file(
    'notebook in the percent format',
    'notebooks/cards.py',
    (s) => doc`
      # %% [markdown]
      # Draw a card for each guest

      # %%
      PICTIFY_API_KEY = "${mine(s.key('test', 36))}"
      headers = {"Authorization": f"Bearer {PICTIFY_API_KEY}"}
    `,
  ),
  file(
    'run book in Markdown with an inline key',
    'docs/runbook.md',
    (s) => doc`
      ## When the banners stop

      1. Check the status page of Pictify.
      2. Call the API with our key, \`${mine(s.key('live', 32))}\`, and look at the answer.
      3. Roll the key in the dashboard if it says 401.
    `,
  ),
  file(
    'README with a real key in a code block',
    'README.md',
    (s) => doc`
      # Card service

      Start it with:

      \`\`\`sh
      PICTIFY_API_KEY=${mine(s.key('live', 48))} npm start
      \`\`\`
    `,
  ),
  file(
    'README with nothing but placeholders',
    'packages/og/README.md',
    () => doc`
      # og

      \`\`\`sh
      export PICTIFY_API_KEY=pk_live_xxxxxxxxxxxxxxxxxxxxxxxx
      \`\`\`

      \`\`\`ts
      const pictify = new Pictify('pk_test_YOUR_API_KEY');
      \`\`\`

      Keys start with \`pk_live_\` or \`pk_test_\`.
    `,
  ),
  file(
    'MDX page with a live demo of Stripe',
    'docs/checkout.mdx',
    (s) => doc`
      import { CheckoutDemo } from '../components/CheckoutDemo';

      # Checkout

      <CheckoutDemo stripePublishableKey="${stripe(vendorKeys.stripe(s))}" />
    `,
  ),
  file(
    'MDX page with a Pictify demo',
    'docs/og.mdx',
    (s) => doc`
      # Open Graph images

      <PictifyPreview apiKey="${mine(s.key('live', 32))}" template="tpl_blog" />
    `,
  ),
  file(
    'reStructuredText guide',
    'docs/source/setup.rst',
    (s) => doc`
      Setup
      =====

      Put the key of Pictify into your shell profile:

      .. code-block:: bash

         export PICTIFY_API_KEY=${mine(s.key('live', 32))}
    `,
  ),
  file(
    'AsciiDoc guide with attributes',
    'docs/setup.adoc',
    (s) => doc`
      = Setup
      :pictify-api-key: ${mine(s.key('live', 36))}

      Send it as a bearer token to https://api.pictify.io/image.
    `,
  ),
  file(
    'LaTeX listing',
    'thesis/appendix.tex',
    (s) => doc`
      \section{Rendering}
      \begin{lstlisting}[language=Python]
      client = Pictify(api_key="${mine(s.key('test', 32))}")
      \end{lstlisting}
    `,
  ),
  file(
    'Org file with a source block',
    'notes/cards.org',
    (s) => doc`
      * Cards
      #+begin_src sh
      curl -H "Authorization: Bearer ${mine(s.key('live', 28))}" https://api.pictify.io/templates
      #+end_src
    `,
  ),
  file(
    'note in Japanese',
    'docs/ja/memo.md',
    (s) => doc`
      # メモ

      Pictify の本番キーは ${mine(s.key('live', 32))} です。社外に出さないこと。
    `,
  ),
  file(
    'note in Russian about two vendors',
    'docs/ru/klyuchi.md',
    (s) => doc`
      - публичный ключ Stripe: ${stripe(vendorKeys.stripe(s, 'live'))}
      - секретный ключ Pictify: ${mine(s.key('live', 32))}
    `,
  ),
  file(
    'note in Vietnamese',
    'docs/vi/ghi-chu.md',
    (s) => doc`
      Khóa API của Pictify (không chia sẻ):

          ${mine(dashedKey(s, 'live'))}
    `,
  ),
  file(
    'note in Turkish',
    'docs/tr/kurulum.md',
    (s) => doc`
      Ortam değişkenini ayarlayın:

          PICTIFY_API_KEY=${mine(s.key('test', 44))}
    `,
  ),
  file(
    'dump of a settings table',
    'backup/settings.sql',
    (s) => doc`
      CREATE TABLE settings (id int, name text, value text);
      COPY settings (id, name, value) FROM stdin;
      1	site_title	Cards
      2	pictify_api_key	${mine(s.key('live', 32))}
      3	stripe_publishable_key	${stripe(vendorKeys.stripe(s, 'live'))}
      \.
    `,
  ),
  file(
    'update statement in a migration',
    'db/migrate/V7__rotate.sql',
    (s) => doc`
      UPDATE integrations
         SET api_key = '${mine(s.key('live', 56))}', rotated_at = now()
       WHERE vendor = 'pictify';
    `,
  ),
  file(
    'dump of options of a WordPress plugin',
    'backup/wp.sql',
    (s) => doc`
      INSERT INTO wp_options VALUES (311,'pictify_settings','a:1:{s:7:"api_key";s:40:"${mine(s.key('live', 32))}";}','yes');
    `,
  ),
  file(
    'dump of tokens of Pictify accounts',
    'backup/tokens.csv',
    (s) => doc`
      service,owner,token
      pictify,ada@cards.test,${mine(bareToken(s))}
    `,
  ),
  file(
    'tab-separated inventory',
    'ops/inventory.tsv',
    (s) => doc`
      service	kind	value
      clickup	personal token	${under('clickup/personal-token', vendorKeys.clickup(s))}
      pictify	api key	${mine(s.key('live', 32))}
    `,
  ),
  file(
    'translations with a hint about keys',
    'locales/de.json',
    () => doc`
      {
        "settings.pictify.label": "Pictify-Schlüssel",
        "settings.pictify.hint": "Beginnt mit pk_live_ oder pk_test_, zum Beispiel pk_live_IHR_SCHLUESSEL",
        "settings.stripe.hint": "Veröffentlichbarer Schlüssel, pk_test_..."
      }
    `,
  ),
  file(
    'translations in French with a placeholder',
    'locales/fr.yml',
    () => doc`
      fr:
        pictify:
          placeholder: "pk_live_votre_cle_api"
          error: "La clé doit commencer par pk_live_"
    `,
  ),
  file(
    'snapshot of a settings page',
    'src/__snapshots__/Settings.test.tsx.snap',
    (s) => doc`
      // Jest Snapshot v1, https://goo.gl/fbAQLP

      exports[\`Settings shows the key of pictify 1\`] = \`
      <input
        name="pictifyApiKey"
        type="password"
        value="${mine(s.key('live', 32))}"
      />
      \`;
    `,
  ),
  file(
    'snapshot of a masked key',
    'src/__snapshots__/Keys.test.tsx.snap',
    () => doc`
      exports[\`Keys masks them 1\`] = \`
      <code>
        pk_live_••••••••••••••••
      </code>
      \`;
    `,
  ),
  file(
    'fixture of an integration',
    'test/fixtures/integrations.yml',
    (s) => doc`
      pictify:
        owner: ada
        credentials: <%= { api_key: "${mine(s.key('live', 32))}" }.to_json.inspect %>
      stripe:
        owner: bob
        credentials: <%= { publishable_key: "${stripe(vendorKeys.oldStripe(s))}" }.to_json.inspect %>
    `,
  ),
  file(
    'credentials of Rails after decryption',
    'tmp/credentials.yml',
    (s) => doc`
      smtp:
        port: 587
      pictify:
        api_key: ${mine(s.key('live', 32))}
        webhook_secret: ${mine(whsec(s))}
      stripe:
        publishable_key: ${stripe(vendorKeys.stripe(s, 'live'))}
    `,
  ),
  file(
    'saved web page of an internal wiki',
    'wiki/keys.html',
    (s) => doc`
      <table>
        <tr><th>Dienst</th><th>Schlüssel</th></tr>
        <tr><td>Pictify</td><td><code>${mine(hexKey(s, 'live', 64))}</code></td></tr>
        <tr><td>Clerk</td><td><code>${clerk(vendorKeys.clerk(s))}</code></td></tr>
      </table>
    `,
  ),
  file(
    'issue template that somebody filled in',
    'support/2026-014.md',
    (s) => doc`
      **Describe the bug**
      The template renders blank.

      **Configuration**
      plan: pro
      pictify key: ${mine(s.key('live', 40))}
      browser: Firefox
    `,
  ),
  file(
    'change log that speaks of prefixes',
    'CHANGELOG.md',
    () => doc`
      ## 2.4.0

      - Keys that begin with \`pk_test_\` are now refused in production.
      - The scanner knows \`pk_live_*\` and \`pk_test_*\`.
      - \`pk_live_<id>\` shows up in the audit log without its body.
    `,
  ),
  file(
    'slides in Markdown with a public key of Paystack',
    'talks/payments.md',
    (s) => doc`
      ---
      theme: plain
      ---

      # Paystack in five minutes

      \`\`\`js
      PaystackPop.setup({ key: '${other(vendorKeys.paystack(s))}', email, amount });
      \`\`\`
    `,
  ),
  file(
    'to-do list with a key that waits to be rolled',
    'TODO.txt',
    (s) => doc`
      [ ] roll the pictify key (${mine(s.key('live', 32))} is in the old repo)
      [x] update the cards of the spring campaign
    `,
  ),
  file(
    'feature file of a behaviour test',
    'features/render.feature',
    (s) => doc`
      Feature: cards
        Scenario: render with the key of Pictify
          Given the Pictify API key is "${mine(s.key('test', 32))}"
          When I render the template "tpl_hello"
          Then the answer is a picture
    `,
  ),
  file(
    'JSON lines of a data set of a chat assistant',
    'data/train.jsonl',
    (s) => doc`
      {"role":"user","content":"How do I call Pictify from Node?"}
      {"role":"assistant","content":"Use new Pictify('${mine(s.key('live', 32))}') and call images.create."}
    `,
  ),
  file(
    'calendar entry with the key in its text',
    'export/team.ics',
    (s) => doc`
      BEGIN:VEVENT
      SUMMARY:Pictify onboarding
      DESCRIPTION:key is ${live(s.key('live', 32))}
      END:VEVENT
    `,
  ),
  file(
    'URL list with a token after an ampersand entity',
    'public/sitemap-images.xml',
    (s) => doc`
      <urlset>
        <url>
          <loc>https://cards.test/blog/1</loc>
          <image>https://api.pictify.io/r/blog?title=One&amp;token=${liveIn(s.key('live', 32))}&amp;format=png</image>
        </url>
      </urlset>
    `,
  ),
];
