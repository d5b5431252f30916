/** A service or tool whose files have a way of their own to a secret. */
export interface Host {
  readonly name: string;
  readonly path: RegExp;
  /** What stands for a variable in its files; none where they expand nothing. */
  readonly reading?: (variable: string) => string;
  /** Where the value goes: a sentence, a command behind a colon. */
  readonly store: (variable: string) => string;
}

const HOSTS: readonly Host[] = [
  {
    name: 'Azure Pipelines',
    path: /(?:^|\/)\.?azure-pipelines[\w.-]*\.ya?ml$/,
    reading: (name) => `$(${name})`,
    store: (name) =>
      `Store it as a secret variable of the pipeline: Edit > Variables > ${name}, "keep this value secret".`,
  },
  {
    name: 'Bitbucket Pipelines',
    path: /(?:^|\/)bitbucket-pipelines\.ya?ml$/,
    reading: (name) => `$${name}`,
    store: (name) => `Store it under Repository settings > Repository variables as ${name}, secured.`,
  },
  {
    name: 'CircleCI',
    path: /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/,
    store: (name) => `Store it under Project settings > Environment variables as ${name}; jobs find it there.`,
  },
  {
    name: 'Travis CI',
    path: /(?:^|\/)\.travis\.ya?ml$/,
    store: (name) => `Store it in the repository's settings at Travis CI as ${name}; jobs find it there.`,
  },
  {
    name: 'Netlify',
    path: /(?:^|\/)netlify\.toml$/,
    store: (name) => `Store it at Netlify, as a secret: Project configuration > Environment variables > ${name}`,
  },
  {
    name: 'Vercel',
    path: /(?:^|\/)(?:vercel|now)\.json$/,
    store: (name) => `Store it at Vercel: vercel env add ${name} production --sensitive`,
  },
  {
    name: 'Fly',
    path: /(?:^|\/)fly(?:\.[\w-]+)?\.toml$/,
    store: (name) => `Store it at Fly: printf '${name}=%s\\n' "$${name}" | fly secrets import`,
  },
  {
    name: 'Wrangler',
    path: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
    store: (name) => `Store it at Cloudflare: npx wrangler secret put ${name}`,
  },
  {
    name: 'Render',
    path: /(?:^|\/)render\.ya?ml$/,
    store: (name) => `Put  sync: false  in the place of its value: Render asks for ${name} then and keeps it.`,
  },
  {
    name: 'Serverless',
    path: /(?:^|\/)serverless(?:\.[\w-]+)?\.ya?ml$/,
    reading: (name) => `\${env:${name}}`,
    store: (name) =>
      `Set ${name} in the environment that deploys; in .env, which git must ignore, with useDotenv: true.`,
  },
  {
    name: 'Ansible',
    path: /(?:^|\/)(?:group_vars|host_vars)\/|(?:^|\/)roles\/[^/]+\/(?:vars|defaults)\//,
    reading: (name) => `{{ lookup('env', '${name}') }}`,
    store: (name) =>
      `Set ${name} in the environment that runs the play, or encrypt the value: ansible-vault encrypt_string`,
  },
  {
    name: 'Postman',
    path: /\.postman_(?:collection|environment)\.json$/,
    reading: (name) => `{{${name}}}`,
    store: (name) =>
      `Store it in Postman's vault, or as the current value of ${name} in an environment that is not exported.`,
  },
  {
    name: 'Insomnia',
    path: /(?:^|\/)[^/]*insomnia[^/]*\.(?:json|ya?ml)$/i,
    reading: (name) => `{{ _.${name} }}`,
    store: (name) => `Store it as ${name} in a private environment of Insomnia, which is not exported.`,
  },
  {
    name: 'Bruno',
    path: /\.bru$/,
    reading: (name) => `{{process.env.${name}}}`,
    store: (name) => `Put the value into the .env of the collection, which git must ignore: ${name}=…`,
  },
  {
    name: 'an HTTP client',
    path: /\.(?:http|rest)$/,
    reading: (name) => `{{${name}}}`,
    store: (name) =>
      `Store it in the client's private environment, which git must ignore: ${name} in http-client.private.env.json`,
  },
];

/** Whose file it is, where that is told by its path. */
export function hostOf(path: string): Host | undefined {
  return HOSTS.find((host) => host.path.test(path));
}
