/** Gives a file's bytes by its path from the root, or `undefined` where there is none. */
export type FileReader = (path: string) => Promise<Buffer | undefined> | Buffer | undefined;
