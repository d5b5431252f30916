import { defineRules } from '../../src/model/rule.js';
import { isLiveLogin } from '../checks/connectionUrl.js';

export default defineRules({
  provider: 'connection',
  source: 'https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1',
  rules: [
    {
      id: 'connection/postgres-url',
      title: 'PostgreSQL URL with a password',
      description: 'Opens the database to whoever can reach the host. Covers Neon, Supabase, RDS and every other host.',
      kind: 'postgres-url',
      source: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING',
      severity: 'error',
      keywords: ['postgres://', 'postgresql://', 'postgresql+', 'postgis://', 'cockroachdb://'],
      window: { before: 16, after: 512 },
      pattern:
        /(?<![A-Za-z0-9])(?:postgres|postgresql|postgis|cockroachdb)(?:\+[a-z0-9]{2,12})?:\/\/(?<user>[^\s:@/"'`]{1,80}):(?<secret>[^\s:/"'`<>]{1,120})@(?<host>[^\s:@/"'`,?#\\]{1,200})/i,
      validate: isLiveLogin,
      variable: 'DATABASE_PASSWORD',
      revoke: 'ALTER ROLE name PASSWORD …, or reset the password in the host’s console.',
      examples: (s) => ({
        leak: [
          `DATABASE_URL=postgres://owner:npg_${s.alnum(12)}@ep-cool-sun-a1b2.eu-central-1.aws.neon.tech/shop?sslmode=require`,
          `engine = create_engine("postgresql+psycopg2://app:${s.alnum(16)}@db.corp.io:5432/app")`,
          `url: postgres://app:${s.alnum(19)}7@db:5432/app`,
        ],
        safe: [
          'DATABASE_URL=postgres://postgres:postgres@localhost:5432/app',
          `DATABASE_URL=postgres://app:${s.alnum(16)}@127.0.0.1:5432/app`,
          'postgres://user:password@db.corp.io:5432/app',
          'postgresql://${DB_USER}:${DB_PASSWORD}@db.corp.io/app',
          'postgres://app:app@postgres:5432/app',
          'postgres://USER:PASSWORD@HOST:5432/DATABASE',
        ],
      }),
    },
    {
      id: 'connection/mysql-url',
      title: 'MySQL or MariaDB URL with a password',
      description: 'Opens the database to whoever can reach the host.',
      kind: 'mysql-url',
      source: 'https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html',
      severity: 'error',
      keywords: ['mysql://', 'mysql2://', 'mariadb://', 'mysqlx://', 'mysql+', 'mariadb+'],
      window: { before: 16, after: 512 },
      pattern:
        /(?<![A-Za-z0-9])(?:mysql[2x]?|mariadb)(?:\+[a-z0-9]{2,16})?:\/\/(?<user>[^\s:@/"'`]{1,80}):(?<secret>[^\s:/"'`<>]{1,120})@(?<host>[^\s:@/"'`,?#\\]{1,200})/i,
      validate: isLiveLogin,
      variable: 'DATABASE_PASSWORD',
      revoke: 'ALTER USER name IDENTIFIED BY …',
      examples: (s) => ({
        leak: [
          `DATABASE_URL="mysql://app:${s.alnum(18)}@mysql.corp.io:3306/shop"`,
          `SQLALCHEMY_DATABASE_URI = 'mysql+pymysql://shop:pscale_pw_${s.alnum(43)}@aws.connect.psdb.cloud/shop'`,
        ],
        safe: [
          'mysql://root:root@mysql:3306/app',
          'mysql://root:example@db.corp.io/app',
          `mysql://app:${s.alnum(16)}@localhost/app`,
        ],
      }),
    },
    {
      id: 'connection/mongodb-url',
      title: 'MongoDB URL with a password',
      description: 'Opens the database, on Atlas from anywhere that its network list allows.',
      kind: 'mongodb-url',
      source: 'https://www.mongodb.com/docs/manual/reference/connection-string/',
      severity: 'error',
      keywords: ['mongodb://', 'mongodb+srv://'],
      window: { before: 16, after: 512 },
      pattern:
        /mongodb(?:\+srv)?:\/\/(?<user>[^\s:@/"'`]{1,80}):(?<secret>[^\s:/"'`<>]{1,120})@(?<host>[^\s:@/"'`,?#\\]{1,200})/i,
      validate: isLiveLogin,
      variable: 'MONGODB_PASSWORD',
      revoke: 'https://cloud.mongodb.com > Database Access, or db.changeUserPassword()',
      examples: (s) => ({
        leak: [
          `MONGODB_URI=mongodb+srv://app:${s.alnum(16)}@cluster0.a1b2c.mongodb.net/shop?retryWrites=true`,
          `mongoose.connect('mongodb://admin:${s.alnum(14)}@203.0.113.7:27017,203.0.113.8:27017/admin');`,
        ],
        safe: [
          'mongodb+srv://<username>:<password>@cluster0.mongodb.net/test',
          'mongodb://root:example@mongo:27017/',
          'mongodb://myDBReader:D1fficultP%40ssw0rd@mongodb0.example.com:27017/?authSource=admin',
        ],
      }),
    },
    {
      id: 'connection/redis-url',
      title: 'Redis or Valkey URL with a password',
      description: 'Reads and changes everything in the store.',
      kind: 'redis-url',
      source: 'https://redis.io/docs/latest/develop/tools/cli/',
      severity: 'error',
      keywords: ['redis://', 'rediss://', 'valkey://', 'valkeys://'],
      window: { before: 16, after: 512 },
      pattern:
        /(?<![A-Za-z0-9])(?:rediss?|valkeys?):\/\/(?<user>[^\s:@/"'`]{0,80}):(?<secret>[^\s:/"'`<>]{1,160})@(?<host>[^\s:@/"'`,?#\\]{1,200})/i,
      validate: isLiveLogin,
      variable: 'REDIS_PASSWORD',
      revoke: 'ACL SETUSER, or reset the password in the host’s console.',
      examples: (s) => ({
        leak: [
          `REDIS_URL=rediss://default:${s.alnum(40)}@eu1-calm-cat-12345.upstash.io:6379`,
          `celery = Celery(broker="redis://:${s.alnum(24)}@cache.corp.io:6379/0")`,
        ],
        safe: [
          'redis://:password@redis:6379/0',
          'redis://localhost:6379',
          'rediss://default:$REDIS_PASSWORD@cache.corp.io:6379',
        ],
      }),
    },
    {
      id: 'connection/amqp-url',
      title: 'AMQP (RabbitMQ) URL with a password',
      description: 'Reads, publishes and removes messages of the broker.',
      kind: 'amqp-url',
      source: 'https://www.rabbitmq.com/docs/uri-spec',
      severity: 'error',
      keywords: ['amqp://', 'amqps://', 'pyamqp://', 'mqtt://', 'mqtts://', 'stomp://', 'nats://'],
      window: { before: 16, after: 512 },
      pattern:
        /(?<![A-Za-z0-9])(?:(?:py)?amqps?|mqtts?|stomp|nats):\/\/(?<user>[^\s:@/"'`]{1,80}):(?<secret>[^\s:/"'`<>]{1,160})@(?<host>[^\s:@/"'`,?#\\]{1,200})/i,
      validate: isLiveLogin,
      variable: 'AMQP_PASSWORD',
      revoke: 'rabbitmqctl change_password, or the host’s console.',
      examples: (s) => ({
        leak: [
          `CLOUDAMQP_URL=amqps://shop:${s.alnum(32)}@rat.rmq2.cloudamqp.com/shop`,
          `mqtt.connect("mqtts://device:${s.alnum(16)}@broker.corp.io:8883")`,
        ],
        safe: [
          'amqp://guest:guest@rabbitmq:5672/',
          'amqp://user:{{ password }}@mq.corp.io',
          `amqp://shop:${s.alnum(20)}@localhost`,
        ],
      }),
    },
    {
      id: 'connection/sql-server-string',
      title: 'SQL Server or ADO.NET connection string with a password',
      description: 'Opens the database to whoever can reach the server.',
      kind: 'sql-connection-string',
      source: 'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax',
      severity: 'error',
      keywords: ['password=', 'pwd=', 'password ='],
      window: { before: 300, after: 200 },
      pattern:
        /(?:server|data source|host|address)\s?=\s?(?:tcp:)?(?<host>[^;,"'`\s\\]{3,120})[^"'`\n]{0,200};\s?(?:password|pwd)\s?=\s?(?<secret>[^;"'`\s]{6,100})(?=[;"'`\s]|$)/i,
      validate: isLiveLogin,
      variable: 'DATABASE_PASSWORD',
      revoke: 'ALTER LOGIN name WITH PASSWORD = …',
      examples: (s) => ({
        leak: [
          `"Default": "Server=tcp:shop.database.windows.net,1433;Database=shop;User ID=app;Password=${s.alnum(16)};Encrypt=True"`,
          `conn = "Host=db.corp.io;Port=5432;Username=app;Password=${s.alnum(14)}"`,
        ],
        safe: [
          '"Server=(localdb)\\\\mssqllocaldb;Database=app;User=sa;Password=Passw0rd!"',
          'Server=db.corp.io;Database=app;User Id=app;Password=${DB_PASSWORD};',
          `Server=localhost;Database=app;User Id=sa;Password=${s.alnum(14)};`,
        ],
      }),
    },
    {
      id: 'connection/basic-auth-url',
      title: 'URL with a password',
      description: 'Signs in to the host with the user and password in front of its name.',
      kind: 'basic-auth-url',
      source: 'https://datatracker.ietf.org/doc/html/rfc7617',
      severity: 'error',
      keywords: [
        'https://',
        'http://',
        'ftp://',
        'ftps://',
        'sftp://',
        'smtp://',
        'smtps://',
        'ldaps://',
        'ssh://',
        'wss://',
      ],
      window: { before: 4, after: 260 },
      // Links are everywhere; a user and a password before the host are not.
      ahead: { find: '@', within: 202, stops: ' \t\r\n/"\'`<>#?&=' },
      pattern:
        /(?:https?|s?ftps?|smtps?|ldaps|ssh|wss):\/\/(?<user>[A-Za-z0-9._%+~-]{1,80}):(?<secret>[^\s:@/"'`<>#?&=]{6,120})@(?<host>[A-Za-z0-9.-]{3,200})(?![A-Za-z0-9.@-])/i,
      validate: (secret, groups) =>
        isLiveLogin(secret, groups) &&
        // Tokens that have a rule of their own are reported there.
        !/^(?:gh[pousr]_|github_pat_|gl[a-z]{2,8}-|ATBB|npm_|dckr_|pypi-|hf_)|AZDO[A-Za-z0-9]{4,5}$/.test(secret) &&
        (groups['host'] ?? '').includes('.') &&
        // A Sentry DSN is public, the old form with two keys too.
        !/(?:^|\.)sentry\.io$/i.test(groups['host'] ?? ''),
      revoke: 'Change the password, or delete the token, at the host.',
      examples: (s) => ({
        leak: [
          `git remote add origin https://deploy:${s.alnum(14)}@git.corp.io/shop.git`,
          `SMTP_URL=smtps://mailer:${s.alnum(16)}@smtp.corp.io:465`,
        ],
        safe: [
          'https://user:password@git.corp.io/shop.git',
          'https://username:token@example.com',
          'https://localhost:3000/@scope/package',
          'https://oauth2:${GITLAB_TOKEN}@gitlab.com/a/b.git',
          'https://cdn.corp.io:8443/a@2.0.0/index.js',
          'https://id.corp.io%2Fjane:one+two%3F@shop.corp.io/c',
        ],
      }),
    },
  ],
});
