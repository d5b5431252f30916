const PROGRAM = 'pictify-scan';

/** The program's name where a command of it follows, and nothing before it starts it already. */
const CALL =
  /(?<![\w./@-]|npx |--no-install )pictify-scan(?= (?:scan|staged|range|push|message|package|stdin|history|merge|rules|formats|explain|fix|incident|verify|audit|init|uninstall|doctor|baseline|ignore|ci|PATH|--[a-z]))/g;

/** A sentence with commands in it, as they have to be typed where the program is started by other words. */
export function asTyped(text: string, program = PROGRAM): string {
  return program === PROGRAM ? text : text.replace(CALL, program);
}

/**
 * How the program that runs now is started: one that a project installed for itself is not on `PATH`, and neither is
 * one that npx fetched.
 *
 * @param script file that was started, as `process.argv[1]`
 */
export function programName(script: string | undefined, cwd: string): string {
  const parts = (script ?? '').replaceAll('\\', '/').split('/node_modules/');
  const home = parts.length < 2 ? undefined : parts[0];
  if (home === undefined) return PROGRAM;
  const here = `${cwd.replaceAll('\\', '/')}/`;
  return here.startsWith(`${home}/`) || home.includes('/_npx/') ? `npx ${PROGRAM}` : PROGRAM;
}
