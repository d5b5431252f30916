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
 * `NAME = "`, `name: '`, `"name": "`, `name => '`, `NAME="`, `--name `, `NAME ` (Dockerfile ENV),
 * with a wrapper between (`env("…", "` is none; `String(` and `b'` are).
 */
const ASSIGNED = new RegExp(
  String.raw`(?:(?<name>${NAME})["'\`]?\]?\s{0,40}(?:\??:\s{0,4}[A-Za-z<>\[\]&'| ]{1,40}=|[:=]>|:?=|:|=>|\|\|=|\?\?=|,(?=\s{0,4}["']))\s{0,40}(?:(?:await|return|new|str|String|Some|b|r|f|u|@|\$)?\s{0,2}\(?)?["'\`]{0,3}\s{0,3}|--?(?<flag>[a-z][\w-]{1,60})[ =]["']?|(?:^|\n|\s)(?:ENV|ARG|export|set|setx|SETX)\s{1,4}(?<word>${NAME})\s{1,4}["']?)$`,
);

/** `name(` or `new Name(`: a call whose first argument, or further argument, the value is. */
const CALLEE = new RegExp(String.raw`(?<name>${NAME})[!?]?\s{0,4}(?:<[^>]{0,60}>)?$`);
/** `class Name … {`, `function name(…) {`, `name(…) => {` */
const BODY = new RegExp(
  String.raw`(?:(?:class|interface|module|namespace)\s{1,4}(?<name>${NAME})[^{}()]{0,80}|(?<callable>${NAME})\s{0,4}\([^()]{0,100}\)[^{}()]{0,40})$`,
);
const OWNER = new RegExp(String.raw`(?<name>${NAME})["'\`]?\s{0,4}(?:[:=]|=>|:=)?\s{0,4}(?:new\s{1,4})?$`);

/**
 * The names that a value stands under, nearest first: what it is assigned to, then the calls,
 * objects and sections that enclose it (by brackets).
 *
 * @param before text before the value, as much of it as may be looked at
 */
export function enclosingNames(before: string): NearName[] {
  const names: NearName[] = [];
  const add = (name: string | undefined, level: number, index: number, call = false): void => {
    if (name === undefined) return;
    names.push({ name, level, distance: before.length - index, acrossLines: before.includes('\n', index), call });
  };
  const assigned = ASSIGNED.exec(before.slice(-300));
  const direct = assigned?.groups?.['name'] ?? assigned?.groups?.['flag'] ?? assigned?.groups?.['word'];
  add(direct, 0, before.length - (assigned?.[0].length ?? 0));
  let level = 0;
  for (const opener of openers(before)) {
    level += 1;
    const head = before.slice(Math.max(0, opener.index - 160), opener.index);
    const match =
      (opener.bracket === '(' ? CALLEE : OWNER).exec(head) ?? (opener.bracket === '{' ? BODY.exec(head) : null);
    const name = match?.groups?.['name'] ?? match?.groups?.['callable'];
    if (name !== undefined && !KEYWORDS.has(name)) add(name, level, opener.index, opener.bracket === '(');
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

/**
 * Parents by indentation (YAML, Python blocks) and the section header (INI, TOML) above a line.
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
    const key = /^\s*(?:-\s+)*["']?([\w.$@/-]{1,120})["']?\s*:(?:\s|$)/.exec(text)?.[1];
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
