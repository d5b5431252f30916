import type { Config, EnvironmentNames } from '../model/config.js';

/** Nearly no path has that: each file is asked about, and the longer patterns of few. */
const MAY_BE = /env|\.dev\.vars/i;
/**
 * Names of environment files that are in use: `.env`, `.env.local`, `.env-prod`, `prod.env`, `.envrc`,
 * `.flaskenv`, `.env.keys` (dotenvx's private keys), `.dev.vars` (Workers).
 */
const USUAL = /^(?:\.env~?|\.env[._-][^/]+|[^/]+\.env|\.envrc(?:[._-][^/]+)?|\.flaskenv|\.dev\.vars(?:\.[^/]+)?)$/i;
/** A part of the name says that it is there to be copied. */
const TEMPLATE =
  /(?:^|[._-])(?:example|examples|sample|samples|template|templates|tmpl|tpl|dist|default|defaults|schema|skeleton|stub)(?=$|[._-])/i;
/** It is about an environment, and not about an `environment.ts`. */
const ABOUT = /(?:^|[._-])(?:flask)?env(?:rc)?(?=$|[._-])|^\.dev\.vars/i;
/** One machine's own values, whatever they were copied from. */
const LOCAL = /^\.env.*\.local$/i;
/** What a name like an environment file can be besides: code, types, documentation. */
const OTHER = /\.(?:[cm]?[jt]sx?|py|rb|go|php|java|rs|md|mdx|rst|html|lock|gpg|age|enc|asc)$/i;

/** Tells environment files by name; names that the config gives replace the usual ones. */
export async function environmentNames({ envFiles, envTemplates }: Config): Promise<EnvironmentNames> {
  const [isFile, isTemplate] = await Promise.all([byConfig(envFiles), byConfig(envTemplates)]);
  const template = (path: string): boolean => {
    if (!isTemplate && !MAY_BE.test(path)) return false;
    const name = baseName(path);
    return isTemplate
      ? isTemplate(name)
      : TEMPLATE.test(name) && ABOUT.test(name) && !LOCAL.test(name) && !OTHER.test(name);
  };
  return {
    isTemplate: template,
    isFile: (path) => {
      if (!isFile && !MAY_BE.test(path)) return false;
      const name = baseName(path);
      return !template(path) && (isFile ? isFile(name) : USUAL.test(name) && !OTHER.test(name));
    },
  };
}

async function byConfig(names: readonly string[]): Promise<((name: string) => boolean) | undefined> {
  if (names.length === 0) return undefined;
  const { compileGlobs } = await import('./globs.js');
  return compileGlobs(names);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
