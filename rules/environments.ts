import type { Evidence } from '../src/model/finding.js';
import type { JudgeContext } from '../src/model/rule.js';

const DEVELOPMENT_PATH =
  /(?:^|\/)\.env\.(?:dev|development|test|testing|local|ci)(?:\.local)?$|(?:^|\/)(?:dev|development|local|test)\.env$|(?:docker-)?compose\.(?:dev|development|local|test|override|ci)\.ya?ml$|(?:^|\/)(?:config|environments?|settings|values|deploy)\/(?:[^/]+\/)?(?:dev|development|local|test)\b|[._-](?:dev|development|local)\.(?:ya?ml|json|toml|ini|properties|py|rb|js|ts)$|(?:^|\/)environment\.ts$|(?:^|\/)\.devcontainer\//i;
const PRODUCTION_PATH =
  /(?:^|\/)\.env\.(?:prod|production|live)$|(?:^|\/)(?:prod|production|live)\.env$|(?:docker-)?compose\.(?:prod|production)\.ya?ml$|(?:^|\/)(?:config|environments?|settings|values|deploy|overlays|k8s|helm)\/(?:[^/]+\/)?(?:prod|production|live)\b|[._-](?:prod|production)\.(?:ya?ml|json|toml|ini|properties|py|rb|js|ts)$/i;
const STAGING_PATH = /(?:^|\/)\.env\.(?:staging|stage|preview)$|(?:^|\/)(?:staging|stage)\.env$/i;
const DEVELOPMENT_LINE =
  /\b(?:NODE_ENV|RAILS_ENV|APP_ENV|FLASK_ENV|RACK_ENV|ASPNETCORE_ENVIRONMENT|ENVIRONMENT)["']?\s{0,3}[:=]\s{0,3}["']?(?:dev(?:elopment)?|test|local)\b|\b(?:npm|pnpm|yarn|bun)(?: run)? (?:dev|start:dev|test)\b|["'](?:dev|start:dev|develop|test|test:[\w:-]+|storybook)["']\s{0,4}:\s{0,4}["']|\b(?:next|nuxt|vite|astro|remix|nodemon|vitest|jest|mocha|pytest|rspec)(?: dev)?\b(?=[^\n]{0,40}$)/i;
const PRODUCTION_LINE =
  /\b(?:NODE_ENV|RAILS_ENV|APP_ENV|FLASK_ENV|RACK_ENV|ASPNETCORE_ENVIRONMENT|ENVIRONMENT)["']?\s{0,3}[:=]\s{0,3}["']?prod(?:uction)?\b|["'](?:start:prod|deploy|deploy:prod(?:uction)?)["']\s{0,4}:\s{0,4}["']/i;
const DEVELOPMENT_NAME = /(?:^|[_.-])(?:dev|development|test|testing|local|staging)(?:$|[_.-])/i;
const PRODUCTION_NAME = /(?:^|[_.-])(?:prod|production)(?:$|[_.-])/i;
const TEST_JOB = /^\s{0,8}(?:-\s)?(?:test|tests|unit|e2e|lint|ci)[\w-]*:\s*$/;

/** Why a place is one where development or testing happens. */
export function developmentSign(context: JudgeContext): Evidence | undefined {
  if (DEVELOPMENT_PATH.test(context.path)) return sign('path', 'development', baseName(context.path));
  if (PRODUCTION_PATH.test(context.path)) return undefined;
  if (isCommandLine(context) && DEVELOPMENT_LINE.test(context.line.text))
    return sign('statement', 'development', 'a development command', context.line.number);
  const named = context.names().find((name) => DEVELOPMENT_NAME.test(name));
  if (named !== undefined) return sign('block', 'development', named);
  if (context.language === 'github-workflow' || context.language === 'gitlab-ci') {
    const job = context.before(40).find((line) => TEST_JOB.test(line.text));
    if (job) return sign('block', 'development', `CI job ${job.text.trim().replace(/:$/, '')}`, job.number);
  }
  return undefined;
}

/** Why a place is one that production runs from. */
export function productionSign(context: JudgeContext): Evidence | undefined {
  if (PRODUCTION_PATH.test(context.path)) return sign('path', 'production', baseName(context.path));
  if (DEVELOPMENT_PATH.test(context.path)) return undefined;
  if (isCommandLine(context) && PRODUCTION_LINE.test(context.line.text))
    return sign('statement', 'production', 'a production command', context.line.number);
  const named = context.names().find((name) => PRODUCTION_NAME.test(name));
  return named === undefined ? undefined : sign('block', 'production', named);
}

/** What a file is for, as far as its path says; staging counts as development, as the guide has it. */
export function environmentOfPath(path: string): 'development' | 'production' | undefined {
  if (DEVELOPMENT_PATH.test(path) || STAGING_PATH.test(path)) return 'development';
  return PRODUCTION_PATH.test(path) ? 'production' : undefined;
}

function isCommandLine(context: JudgeContext): boolean {
  return [
    'json',
    'shell',
    'dockerfile',
    'compose',
    'yaml',
    'github-workflow',
    'gitlab-ci',
    'markdown',
    'text',
    'powershell',
  ].includes(context.language);
}

function sign(rung: Evidence['rung'], says: string, what: string, line?: number): Evidence {
  return { rung, says, what, weight: 6, ...(line !== undefined && { line }) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
