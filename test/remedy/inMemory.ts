import { defaultConfig } from '../../src/config/defaultConfig.js';
import type { FixPlan, FixTask } from '../../src/remedy/plan.js';
import { planFix } from '../../src/remedy/planFix.js';
import { engineFor } from '../../src/scan/loadEngine.js';

export type Files = Record<string, string | Buffer>;

export interface Outcome {
  readonly plan: FixPlan;
  /** All files as they are afterwards. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The file as UTF-8. */
  text(path: string): string;
  /** What is still found in it. */
  found(path: string): string[];
}

/** Fixes files that are in no repository and on no disk. */
export async function fixFiles(given: Files, accept?: (task: FixTask) => boolean): Promise<Outcome> {
  const engine = await engineFor(defaultConfig);
  const files = new Map<string, Buffer>(Object.entries(given).map(([path, content]) => [path, Buffer.from(content)]));
  const document = (path: string, bytes: Buffer) =>
    ({ path, bytes, origin: { kind: 'worktree', tracked: path !== '.env' } }) as const;
  const wanted = [...files]
    .filter(([path]) => path !== '.env')
    .map(([path, bytes]) => ({
      path,
      tracked: true,
      findings: engine
        .peek(document(path, bytes))
        .filter(({ outcome }) => outcome === 'finding')
        .map(({ rule, fingerprint, start }) => ({ rule: rule.id, fingerprint, line: start.line })),
    }))
    .filter(({ findings }) => findings.length > 0);
  const plan = await planFix(
    wanted,
    {
      read: (path) => Promise.resolve(files.get(path)),
      locate: (path, bytes) => engine.locate(document(path, bytes)),
      isTemplate: (path) => engine.paths.environment.isTemplate(path),
      isEnvironmentFile: (path) => engine.paths.environment.isFile(path),
      isTracked: () => false,
    },
    accept,
  );
  for (const { path, after } of plan.changes) files.set(path, after);
  const text = (path: string): string => files.get(path)?.toString('utf8') ?? '';
  return {
    plan,
    files,
    text,
    found: (path) =>
      engine
        .peek(document(path, files.get(path) ?? Buffer.alloc(0)))
        .filter(({ outcome }) => outcome === 'finding')
        .map(({ rule }) => rule.id),
  };
}
