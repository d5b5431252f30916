import type { Span } from '../model/document.js';
import { BODY, REACH } from './variables.js';

/** What is used far below is often said at the top of a file. */
const BEFORE = 4 * REACH;
/** A parameter of the function that a variable is used in stands that near. */
const PARAMETER_REACH = 400;

/** The words before an assignment that makes a variable. */
const DECLARED = /(?:^|[\n;{}(])[ \t]*(?:[A-Za-z]\w{0,20}[ \t]{1,4}){0,4}(?:[$@]{1,2}|self\.|this\.)?$/;
const LEAD = 100;
/** From an assignment to the use in it. */
const OWN_STATEMENT = /^\s{0,40}[^\n;]{0,200}$/;

/** A variable where it is used. */
export interface Use {
  /** Without what it belongs to, and without `$` or `@`. */
  readonly name: string;
  /** It belongs to something: `config.rest`, `$this->rest`. */
  readonly isMember: boolean;
  /** In the bytes. */
  readonly offset: number;
}

/**
 * Where the literal stands that a variable holds and that can be the rest of a key; of several assignments the
 * last one before the use, or the first one behind it. `undefined` where something else was assigned to it since,
 * or where it is a parameter.
 */
export function assignedText(bytes: Buffer, { name, isMember, offset }: Use): Span | undefined {
  const pattern = assignmentsOf(name, isMember);
  const from = Math.max(0, offset - BEFORE);
  const text = bytes.toString('latin1', from, offset);
  let last: RegExpExecArray | undefined;
  for (const match of text.matchAll(pattern)) if (bodyOf(match) || declares(text, match)) last = match;
  if (last) return isParameter(name, text.slice(last.index + last[0].length)) ? undefined : spanOf(last, from);
  if (isParameter(name, text.slice(-PARAMETER_REACH))) return undefined;
  const behind = bytes.toString('latin1', offset, offset + REACH);
  for (const match of behind.matchAll(pattern)) if (bodyOf(match)) return spanOf(match, offset);
  return undefined;
}

function bodyOf(match: RegExpExecArray): readonly [number, number] | undefined {
  return match.indices?.groups?.['body'] ?? match.indices?.groups?.['plain'];
}

function spanOf(match: RegExpExecArray, base: number): Span | undefined {
  const body = bodyOf(match);
  return body && { start: base + body[0], end: base + body[1] };
}

/** `if (given) rest = given` leaves open which it is, and what is put together in it is no other value of it. */
function declares(text: string, match: RegExpExecArray): boolean {
  return (
    DECLARED.test(text.slice(Math.max(0, match.index - LEAD), match.index)) &&
    !OWN_STATEMENT.test(text.slice(match.index + match[0].length))
  );
}

/** `rest = "…"`, `const rest: string = '…'`, `String rest = "…"`, `'rest' => '…'`, `#define REST "…"`, `REST=…`. */
function assignmentsOf(name: string, isMember: boolean): RegExp {
  const type = String.raw`(?:\s{0,4}\??:\s{0,4}[&A-Za-z]['\w<>?. ]{0,30}|\s{1,4}(?:As\s{1,4})?[A-Za-z]\w{0,20})?`;
  const heads = [
    String.raw`\b${name}\b(?:["']?\]|\[\w{0,10}\])?${type}\s{0,20}(?::?=(?![=>~])|<-)`,
    String.raw`(?<=@|#define\s{1,4})\b${name}(?=\s{1,4}["'])`,
    String.raw`\bdefine\(\s{0,4}["']${name}["']\s{0,4},`,
    ...(isMember ? [String.raw`\b${name}["']?\s{0,4}(?:=>|:(?![:=]))`] : []),
  ];
  const made = String.raw`(?:(?:new\s{1,4})?(?:[\w.:]{0,20}?[Ss]tr(?:ing)?(?:Builder|Buffer)?)(?:(?:::|\.)\w{1,20})?\(\s{0,20})?`;
  const text = String.raw`(?:\s{0,40}${made}[fFbBrRuU$@]{0,2}["'\`](?<body>${BODY})["'\`])`;
  return new RegExp(
    String.raw`(?<=^[ \t]{0,40}(?:(?:export|set|ENV|ARG)[ \t]{1,4})?)${name}=(?<plain>${BODY})[ \t]*\r?$|(?:${heads.join('|')})${text}?`,
    'dgm',
  );
}

/** Whether a text ends inside a function, or after the head of one, that has a parameter of that name. */
function isParameter(name: string, text: string): boolean {
  return new RegExp(
    [
      String.raw`\b(?:function|def|fn|func|fun|lambda)\b[^\n]{0,150}\b${name}\b`,
      String.raw`\b${name}\b[^\n()=;]{0,60}\)?[^\n(){}=;]{0,40}[=-]>`,
      String.raw`(?<!\b(?:if|while|for|switch|catch)\s?)[\w$]\((?:[^\n()]{0,100}[\s,$])?${name}\b[^\n()]{0,80}\)[^\n(){};=]{0,40}\{`,
      String.raw`\bfor\b[^\n]{0,40}\b${name}\b[^\n]{0,40}\b(?:of|in)\b`,
    ].join('|'),
  ).test(text);
}
