/** A name that stands for the value in question, and how near it is. */
export interface NearName {
  readonly name: string;
  /** 0 = what the value is assigned to, 1 = what encloses that, and so on. */
  readonly level: number;
  /** Characters between the name and the value. */
  readonly distance: number;
  /** A line end lies between the name and the value. */
  readonly acrossLines: boolean;
  /** It is called, and the value is (in) an argument: one statement, however many lines it has. */
  readonly call: boolean;
}

const NAME = String.raw`[A-Za-z_$@][\w$.:@/-]{0,80}`;

/**
 * Patterns that end where the text ends. They are look-behinds, tried at the end only: they read
 * backwards from there, so that what comes long before costs nothing.
 */
function endingIn(source: string): (text: string) => { readonly length: number; readonly name: string } | undefined {
  const pattern = new RegExp(`(?<=(?<all>${source}))`, 'y');
  return (text) => {
    pattern.lastIndex = text.length;
    const groups = pattern.exec(text)?.groups;
    const name = groups?.['name'] ?? groups?.['flag'] ?? groups?.['word'];
    return groups && name !== undefined ? { length: groups['all']?.length ?? 0, name } : undefined;
  };
}

/**
 * `NAME = "`, `name: '`, `"name": "`, `name => '`, `NAME="`, `name <- "`, `--name `, `NAME ` (Dockerfile ENV),
 * `name="key">` (an element's own name), with a wrapper between (`String(`, `b'`).
 */
const assignment = endingIn(
  [
    String.raw`(?<name>${NAME})["'\`]?\]?\s{0,40}(?:\??:\s{0,4}[A-Za-z<>\[\]&'| ]{1,40}=|[:=]>|<-|:?=|:|=>|\|\|=?|\?\?=?|,(?=\s{0,4}["']))\s{0,40}(?:(?:await|return|new|str|String|Some|b|r|f|u|@|\$)?\s{0,2}\(?)?\\?["'\`]{0,3}\s{0,3}`,
    String.raw`(?<![\w-])--?(?<flag>[a-z][\w-]{1,60})[ =]["']?`,
    String.raw`(?:^|\n|\s)(?:ENV|ARG|export|set|setx|SETX)\s{1,4}(?<word>${NAME})\s{1,4}["']?`,
  ].join('|'),
);
/** `<string name="stripe_key">`: what stands in an element is its name's. */
const element = endingIn(
  String.raw`<[\w:.-]{1,40}\s(?:[^<>"']{0,60}|["'][^<>"']{0,80}["']){0,6}(?:name|key|id)=["'](?<name>[\w.:-]{1,80})["'][^<>]{0,80}>\s{0,8}`,
);
/** `name(` or `new Name(`: a call whose first argument, or further argument, the value is. */
const callee = endingIn(String.raw`(?<name>${NAME})[!?]?\s{0,4}(?:<[^>]{0,60}>)?`);
/** `name: {`, `"name" => [`, `name = new Map([` */
const owner = endingIn(String.raw`(?<name>${NAME})["'\`]?\s{0,4}(?:[:=]|=>|:=)?\s{0,4}(?:new\s{1,4})?`);
/** `class Name … {` */
const scope = endingIn(String.raw`(?:class|interface|module|namespace)\s{1,4}(?<name>${NAME})[^{}()]{0,80}`);
/** `function name(…) {`, `name(…) => {` */
const callable = endingIn(String.raw`(?<name>${NAME})\s{0,4}\([^()]{0,100}\)[^{}()]{0,40}`);

/**
 * The names that a value stands under, nearest first: what it is assigned to, then the calls,
 * objects and sections that enclose it (by brackets).
 *
 * @param before text before the value, as much of it as may be looked at
 */
export function enclosingNames(before: string): NearName[] {
  const names: NearName[] = [];
  const add = (name: string, level: number, index: number, call = false): void => {
    names.push({ name, level, distance: before.length - index, acrossLines: before.includes('\n', index), call });
  };
  const direct = assignment(before) ?? element(before);
  if (direct) add(direct.name, 0, before.length - direct.length);
  let level = 0;
  for (const opener of openers(before)) {
    level += 1;
    const head = before.slice(Math.max(0, opener.index - 200), opener.index);
    const round = opener.bracket === '(';
    const found =
      (round ? callee(head) : owner(head)) ?? (opener.bracket === '{' ? (scope(head) ?? callable(head)) : undefined);
    if (found && !KEYWORDS.has(found.name)) add(found.name, level, opener.index, round);
    // `fetch('https://…', { headers: { …`: the first argument says what the call is about.
    const argument = round
      ? /^\(\s{0,40}["'`]([^"'`\n]{3,200})["'`]\s{0,4},/.exec(before.slice(opener.index, opener.index + 250))?.[1]
      : undefined;
    if (argument !== undefined) add(argument, level, opener.index, true);
    if (level >= 8) break;
  }
  return names;
}

const KEYWORDS = new Set([
  'if',
  'for',
  'while',
  'return',
  'switch',
  'function',
  'await',
  'catch',
  'else',
  'do',
  'try',
  'and',
  'or',
  'not',
  'in',
]);

/** Opening brackets that are not closed before the end of `text`, innermost first. Brackets inside strings are few enough to live with. */
function* openers(text: string): Iterable<{ index: number; bracket: string }> {
  let round = 0;
  let square = 0;
  let curly = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    switch (text[index]) {
      case ')':
        round += 1;
        break;
      case ']':
        square += 1;
        break;
      case '}':
        curly += 1;
        break;
      case '(':
        if (round === 0) yield { index, bracket: '(' };
        else round -= 1;
        break;
      case '[':
        if (square === 0) yield { index, bracket: '[' };
        else square -= 1;
        break;
      case '{':
        if (curly === 0) yield { index, bracket: '{' };
        else curly -= 1;
        break;
    }
  }
}

/** `def name(…):`, `class Name` in the languages whose blocks have no brackets. */
const DEFINED = /^\s*(?:async\s+)?(?:def|class|module)\s+(?:self\.)?([A-Za-z_]\w{0,80})/;

/**
 * Parents by indentation (YAML, blocks of Python and Ruby) and the section header (INI, TOML) above a line.
 *
 * @param line the line of the value
 * @param above lines above it, nearest first
 */
export function indentationParents(line: string, above: readonly string[]): string[] {
  const parents: string[] = [];
  let indent = indentOf(line);
  for (const text of above) {
    const section = /^\s*\[{1,2}["']?([^\]"'\n]{1,120})["']?\]{1,2}\s*$/.exec(text)?.[1];
    if (section !== undefined) {
      parents.push(section);
      break;
    }
    if (text.trim() === '' || /^\s*#/.test(text)) continue;
    const own = indentOf(text);
    if (own >= indent) continue;
    indent = own;
    const key = /^\s*(?:-\s+)*["']?([\w.$@/-]{1,120})["']?\s*:(?:\s|$)/.exec(text)?.[1] ?? DEFINED.exec(text)?.[1];
    if (key !== undefined) parents.push(key);
    if (own === 0) {
      // Sections can still stand above a block that is not indented.
      if (parents.length > 0) break;
    }
  }
  return parents;
}

function indentOf(line: string): number {
  const lead = /^[ \t]*(?:-[ \t]+)*/.exec(line)?.[0] ?? '';
  return lead.length;
}
