import type { Language } from '../model/language.js';

/** How a value is read from outside, in one language or file format. */
export interface VariableReading {
  /** What goes where the literal stood. */
  readonly expression: string;
  /** The quotes round the literal go as well. */
  readonly unquoted: boolean;
  /** A line that the file needs besides. */
  readonly needs?: string;
}

type Reading = (variable: string, path: string) => VariableReading;

const code = (expression: (variable: string, path: string) => string, needs?: string): Reading => {
  return (variable, path) => ({
    expression: expression(variable, path),
    unquoted: true,
    ...(needs !== undefined && { needs }),
  });
};
const text = (expression: (variable: string, path: string) => string): Reading => {
  return (variable, path) => ({ expression: expression(variable, path), unquoted: false });
};

const READINGS: Partial<Record<Language, Reading>> = {
  javascript: code((name) => `process.env.${name}`),
  typescript: code((name) => `process.env.${name}!`),
  python: code((name) => `os.environ["${name}"]`, 'import os'),
  notebook: code((name) => `os.environ["${name}"]`, 'import os'),
  ruby: code((name) => `ENV.fetch("${name}")`),
  go: code((name) => `os.Getenv("${name}")`, 'import "os"'),
  php: code((name) => `getenv('${name}')`),
  java: code((name) => `System.getenv("${name}")`),
  kotlin: code((name) => `System.getenv("${name}")`),
  scala: code((name) => `sys.env("${name}")`),
  csharp: code((name) => `System.Environment.GetEnvironmentVariable("${name}")`),
  rust: code((name) => `&std::env::var("${name}").expect("${name} is not set")`),
  swift: code((name, path) =>
    path.endsWith('.m')
      ? `NSProcessInfo.processInfo.environment[@"${name}"]`
      : `ProcessInfo.processInfo.environment["${name}"]!`,
  ),
  dart: code((name) => `Platform.environment['${name}']!`, "import 'dart:io';"),
  elixir: code((name) => `System.fetch_env!("${name}")`),
  c: code((name) => `getenv("${name}")`, '#include <stdlib.h>'),
  shell: text((name, path) => shellReading(name, path)),
  powershell: code((name) => `$env:${name}`),
  yaml: text((name) => `\${${name}}`),
  json: text((name, path) => (/(?:^|\/)\.vscode\//.test(path) ? `\${env:${name}}` : `\${${name}}`)),
  toml: text((name) => `\${${name}}`),
  ini: text((name) => `\${${name}}`),
  xml: text((name) => `\${${name}}`),
  compose: text((name) => `\${${name}}`),
  'github-workflow': text((name) => `\${{ secrets.${name} }}`),
  'gitlab-ci': text((name) => `$${name}`),
  terraform: code((name) => `var.${name.toLowerCase()}`),
  'mcp-config': text((name, path) => mcpReading(name, path)),
  properties: text((name) => `\${${name}}`),
};

/** Editors' MCP files and opencode's have forms of their own. */
function mcpReading(name: string, path: string): string {
  if (/(?:^|\/)opencode\.jsonc?$/.test(path)) return `{env:${name}}`;
  return /(?:^|\/)\.(?:vscode|cursor)\//.test(path) ? `\${env:${name}}` : `\${${name}}`;
}

/** make reads its environment with parentheses, fish knows no braces. */
function shellReading(name: string, path: string): string {
  if (/(?:^|\/)(?:gnu)?makefile$/i.test(path)) return `$(${name})`;
  return path.endsWith('.fish') ? `$${name}` : `\${${name}}`;
}

/**
 * `undefined` where a file of that sort cannot read its environment.
 *
 * @param path tells dialects apart (make and fish from other shells, editors' MCP files)
 */
export function readVariable(language: Language, variable: string, path = ''): VariableReading | undefined {
  return READINGS[language]?.(variable, path);
}
