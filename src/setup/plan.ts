/** The hooks that can carry the guard. Cherry-pick, rebase and am run none of the first two: `pre-push` and CI catch those. */
export type HookName = 'pre-commit' | 'pre-merge-commit' | 'pre-push' | 'commit-msg';

export const GUARDED_HOOKS = ['pre-commit', 'pre-merge-commit', 'pre-push'] as const satisfies readonly HookName[];

export interface SetupOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface InitOptions extends SetupOptions {
  /** Version of this scanner; pins the CI step. */
  readonly version: string;
  /** Guard `commit-msg` too. */
  readonly commitMessages?: boolean;
  /** Write a GitHub workflow. */
  readonly ci?: boolean;
  /** Let the new config carry other scanners' rules and comments on. */
  readonly takeOver?: boolean;
  /** 32 hex digits for the fingerprints; random where absent. */
  readonly salt?: string;
}

interface StepFields {
  /** One sentence for people. Holds paths as they are: escape before printing. */
  readonly say: string;
}

/** One change. Paths are absolute. */
export type Step = StepFields &
  (
    | { readonly kind: 'create-file'; readonly path: string; readonly bytes: Buffer; readonly mode: number }
    | { readonly kind: 'edit-file'; readonly path: string; readonly before: Buffer; readonly after: Buffer }
    | { readonly kind: 'move-file'; readonly path: string; readonly to: string }
    | { readonly kind: 'delete-file'; readonly path: string; readonly before: Buffer }
    | { readonly kind: 'make-executable'; readonly path: string }
    | { readonly kind: 'set-git-config'; readonly key: string; readonly value: string }
    | { readonly kind: 'unset-git-config'; readonly key: string; readonly value: string }
  );

/** Something that stays for the user to do (`todo`), or should be known (`info`). */
export interface SetupNote {
  readonly kind: 'todo' | 'info';
  readonly say: string;
  /** A command to type, exactly. */
  readonly command?: string;
}

export interface SetupPlan {
  readonly action: 'init' | 'uninstall';
  /** Absolute path of the work tree's top. */
  readonly top: string;
  /** Absolute path of the git directory that all worktrees share. */
  readonly gitDir: string;
  /** How the hooks are kept: `husky`, `plain`, `lefthook` … */
  readonly manager: ManagerName;
  readonly steps: readonly Step[];
  readonly notes: readonly SetupNote[];
}

export interface SetupResult {
  readonly done: readonly Step[];
  readonly notes: readonly SetupNote[];
}

/**
 * Who keeps the hooks.
 *
 * - `husky`: a folder of hook files that husky runs, or that `core.hooksPath` names directly.
 * - `hooks-path`: another committed folder named by `core.hooksPath`.
 * - `plain`: git's own hooks folder.
 * - `foreign`: a `core.hooksPath` outside the repository, which init leaves alone.
 */
export type ManagerName = 'husky' | 'lefthook' | 'pre-commit' | 'simple-git-hooks' | 'hooks-path' | 'plain' | 'foreign';

/** What a part of the plan brings. */
export interface PlanPart {
  readonly steps: readonly Step[];
  readonly notes: readonly SetupNote[];
}

export const NOTHING: PlanPart = { steps: [], notes: [] };

export function joinParts(parts: readonly PlanPart[]): PlanPart {
  return { steps: parts.flatMap((part) => part.steps), notes: parts.flatMap((part) => part.notes) };
}
