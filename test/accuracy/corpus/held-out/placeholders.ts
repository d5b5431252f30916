import { doc, file, mine } from '../corpusCase.js';

const pk = (body: string, mode = 'live'): string => ['pk', mode, body].join('_');

/** A line of its own in the format where stand-ins mostly stand, and what stands there. */
const bodies: readonly (readonly [string, string])[] = [
  ['your api key', 'your_api_key'],
  ['your dash key here', 'your-key-here'],
  ['upper case', 'YOUR_PICTIFY_KEY'],
  ['x mask', 'xxxxxxxxxxxxxxxxxxxxxxxx'],
  ['upper x mask', 'XXXXXXXXXXXXXXXX'],
  ['stars', '********************'],
  ['ellipsis', '...'],
  ['cut off', 'a1B2c3...'],
  ['cut off by the character', 'Zk81…'],
  ['angle', '<your-key>'],
  ['braces', '{{PICTIFY_KEY}}'],
  ['dollar braces', '${PICTIFY_KEY}'],
  ['digits', '1234567890123456'],
  ['alphabet', 'abcdefghijklmnopqrstuvwx'],
  ['alphabet and digits', 'abcdefghijkl0123456789'],
  ['zeros', '000000000000000000000000'],
  ['placeholder', 'placeholder_for_ci_only1'],
  ['example', 'EXAMPLEkey00EXAMPLE11aa'],
  ['changeme', 'changeme'],
  ['change me', 'CHANGE_ME_PLEASE_1'],
  ['replace', 'replace_with_real_key_1'],
  ['dummy', 'dummy0dummy1dummy2'],
  ['fake', 'fake_key_for_tests_42'],
  ['portuguese', 'sua_chave_aqui'],
  ['portuguese upper', 'SUA_CHAVE_PICTIFY_AQUI'],
  ['spanish', 'tu_clave_api_aqui'],
  ['french', 'votre_cle_api_ici'],
  ['german', 'dein_api_schluessel'],
  ['german formal', 'ihr_api_key_hier'],
  ['italian', 'la_tua_chiave_qui'],
  ['dutch', 'jouw_api_sleutel_hier'],
  ['polish', 'twoj_klucz_tutaj'],
  ['turkish', 'senin_anahtarin_buraya'],
  ['indonesian', 'kunci_api_anda_disini'],
  ['swedish', 'din_nyckel_har'],
  ['repeated', 'abc123abc123abc123abc123'],
  ['hex of nothing', 'deadbeefdeadbeefdeadbeef'],
  ['keyboard', 'qwertyuiopasdfghjklzxcvb'],
  ['insert', 'insert-your-key-now-1'],
  ['redacted', 'REDACTED'],
  ['words', 'this_is_not_a_real_key'],
  ['mock value', 'mock_value_1'],
];

const places: readonly (readonly [string, string, (body: string) => string])[] = [
  ['template', '.env.example', (key) => `PORT=3000\nPICTIFY_API_KEY=${key}\nLOG=info\n`],
  [
    'guide',
    'docs/quickstart.md',
    (key) => `# Quickstart\n\n\`\`\`js\nconst pictify = new Pictify({ apiKey: '${key}' });\n\`\`\`\n`,
  ],
  ['chart', 'chart/values.yaml', (key) => `pictify:\n  # set me\n  apiKey: "${key}"\n`],
];

export const placeholders = [
  ...bodies.map(([name, body], index) => {
    const [where, path, line] = places[index % places.length] ?? ['', '', (key: string) => key];
    return file(`${name} in a ${where}`, path, () => doc`${line(pk(body, index % 2 === 0 ? 'live' : 'test'))}`);
  }),
  file(
    'the guide’s bad example, in the guide',
    'docs/security.md',
    () => doc`
    ## Do not do this

    \`\`\`js
    const pictify = new Pictify({ apiKey: '${pk(['abc', '123xyz'].join(''))}' });
    \`\`\`
  `,
  ),
  file(
    'documented prefix alone',
    'docs/keys.md',
    () => doc`
    Keys begin with \`${pk('')}\` (production) or \`${pk('', 'test')}\` (development).
  `,
  ),
  file(
    'prefix check in code',
    'src/guard.ts',
    () => doc`
    export const isLive = (key: string) => key.startsWith('${pk('')}');
    export const isTest = (key: string) => /^${pk('', 'test')}[A-Za-z0-9]+$/.test(key);
  `,
  ),
  file(
    'regular expression',
    'src/rules.py',
    () => doc`
    PATTERN = re.compile(r"${pk('')}[A-Za-z0-9]{24,}")
  `,
  ),
  file(
    'masked in a screen',
    'src/Row.tsx',
    () => doc`
    <code>${pk('')}{'•'.repeat(16)}{last4}</code>
  `,
  ),
  file(
    'masked with tail',
    'docs/dashboard.md',
    (s) => doc`
    The list shows \`${pk('')}${s.alnum(4)}****${s.alnum(4)}\` after that.
  `,
  ),
  file(
    'documented sample with dots',
    'docs/auth.md',
    (s) => doc`
    Authorization: Bearer ${pk(s.alnum(8))}...${s.alnum(4)}
  `,
  ),
  file(
    'template literal',
    'src/make.ts',
    () => doc`
    const key = \`${pk('')}\${randomBytes(24).toString('hex')}\`;
  `,
  ),
  file(
    'format string',
    'gen.py',
    () => doc`
    key = f"${pk('')}{secrets.token_hex(24)}"
    other = "${pk('')}%s" % token
  `,
  ),
  file(
    'shell default',
    'run.sh',
    () => doc`
    KEY="\${PICTIFY_API_KEY:-${pk('your_key')}}"
  `,
  ),
  file(
    'interpolation in ruby',
    'gen.rb',
    () => doc`
    key = "${pk('')}#{SecureRandom.alphanumeric(32)}"
  `,
  ),
  file(
    'github expression',
    '.github/workflows/ci.yml',
    () => doc`
    env:
      PICTIFY_API_KEY: ${pk('', 'test')}\${{ secrets.PICTIFY_SUFFIX }}
  `,
  ),
  file(
    'handlebars value',
    'templates/config.hbs',
    () => doc`
    apiKey: "${pk('')}{{ suffix }}"
  `,
  ),
  file(
    'sql names',
    'migrations/1.sql',
    () => doc`
    CREATE TABLE test_results (id int, CONSTRAINT pk_test_results PRIMARY KEY (id));
    ALTER TABLE live_sessions ADD CONSTRAINT pk_live_sessions PRIMARY KEY (id);
    DROP INDEX pk_test_results_old_2024;
  `,
  ),
  file(
    'sql names in a schema dump',
    'schema.sql',
    () => doc`
    ALTER TABLE ONLY public.live_event_participants
        ADD CONSTRAINT pk_live_event_participants_2 PRIMARY KEY (event_id, user_id);
  `,
  ),
  file(
    'entity framework names',
    'Migrations/Init.cs',
    () => doc`
    table.PrimaryKey("pk_test_case_assignments", x => x.Id);
    table.PrimaryKey("pk_live_broadcast_viewers", x => new { x.Id, x.ViewerId });
  `,
  ),
  file(
    'identifiers',
    'src/crypto.c',
    () => doc`
    static int pk_test_vectors_count(void);
    int pk_live_key_material_size = 0;
  `,
  ),
  file(
    'test names',
    'test_pk.py',
    () => doc`
    def pk_test_fixture_with_two_columns(): ...
    class pk_live_migration_helper_v2: ...
  `,
  ),
  file(
    'variables with the name',
    'src/env.ts',
    () => doc`
    const pk_live_key_from_environment = process.env.PICTIFY_API_KEY;
    const { pk_test_secret_value } = config;
  `,
  ),
  file(
    'css and ids',
    'page.html',
    () => doc`
    <div id="pk_test_container_main" class="pk_live_badge_small"></div>
  `,
  ),
  file(
    'translation keys',
    'i18n/en.json',
    () => doc`
    { "pk_live_description_text": "Live key", "pk_test_description_text": "Test key" }
  `,
  ),
  file(
    'left boundary',
    'x.ts',
    (s) => doc`
    const a = 'spk_live_${s.alnum(24)}';
    const b = 'my_pk_live_${s.alnum(24)}';
  `,
  ),
  file(
    'file names',
    'Makefile',
    () => doc`
    pk_test_runner.o: pk_test_runner.c pk_live_stream_reader.h
    	$(CC) -c $<
  `,
  ),
  file(
    'too short',
    'a.yaml',
    (s) => doc`
    service: ${pk(s.alnum(9))}
  `,
  ),
  file(
    'a real one beside its template',
    'docs/setup.md',
    (s) => doc`
    Replace \`${pk('your_api_key')}\` by the real one: \`PICTIFY_API_KEY=${mine(pk(s.alnum(24)))}\`
  `,
  ),
  file(
    'a real one in a file called example',
    'examples/render.js',
    (s) => doc`
    // Example: render a card
    const pictify = new Pictify({ apiKey: '${mine(pk(s.alnum(28)))}' });
  `,
  ),
  file(
    'a real one in a test fixture',
    'test/fixtures/sample.json',
    (s) => doc`
    { "pictify": { "apiKey": "${mine(pk(s.alnum(24), 'test'))}" } }
  `,
  ),
  file(
    'a real one in a template file',
    '.env.example',
    (s) => doc`
    # copy to .env
    PICTIFY_API_KEY=${mine(pk(s.alnum(24)))}
  `,
  ),
  file(
    'a real one in a code block',
    'README.md',
    (s) => doc`
    \`\`\`js
    const pictify = new Pictify({ apiKey: '${mine(pk(s.alnum(32)))}' });
    \`\`\`
  `,
  ),
  file(
    'a real one after the word example',
    'notes.txt',
    (s) => doc`
    for example PICTIFY_API_KEY=${mine(pk(s.alnum(24)))} works
  `,
  ),
  file(
    'a real one with a dot behind',
    'mail.txt',
    (s) => doc`
    Use ${mine(pk(s.alnum(24)))}.
    Thanks!
  `,
  ),
  file(
    'a real one in angle brackets',
    'mail.eml',
    (s) => doc`
    Subject: pictify key

    the pictify key is <${mine(pk(s.alnum(24)))}>
  `,
  ),
  file(
    'a real one with a comma',
    'list.txt',
    (s) => doc`
    pictify keys: ${mine(pk(s.alnum(24)))}, ${mine(pk(s.alnum(24)))}
  `,
  ),
];
