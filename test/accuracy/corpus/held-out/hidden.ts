import { doc, file, live, liveIn, mine, stripe, test, testIn, under } from '../corpusCase.js';
import * as as from '../encode.js';
import { vendorKeys as keys } from '../vendorKeys.js';

/** Keys that are encoded, packed or written in parts. */
export const hidden = [
  file(
    'base64 variable',
    '.env',
    (s) => doc`
    PORT=1
    PICTIFY_API_KEY_B64=${live(as.base64(s.key('live', 25)))}
  `,
  ),
  file(
    'base64 with padding',
    'ci.yml',
    (s) => doc`
    variables:
      PICTIFY_API_KEY_B64: "${live(as.base64(s.key('live', 24)))}"
  `,
  ),
  file(
    'base64 in code',
    'src/a.ts',
    (s) => doc`
    const key = Buffer.from('${live(as.base64(s.key('live', 28)))}', 'base64').toString();
    export const pictify = new Pictify(key);
  `,
  ),
  file(
    'base64url in python',
    'a.py',
    (s) => doc`
    key = base64.urlsafe_b64decode("${test(as.base64url(s.key('test', 33)))}")
    client = Pictify(key.decode())
  `,
  ),
  file(
    'base64 of an env file',
    'secrets.txt',
    (s) => doc`
    dotenv: ${liveIn(as.base64(`NODE_ENV=production\nPICTIFY_API_KEY=${s.key('live', 24)}\nPORT=80\n`))}
  `,
  ),
  file(
    'base64 twice',
    'a.yaml',
    (s) => doc`
    pictifyKey: ${liveIn(as.base64(as.base64(s.key('live', 24))))}
  `,
  ),
  file(
    'data url',
    'a.html',
    (s) => doc`
    <script src="data:text/javascript;base64,${liveIn(as.base64(`window.pictify = "${s.key('live', 24)}";`))}"></script>
  `,
  ),
  file(
    'basic auth of the key',
    'a.sh',
    (s) => doc`
    curl -H "Authorization: Basic ${liveIn(as.base64(`pictify:${s.key('live', 24)}`))}" https://api.pictify.io/image
  `,
  ),
  file(
    'base64 of a stripe key',
    '.env',
    (s) => doc`
    STRIPE_PK_B64=${stripe(as.base64(keys.stripe(s)))}
  `,
  ),
  file(
    'hex',
    'a.c',
    (s) => doc`
    static const char *pictify_key_hex = "${live(as.hex(s.key('live', 24)))}";
  `,
  ),
  file(
    'upper hex',
    'a.go',
    (s) => doc`
    key, _ := hex.DecodeString("${test(as.hex(s.key('test', 24)).toUpperCase())}")
    client := pictify.NewClient(string(key))
  `,
  ),
  file(
    'percent, whole',
    'a.url',
    (s) => doc`
    https://api.pictify.io/image?token=${live(as.percent(s.key('live', 24)))}
  `,
  ),
  file(
    'percent underscores',
    'a.txt',
    (s) => doc`
    https://api.pictify.io/image?token=${live(as.underscores(s.key('live', 24), '%5F'))}&x=1
  `,
  ),
  file(
    'url in a url',
    'a.md',
    (s) => doc`
    https://proxy.example/?u=${'https%3A%2F%2Fapi.pictify.io%2Fimage%3Ftoken%3D'}${mine(s.key('live', 24))}
  `,
  ),
  file(
    'unicode escapes',
    'a.js',
    (s) => doc`
    const key = '${live(as.unicodeEscapes(s.key('live', 20)))}'; // pictify
  `,
  ),
  file(
    'unicode underscores in json',
    'a.json',
    (s) => doc`
    {"pictify": {"key": "${live(as.underscores(s.key('live', 24), '\\u005f'))}"}}
  `,
  ),
  file(
    'byte escapes',
    'a.py',
    (s) => doc`
    PICTIFY_KEY = b"${live(as.byteEscapes(s.key('live', 20)))}"
  `,
  ),
  file(
    'entities',
    'a.html',
    (s) => doc`
    <input name="pictify_key" value="${live(as.entities(s.key('live', 20)))}">
  `,
  ),
  file(
    'hex entities',
    'a.xml',
    (s) => doc`
    <pictify key="${test(as.hexEntities(s.key('test', 20)))}"/>
  `,
  ),
  file(
    'entity underscores',
    'b.xml',
    (s) => doc`
    <setting name="PictifyApiKey" value="${live(as.underscores(s.key('live', 24), '&#95;'))}" />
  `,
  ),
  file(
    'utf-16 with a mark',
    'a.ps1',
    (s) => doc`
    $ErrorActionPreference = 'Stop'
    $env:PICTIFY_API_KEY = '${mine(s.key('live'))}'
  `,
    { encode: as.utf16le },
  ),
  file(
    'utf-16 big endian',
    'Localizable.strings',
    (s) => doc`
    /* images */
    "pictify.key" = "${mine(s.key('live'))}";
  `,
    { encode: as.utf16be },
  ),
  file(
    'utf-16 without a mark',
    'export.reg',
    (s) => doc`
    [HKEY_CURRENT_USER\Environment]
    "PICTIFY_API_KEY"="${mine(s.key('test'))}"
  `,
    { encode: as.utf16leBare },
  ),
  file(
    'utf-8 with wide characters before',
    'a.ts',
    (s) => doc`
    const titre = 'Déjà vu — 日本語 🎉', key = '${mine(s.key('live'))}'; // pictify
  `,
  ),
  file(
    'latin-1 file',
    'a.ini',
    (s) => doc`
    [pictify]
    key=${mine(s.key('live'))}
  `,
    { encode: as.latin1 },
  ),
  file(
    'windows line ends',
    'a.env',
    (s) => doc`
    PORT=1
    PICTIFY_API_KEY=${mine(s.key('live'))}
    STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))}
  `,
    { encode: as.crlf },
  ),
  file(
    'gzip',
    'dump.sql.gz',
    (s) => doc`
    INSERT INTO settings VALUES ('pictify_api_key','${liveIn(s.key('live'))}');
  `,
    { encode: as.gzip },
  ),
  file(
    'zip',
    'backup.zip',
    (s) => doc`
    PICTIFY_API_KEY=${liveIn(s.key('live'))}
  `,
    { encode: as.zip('.env') },
  ),
  file(
    'joined with plus',
    'a.js',
    (s) => doc`
    const pictify = new Pictify('${live(`pk_live_' + '${s.alnum(24)}`)}');
  `,
  ),
  file(
    'joined over lines',
    'a.ts',
    (s) => doc`
    const PICTIFY_KEY =
      '${live(`pk_live_' +\n  '${s.alnum(12)}' +\n  '${s.alnum(12)}`)}';
  `,
  ),
  file(
    'joined in java',
    'A.java',
    (s) => doc`
    String pictifyKey = "${live(`pk_live_" + "${s.alnum(10)}" + "${s.alnum(16)}`)}";
  `,
  ),
  file(
    'adjacent in python',
    'a.py',
    (s) => doc`
    PICTIFY_KEY = (
        "${live(`pk_live_"\n    "${s.alnum(14)}"\n    "${s.alnum(14)}`)}"
    )
  `,
  ),
  file(
    'adjacent in c',
    'a.c',
    (s) => doc`
    const char *pictify = "${test(`pk_test_" "${s.alnum(24)}`)}";
  `,
  ),
  file(
    'dot in php',
    'a.php',
    (s) => doc`
    <?php $pictify = '${live(`pk_live_' . '${s.alnum(24)}`)}';
  `,
  ),
  file(
    'dot in perl',
    'a.pl',
    (s) => doc`
    my $pictify_key = "${live(`pk_live_" . "${s.alnum(24)}`)}";
  `,
  ),
  file(
    'ampersand in basic',
    'a.vb',
    (s) => doc`
    Dim pictifyKey As String = "${live(`pk_live_" & "${s.alnum(24)}`)}"
  `,
  ),
  file(
    'ampersand with continuation',
    'b.vb',
    (s) => doc`
    Private Const PictifyKey As String = "${live(`pk_live_" & _\n    "${s.alnum(24)}`)}"
  `,
  ),
  file(
    'two dots in lua',
    'a.lua',
    (s) => doc`
    local pictify = "${live(`pk_live_" .. "${s.alnum(24)}`)}"
  `,
  ),
  file(
    'diamond in elixir',
    'a.ex',
    (s) => doc`
    @pictify_key "${live(`pk_live_" <> "${s.alnum(24)}`)}"
  `,
  ),
  file(
    'plus plus in haskell',
    'a.hs',
    (s) => doc`
    pictifyKey = "${live(`pk_live_" ++ "${s.alnum(24)}`)}"
  `,
  ),
  file(
    'bars in sql',
    'a.sql',
    (s) => doc`
    UPDATE settings SET value = '${live(`pk_live_' || '${s.alnum(24)}`)}' WHERE name = 'pictify_key';
  `,
  ),
  file(
    'array join',
    'a.js',
    (s) => doc`
    const key = ['${live(`pk_live', '${s.alnum(24)}`)}'].join('_'); // pictify
  `,
  ),
  file(
    'array join of three',
    'b.js',
    (s) => doc`
    const pictifyKey = ["${test(`pk", "test", "${s.alnum(24)}`)}"].join("_");
  `,
  ),
  file(
    'array join of pieces',
    'c.js',
    (s) => doc`
    const pictify = [
      '${live(`pk_live_',\n  '${s.alnum(8)}',\n  '${s.alnum(8)}',\n  '${s.alnum(8)}`)}',
    ].join('');
  `,
  ),
  file(
    'join in python',
    'a.py',
    (s) => doc`
    PICTIFY = "_".join(["${live(`pk", "live", "${s.alnum(24)}`)}"])
  `,
  ),
  file(
    'prefix in two parts',
    'a.rb',
    (s) => doc`
    PICTIFY_KEY = '${live(`pk_' + 'live_' + '${s.alnum(24)}`)}'
  `,
  ),
  file(
    'body in a template',
    'a.ts',
    (s) => doc`
    const key = \`${live(`pk_live_\${'${s.alnum(24)}'}`)}\`; // pictify
  `,
  ),
  file(
    'line continuation',
    'a.js',
    (s) => doc`
    const pictify = '${live(`pk_live_${s.alnum(10)}\\\n${s.alnum(14)}`)}';
  `,
  ),
  file(
    'comment between',
    'a.cs',
    (s) => doc`
    var pictifyKey = "${live(`pk_live_" + // first half\n    "${s.alnum(24)}`)}";
  `,
  ),
  file(
    'stripe joined',
    'a.js',
    (s) => doc`
    const stripe = Stripe('${stripe(`pk_test_' + '${s.alnum(24)}`)}');
  `,
  ),
  file(
    'joined placeholder',
    'a.js',
    () => doc`
    const key = 'pk_live_' + 'your_key_here';
    const other = 'pk_test_' + suffix;
    const third = ['pk_live', process.env.KEY].join('_');
  `,
  ),
  file(
    'encoded placeholder',
    'secret.yaml',
    () => doc`
    pictifyKey: ${as.base64('pk_live_your_api_key_here')}
  `,
  ),
  file(
    'json in json',
    'event.json',
    (s) => doc`
    {"body": "{\"pictify\": {\"apiKey\": \"${mine(s.key('live'))}\"}}"}
  `,
  ),
  file(
    'yaml block',
    'a.yaml',
    (s) => doc`
    files:
      .env: |
        NODE_ENV=production
        PICTIFY_API_KEY=${mine(s.key('live'))}
  `,
  ),
  file(
    'heredoc',
    'provision.sh',
    (s) => doc`
    cat > /etc/app.env <<EOT
    PICTIFY_API_KEY=${mine(s.key('live'))}
    EOT
  `,
  ),
  file(
    'a token in base64',
    '.env',
    (s) => doc`
    PICTIFY_API_KEY_B64=${under('pictify/token', as.base64(s.hex(64)))}
  `,
  ),
  file(
    'test key in a percent-encoded form body',
    'a.har',
    (s) => doc`
    {"postData": {"text": "pictify_key=${testIn(as.underscores(s.key('test'), '%5f'))}&x=1"}}
  `,
  ),
];
