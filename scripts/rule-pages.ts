// Writes docs/rules/ from the rules: one page each, and the list. With --check it only compares.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules, presetRules } from '../rules/index.js';
import { createSampler } from '../rules/sampler.js';
import type { Rule, RuleExample } from '../src/model/rule.js';
import { defaultConfig } from '../src/config/defaultConfig.js';
import { engineFor } from '../src/scan/loadEngine.js';
import { maskTokens } from '../src/text/redact.js';

const FOLDER = 'docs/rules';
const engine = await engineFor({ ...defaultConfig, preset: 'strict' });

function fileName(rule: Rule): string {
  return `${rule.id.replace('/', '-')}.md`;
}

function presetOf(rule: Rule): string {
  if (presetRules('pictify').includes(rule)) return '`pictify`, `recommended`, `strict`';
  return presetRules('recommended').includes(rule) ? '`recommended`, `strict`' : '`strict`';
}

function show(example: RuleExample): string {
  const { text, path } = typeof example === 'string' ? { text: example, path: undefined } : example;
  const lines = maskTokens(withoutSecrets(text, path)).split('\n').slice(0, 12);
  const cut = lines.map((line) => (line.length > 110 ? `${line.slice(0, 110)}…` : line));
  return `${path === undefined ? '' : `\`${path}\`\n\n`}\`\`\`text\n${cut.join('\n').trimEnd()}\n\`\`\``;
}

/** What the engine itself would report is shown as it would show it. */
function withoutSecrets(text: string, path = 'example.txt'): string {
  const bytes = Buffer.from(text, 'utf8');
  let shown = '';
  let at = 0;
  for (const { span, match } of engine.peek({ path, bytes, origin: { kind: 'buffer' } })) {
    if (span.start < at) continue;
    shown += bytes.toString('utf8', at, span.start) + match;
    at = span.end;
  }
  return shown + bytes.toString('utf8', at);
}

function page(rule: Rule): string {
  const { leak, safe } = rule.examples(createSampler());
  const facts = [
    `| severity | ${rule.severity} |`,
    `| presets | ${presetOf(rule)} |`,
    `| documented at | <${rule.source}> |`,
    ...(rule.revoke === undefined ? [] : [`| revoke it at | ${rule.revoke} |`]),
    ...(rule.variable === undefined ? [] : [`| usual variable | \`${rule.variable}\` |`]),
  ];
  return `# ${rule.id}

${rule.title}. ${rule.description}

| | |
|---|---|
${facts.join('\n')}

## Reported

${leak.slice(0, 4).map(show).join('\n\n')}

## Passed

${safe.slice(0, 4).map(show).join('\n\n')}

## Switch it off

In \`pictify-scan.config.json\`:

\`\`\`json
{ "rules": { "${rule.id}": "off" } }
\`\`\`

For one line, in a comment on it: \`pictify-scan-disable-line ${rule.id} -- why\`
`;
}

function list(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](${fileName(rule)}) | ${rule.severity} | ${rule.title} |`);
  return `# Rules\n\n${rules.length} rules. The preset \`pictify\` has only Pictify's own, \`recommended\` (the default) adds other providers', \`strict\` adds guesses by name.\n\n| rule | severity | what |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const rules = allRules();
const pages = new Map([['README.md', list(rules)], ...rules.map((rule) => [fileName(rule), page(rule)] as const)]);
mkdirSync(FOLDER, { recursive: true });
const there = readdirSync(FOLDER);
if (process.argv.includes('--check')) {
  const stale = [...pages]
    .filter(([name, text]) => !there.includes(name) || readFileSync(join(FOLDER, name), 'utf8') !== text)
    .map(([name]) => name);
  const left = there.filter((name) => !pages.has(name));
  if (stale.length + left.length > 0) {
    console.error(
      `docs/rules is not what the rules say (${[...stale, ...left].slice(0, 5).join(', ')}). Run: npm run docs`,
    );
    process.exitCode = 1;
  }
} else {
  for (const name of there) if (!pages.has(name)) rmSync(join(FOLDER, name));
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
  console.log(`${rules.length} pages in ${FOLDER}`);
}
