import { spawnSync } from 'node:child_process';

/** A generous guard against hanging, in milliseconds. */
const PATIENCE = 60_000;

/** A program in a terminal of its own, driven by keys and read from its screen, by means of tmux. */
export class Terminal {
  readonly #folder: string;

  /** @param folder for tmux's own socket */
  constructor(folder: string, command: string, { cwd, environment }: { cwd: string; environment: NodeJS.ProcessEnv }) {
    this.#folder = folder;
    const { status, stderr } = spawnSync(
      'tmux',
      ['-L', 'test', '-f', '/dev/null', 'new-session', '-d', '-x', '200', '-y', '40', command],
      { cwd, encoding: 'utf8', env: { ...process.env, ...environment, TMUX_TMPDIR: folder } },
    );
    if (status !== 0) throw new Error(`tmux did not start: ${stderr}`);
  }

  static isThere(): boolean {
    return spawnSync('tmux', ['-V']).status === 0;
  }

  /** Keys by tmux's names, such as `Enter`; anything else is typed. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p');
  }

  /** Waits until the screen holds something. */
  async shows(wanted: string | RegExp): Promise<string> {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      const screen = this.screen();
      if (typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen)) return screen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain for ${String(wanted)}; the screen:\n${this.screen()}`);
  }

  close(): void {
    this.#tmux('kill-server');
  }

  #tmux(...args: readonly string[]): string {
    return spawnSync('tmux', ['-L', 'test', ...args], {
      encoding: 'utf8',
      env: { ...process.env, TMUX_TMPDIR: this.#folder },
    }).stdout;
  }
}
