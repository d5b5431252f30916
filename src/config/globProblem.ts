const LONGEST = 500;
const MOST_BRACES = 5;
const MOST_STARS = 20;

/** What is wrong with a glob: what a pattern of a person never has. */
export function globProblem(pattern: string): string | undefined {
  const braces = pattern.split('{').length - 1;
  const stars = pattern.match(/\*/g)?.length ?? 0;
  const range = /\{[^{},]*\.\.[^{},]*\}/.test(pattern);
  if (pattern.length > LONGEST || braces > MOST_BRACES || stars > MOST_STARS || range)
    return `is too costly to run: use at most ${LONGEST} characters, ${MOST_BRACES} braces, ${MOST_STARS} stars and no ranges`;
  // Before a sign of the language it takes its meaning away; before a letter it can only be a folder's end on Windows.
  if (/\\(?:\w|$)/.test(pattern)) return 'has a backslash: write folders with /, on Windows too';
  return /^!?(?:\.?\/)*$/.test(pattern) ? 'fits nothing: name a file or a folder in it' : undefined;
}
