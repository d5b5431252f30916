export async function compileGlobs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  const { default: micromatch } = await import('micromatch');
  return (path) => micromatch.isMatch(path, [...patterns], { dot: true });
}
