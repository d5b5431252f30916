/** A quote, its escapes before it (a JSON string inside a string), and what may stand between a name and its quote. */
const QUOTE = '\\\\{0,2}["\'`]';
const CLOSE = `(?:${QUOTE})?[\\])]?`;

/**
 * What stands between a name and its value in the languages people commit: `=`, `:`, `:=`, `=>`, `||`, `??`,
 * `${NAME:-…}`, a type, a call's bracket or comma, an XML tag's end, a blank (Dockerfile), a `value` sibling
 * (Kubernetes, ECS, XML), a Terraform variable's `default`.
 */
const BETWEEN = [
  '\\s{0,8}(?::\\s{0,2}[A-Za-z]{1,10}\\s{0,2})?(?:=>|:=|:-|={1,3}|:{1,2}|\\|\\||\\?\\?|\\(|>)\\s{0,8}',
  '\\s{0,2},\\s{0,8}',
  `\\s{0,3},?\\s{0,24}(?:${QUOTE})?value(?:${QUOTE})?\\s{0,3}[:=]\\s{0,3}`,
  `\\s{0,3}\\{[^{}]{0,80}?default\\s{0,8}=\\s{0,8}`,
  '[ \\t]{1,4}',
].join('|');

/** Opening of the value: a prefix of a string literal and its quote. */
const OPEN = `(?:[A-Za-z@$]{0,2}${QUOTE})?`;

/** Between a vendor's word and the name of its key: the rest of an identifier, or one step into a block. */
export const STEP = '[\\w.@\\-"\' \\t\\n:=>{(\\[,]{0,32}?';

/**
 * A pattern, without case, for a value whose shape alone says little: `name` is assigned `value` in one statement.
 * Both are pattern sources without groups of their own. The group `secret` is the value,
 * without the `prefix` that it begins with where one is given (a prefix that would read as a mask).
 */
export function assigned(name: string, value: string, prefix = ''): RegExp {
  return new RegExp(`(?:${name})${CLOSE}(?:${BETWEEN})${OPEN}${prefix}(?<secret>${value})(?![\\w+/=-])`, 'i');
}

/** `assigned` for a name made of a vendor's word and a noun: `DATADOG_API_KEY`, `datadog: { apiKey`. */
export function vendorKey(vendor: string, noun: string, value: string, prefix = ''): RegExp {
  return assigned(`(?:${vendor})${STEP}(?:${noun})[\\w.-]{0,12}`, value, prefix);
}
