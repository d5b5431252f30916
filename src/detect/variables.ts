/** How a key was seen whose prefix a variable holds. */
export const BY_VARIABLE = 'a prefix in a variable';
/** How one was seen whose rest a variable holds. */
export const REST_BY_VARIABLE = 'a variable that holds the rest';

/** What a variable, or a literal joined with one, has to hold to be the rest of a key. */
export const BODY = '[A-Za-z0-9_-]{16,128}';
/** Where a variable is put together with the rest is near it. */
export const REACH = 4096;
/** More variables than these in one text are no key that somebody took apart. */
export const MOST = 20;

export const OPERATOR = String.raw`(?:\+=?|\.{1,2}=?|&|<>|\|\||~)`;
export const METHOD = String.raw`\.(?:append|concat|push|push_str|add|write|WriteString)`;

/** `PREFIX = "`, `const p: string = '`, `$prefix = '`, `prefix := "`, `prefix: '`, `b = new StringBuilder("`, before it. */
const NAMED =
  /(?<name>\$?\b[A-Za-z_]\w{0,60})\s{0,4}(?::\s{0,4}[&A-Za-z][\w<>?]{0,30}\s{0,4})?(?::=|=>?|:)\s{0,20}(?:[fFbBrRuU$@]|(?:new\s{1,4})?[A-Za-z][\w.:]{0,30}\(\s{0,20})?["'`]$/;
const LEAD = 200;

/** The variable that a literal is assigned to. @param offset where the literal's text begins */
export function variableOf(bytes: Buffer, offset: number): string | undefined {
  return NAMED.exec(bytes.toString('latin1', Math.max(0, offset - LEAD), offset))?.groups?.['name'];
}

/** For a pattern. @param variable as `variableOf` gives it */
export function quoted(variable: string): string {
  return variable.replace('$', String.raw`\$`);
}
