import type { Config } from '../model/config.js';

export function isEnvironmentFile(path: string, _config: Config): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:\.env|\.env\..+|.+\.env|\.envrc|\.flaskenv)$/i.test(name) && !isTemplate(path, _config);
}

export function isTemplate(path: string, _config: Config): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /env/i.test(name) && /(?:^|[._-])(?:example|sample|template|dist|defaults?|schema)(?:$|[._-])/i.test(name);
}
