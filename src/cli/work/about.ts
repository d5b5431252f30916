import { allRules, presetRules } from '../../../rules/index.js';
import { explain as explanation } from '../../scan/explain.js';
import { reporters } from '../../report/reporters.js';
import { createStyle } from '../../report/style.js';
import { print, wantsColor, type ExitCode } from '../output.js';

export async function rules({ format }: { readonly format: string }): Promise<ExitCode> {
  print(process.stdout, format === 'json' ? rulesJson() : rulesTable());
  return 0;
}

export async function formats(): Promise<ExitCode> {
  print(process.stdout, formatsTable());
  return 0;
}

export async function explain({ what }: { readonly what: string }): Promise<ExitCode> {
  const style = createStyle(wantsColor(process.stdout, process.env));
  print(process.stdout, await explanation(what, { cwd: process.cwd() }, style));
  return 0;
}

function presetOf(id: string): string {
  if (presetRules('pictify').some((rule) => rule.id === id)) return 'pictify';
  return presetRules('recommended').some((rule) => rule.id === id) ? 'recommended' : 'strict';
}

function rulesTable(): string {
  const style = createStyle(wantsColor(process.stdout, process.env));
  const all = allRules();
  const width = Math.max(...all.map((rule) => rule.id.length));
  return `${all.map((rule) => `${style.bold(rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.title}`).join('\n')}\n`;
}

function formatsTable(): string {
  const style = createStyle(wantsColor(process.stdout, process.env));
  const width = Math.max(...reporters.map(({ name }) => name.length));
  return reporters.map(({ name, description }) => `${style.bold(name.padEnd(width))}  ${description}\n`).join('');
}

function rulesJson(): string {
  const list = allRules().map(({ id, title, severity, description, kind, source }) => ({
    id,
    title,
    severity,
    description,
    kind,
    source,
    preset: presetOf(id),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}
