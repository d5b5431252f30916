import type { Language } from '../model/language.js';

const BY_EXTENSION: Readonly<Record<string, Language>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  vue: 'javascript',
  svelte: 'javascript',
  astro: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  rb: 'ruby',
  rake: 'ruby',
  erb: 'ruby',
  gemspec: 'ruby',
  go: 'go',
  php: 'php',
  phtml: 'php',
  java: 'java',
  groovy: 'java',
  gradle: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  cs: 'csharp',
  vb: 'csharp',
  fs: 'csharp',
  rs: 'rust',
  swift: 'swift',
  m: 'swift',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
  scala: 'scala',
  sc: 'scala',
  c: 'c',
  h: 'c',
  cc: 'c',
  cpp: 'c',
  hpp: 'c',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'shell',
  ps1: 'powershell',
  psm1: 'powershell',
  yaml: 'yaml',
  yml: 'yaml',
  tf: 'terraform',
  tfvars: 'terraform',
  hcl: 'terraform',
  json: 'json',
  jsonc: 'json',
  json5: 'json',
  ndjson: 'json',
  jsonl: 'json',
  ipynb: 'notebook',
  toml: 'toml',
  ini: 'ini',
  cfg: 'ini',
  conf: 'ini',
  properties: 'properties',
  xml: 'xml',
  config: 'xml',
  plist: 'xml',
  csproj: 'xml',
  html: 'html',
  htm: 'html',
  hbs: 'html',
  ejs: 'html',
  liquid: 'html',
  css: 'css',
  scss: 'css',
  sql: 'sql',
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  rst: 'markdown',
  adoc: 'markdown',
  log: 'log',
  patch: 'patch',
  diff: 'patch',
};

const BY_NAME: readonly (readonly [RegExp, Language])[] = [
  [/^(?:\.env|\.env[._-].*|.*\.env|\.envrc|\.flaskenv|env\.example)$/i, 'dotenv'],
  [/^(?:dockerfile|containerfile)(?:\..*)?$|\.dockerfile$/i, 'dockerfile'],
  [/^(?:docker-)?compose(?:[._-].*)?\.ya?ml$/i, 'compose'],
  [/^\.gitlab-ci(?:\..*)?\.ya?ml$/i, 'gitlab-ci'],
  [/^(?:\.?mcp|claude_desktop_config|opencode|mcp_settings|mcp_config)\.jsonc?$/i, 'mcp-config'],
  [/^(?:rakefile|gemfile|capfile|vagrantfile|fastfile)$/i, 'ruby'],
  [/^(?:\.bashrc|\.zshrc|\.profile|\.bash_profile|\.bash_history|\.zsh_history)$/i, 'shell'],
  [/^(?:makefile|gnumakefile|justfile|procfile)$/i, 'shell'],
  [/^(?:readme|changelog|notes|todo)$/i, 'markdown'],
  [/^(?:\.npmrc|\.pypirc|\.netrc|\.gitconfig|\.editorconfig)$/i, 'ini'],
];

/** Told by name and place, and for Kubernetes manifests and scripts without extension by the first lines. */
export function languageOf(path: string, head: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const [pattern, language] of BY_NAME) if (pattern.test(name)) return language;
  const dot = name.lastIndexOf('.');
  const extension = dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
  const language = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
  if (language === 'yaml') return yamlDialect(path, head);
  if (language === 'json') return jsonDialect(path, head);
  return language ?? byShebang(head) ?? 'text';
}

function yamlDialect(path: string, head: string): Language {
  if (/(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\//.test(path)) return 'github-workflow';
  if (/^apiVersion:\s*\S/m.test(head) && /^kind:\s*\S/m.test(head)) return 'kubernetes';
  if (/^services:\s*$/m.test(head) && /^\s+(?:image|build):/m.test(head)) return 'compose';
  return 'yaml';
}

function jsonDialect(path: string, head: string): Language {
  if (
    /(?:^|\/)\.(?:claude|cursor|vscode|windsurf|codeium|gemini|roo|kiro)\/(?:settings(?:\.local)?|mcp)\.jsonc?$/.test(
      path,
    )
  )
    return 'mcp-config';
  if (/"mcpServers"\s*:/.test(head)) return 'mcp-config';
  if (/"kind"\s*:\s*"Secret"/.test(head)) return 'kubernetes';
  return 'json';
}

function byShebang(head: string): Language | undefined {
  const line = /^#!([^\n]*)/.exec(head)?.[1];
  if (line === undefined) return undefined;
  if (/\b(?:ba|z|da|k|fi)?sh\b/.test(line)) return 'shell';
  if (/python/.test(line)) return 'python';
  if (/\b(?:node|deno|bun)\b/.test(line)) return 'javascript';
  if (/ruby/.test(line)) return 'ruby';
  if (/php/.test(line)) return 'php';
  return undefined;
}
