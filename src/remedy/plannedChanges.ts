import type { FileChange } from './plan.js';

/** Gives a regular file of the work tree, `undefined` where there is none. @throws Problem for links and the unreadable */
export type ReadFile = (path: string) => Promise<Buffer | undefined>;

/** What files are to become. */
export class PlannedChanges {
  readonly #read: ReadFile;
  readonly #changes = new Map<string, FileChange>();

  constructor(read: ReadFile) {
    this.#read = read;
  }

  /** A file as it is to be so far: as planned, else as it stands on disk. @throws Problem as `ReadFile` does */
  async now(path: string): Promise<Buffer | undefined> {
    return this.#changes.get(path)?.after ?? this.#read(path);
  }

  /** Whether a file that can be read is there, or will be. */
  async exists(path: string): Promise<boolean> {
    return (await this.now(path).catch(() => undefined)) !== undefined;
  }

  add(change: FileChange): void {
    this.#changes.set(change.path, change);
  }

  /** Changes a file once more, or for the first time. */
  async set(path: string, after: Buffer, kind: Pick<FileChange, 'secret' | 'shared'>): Promise<void> {
    const before = this.#changes.has(path) ? this.#changes.get(path)?.before : await this.#read(path);
    this.add({ path, before, after, ...kind });
  }

  /** Ignore files first, then what holds secrets, then the rest. */
  list(): FileChange[] {
    const order = (change: FileChange): number => (change.path.endsWith('ignore') ? 0 : change.secret ? 1 : 2);
    return [...this.#changes.values()]
      .filter((change) => change.shared || !change.before?.equals(change.after))
      .toSorted((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : 1));
  }
}
