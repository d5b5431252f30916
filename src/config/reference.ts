import { CONFIG_KEYS, type ConfigKey, type ValueType } from './keys.js';

/** The reference of the config as Markdown, made from the same keys as the checks. */
export function configReference(): string {
  return `${[HEAD, ...CONFIG_KEYS.map((key) => section(key)), TAIL].join('\n\n')}\n`;
}

const HEAD = `# Config

pictify-scan works without a config. Where there is one, it is data, never code, and it is looked for from
the working directory upwards to the root of the repository, in each folder under these names:

- \`pictify-scan.config.json\`
- \`pictify-scan.config.jsonc\` (comments and trailing commas)
- \`pictify-scan.config.yaml\`, \`pictify-scan.config.yml\`
- \`package.json\`, under the key \`pictify-scan\`

Two of them in one folder are an error. So is a key that does not exist: the message names file, line, key
and the nearest key there is.

\`range\`, \`push\` and \`ci\` are judged by the config, the baseline and the imported files **as they stand in
the base commit**, so a change cannot switch its own judge off; a change of them is told. \`--config-from
worktree\` or \`--config-from REF\` judges by another state.

Editors complete the keys from the schema: point \`$schema\` at \`schema/config.schema.json\` of the package.

## Keys`;

const TAIL = `## Comments

A comment in any syntax accepts a place in a file. Behind it stand rules (\`stripe/secret-key\`,
\`stripe/*\`; none means all) and, after \`--\`, the reason:

| comment | accepts |
|---|---|
| \`pictify-scan-disable-line RULE -- reason\` | its own line |
| \`pictify-scan-disable-next-line RULE -- reason\` | the line below |
| \`pictify-scan-disable RULE -- reason\` … \`pictify-scan-enable RULE\` | everything between them; to the end of the file without the second |

Several rules stand with commas between them; \`stripe/*\` are all rules of a provider; without any, all
rules are meant. Words that are no rules end the list, and where there are only such, as in
\`disable-line stripe\`, the comment accepts nothing: write \`--\` before a reason. A comment that accepts
nothing is told as a warning.

Among the words of the reason, \`owner:NAME\` says who answers for it and \`expires:2027-01-31\` is the last day
on which it counts:

\`\`\`js
const sample = load(); // ${'pictify-scan'}-disable-line pictify/live-key -- revoked sample owner:ada expires:2027-01-31
\`\`\`

## Baseline

\`pictify-scan baseline\` accepts everything that the work tree holds now, one sorted line an entry:

\`\`\`text
FINGERPRINT RULE PATH # note
\`\`\`

The fingerprint is a keyed hash of rule and secret: it survives moves and renames and gives nothing away.
Among the words of the note, \`owner:NAME\` and \`expires:2027-01-31\` mean what they mean in a comment
(\`pictify-scan baseline --owner ada --expires 2027-01-31\` writes them to new entries); what has expired is
reported again until \`pictify-scan baseline\` renews it. \`baseline --prune\` drops the entries that match nothing any more. The command also sets \`merge=union\` for
the file in \`.gitattributes\`, so that entries of two branches merge without a conflict.`;

function section(key: ConfigKey): string {
  const fields = fieldsOf(key.type);
  return [
    `### \`${key.name}\``,
    key.description,
    [
      `- Type: ${typeName(key.type)}`,
      ...(key.default === undefined ? [] : [`- Default: \`${JSON.stringify(key.default)}\``]),
    ].join('\n'),
    ...(fields.length === 0 ? [] : [table(fields)]),
    `\`\`\`json\n${JSON.stringify({ [key.name]: key.example }, null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function table(fields: readonly ConfigKey[]): string {
  return [
    '| key | type | meaning |',
    '|---|---|---|',
    ...fields.map(
      ({ name, type, required, description, default: usual }) =>
        `| \`${name}\`${required ? ' (required)' : ''} | ${typeName(type)} | ${cell(description)}${usual === undefined ? '' : ` Default: \`${JSON.stringify(usual)}\`.`} |`,
    ),
  ].join('\n');
}

function fieldsOf(type: ValueType): readonly ConfigKey[] {
  if (type.kind === 'object') return type.keys;
  return type.kind === 'list' ? fieldsOf(type.items) : [];
}

function typeName(type: ValueType): string {
  switch (type.kind) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return `number from ${type.least} to ${type.most}`;
    case 'string':
      return type.pattern ? `text of the form \`${cell(type.pattern.source)}\`` : 'text';
    case 'choice':
      return type.of.map((word) => `\`"${word}"\``).join(', ');
    case 'list':
      return type.items.kind === 'object' ? 'list of objects' : `list of: ${typeName(type.items)}`;
    case 'map':
      return `object, each value one of: ${typeName(type.values)}`;
    case 'object':
      return 'object';
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
