import type { EnvironmentNames } from '../model/config.js';
import type { Severity } from '../model/finding.js';
import type { Rule } from '../model/rule.js';

/** What the config says about paths: made once a run, so that globs are compiled only where there are some. */
export interface PathJudge {
  isIgnored(path: string): boolean;
  levelOf(rule: Rule, path: string): Severity | 'off';
  readonly environment: EnvironmentNames;
}
