import type { Language } from '../../model/language.js';
import type { Span } from '../../model/document.js';
import { lineAt, lineEndOf, type Edit } from './edit.js';

/**
 * What round a literal has to change because a variable of the environment is no compile-time
 * constant: `const` goes, or becomes what the language has instead.
 *
 * @param literal the literal with its quotes
 * @param expression what takes its place
 * @returns edits that take the place of the literal's own one where `replaces` is set; a text where it cannot be done
 */
export function constantEdits(
  text: string,
  language: Language,
  path: string,
  literal: Span,
  expression: string,
): { readonly edits: readonly Edit[]; readonly replaces: boolean } | { readonly refusal: string } {
  const line = lineAt(text, literal.start);
  const before = text.slice(line.start, literal.start);
  const beside = (edits: readonly Edit[]) => ({ edits, replaces: false });
  const swap = (pattern: RegExp, replacement: string) => {
    const match = pattern.exec(before);
    if (!match) return undefined;
    const at = line.start + match.index + (match[1]?.length ?? 0);
    return beside([{ start: at, end: at + match[0].length - (match[1]?.length ?? 0), text: replacement }]);
  };
  switch (language) {
    case 'go':
      return goConstant(text, line, before, literal, expression) ?? beside([]);
    case 'kotlin':
      if (neededAsConstant(text, /\bconst\s+val\s+(\w+)[^=;]*=\s*(?:"[^"]*"\s*\+\s*)?$/.exec(before)?.[1]))
        return { refusal: NEEDED };
      return swap(/(^|\s)const\s+(?=val\s[^;]*$)/, '') ?? beside([]);
    case 'java':
    case 'scala':
      return neededAsConstant(text, /\bfinal\s+(?:[\w.]+\s+)*(\w+)\s*=\s*$/.exec(before)?.[1])
        ? { refusal: NEEDED }
        : beside([]);
    case 'csharp':
      if (/\bConst\s/.test(before) && path.endsWith('.vb'))
        return { refusal: 'a Const of Visual Basic cannot be read at run time' };
      if (neededAsConstant(text, /\bconst\s+[\w.?]+\s+(\w+)\s*=\s*$/.exec(before)?.[1])) return { refusal: NEEDED };
      return (
        swap(/(^|\s)const\s+(?=[\w.?]+\s[^;]*$)/, inClassBody(text, literal.start) ? 'static readonly ' : '') ??
        beside([])
      );
    case 'dart':
      return (
        swap(/(^|\s)static\s+const\s+(?=[\w?<>]+\s)/, 'static final ') ??
        swap(/(^|\s)const\s+(?=[\w?<>]+\s*(?:[\w?<>]+\s*)?=)/, 'final ') ??
        swap(/(^|[\s=(,:])const\s+(?=[A-Z]\w*\()/, '') ??
        beside([])
      );
    case 'rust':
      return /(?:^|\s)(?:const|static)\s+[A-Z_a-z]\w*\s*:/.test(before)
        ? {
            refusal:
              'a const or static of Rust cannot read its environment; make it a function, or a std::sync::LazyLock<String>',
          }
        : beside([]);
    case 'php':
      return phpConstant(text, line, before, literal, expression) ?? beside([]);
    case 'c':
      if (/\bconstexpr\b[^;]*$/.test(before)) return { refusal: 'a constexpr takes constants only' };
      return cConstant(text, path, line, before, literal, expression) ?? beside([]);
    case 'typescript':
      return enumMember(text, literal.start)
        ? { refusal: 'a member of an enum takes constants only' }
        : beside(asConst(text, literal.end));
    default:
      return beside([]);
  }
}

const NEEDED = 'an annotation, a pattern or another constant needs this constant';

/** Whether a place that takes constants only names one: an annotation, an attribute, a `case`, another constant. */
function neededAsConstant(text: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return new RegExp(
    String.raw`(?:@[\w.]+\s*\([^()]*|^\s*\[[A-Za-z][\w.]*\([^()]*|\bcase\s+(?:[\w.]+\.)?|\bconst\s[^=\n;]*=[^;\n]*)\b${name}\b(?!\s*=)`,
    'm',
  ).test(text);
}

type Line = ReturnType<typeof lineAt>;
type Answer = { readonly edits: readonly Edit[]; readonly replaces: boolean } | { readonly refusal: string };

/** `const key = "…"` becomes `var key = …`; one of a `const (…)` group moves behind it. */
function goConstant(text: string, line: Line, before: string, literal: Span, expression: string): Answer | undefined {
  const single = /^(\s*)const(\s+\w+(?:\s*,\s*\w+)*(?:\s+[\w.]+)?\s*=[^"`]*(?:["`][^"`]*["`][^"`]*)*)$/.exec(before);
  const member = /^(\s*)(\w+)((?:\s+[\w.]+)?)\s*=\s*$/.exec(before);
  const name = single ? /\w+/.exec(single[2] ?? '')?.[0] : member?.[2];
  const group = text.slice(0, line.start).lastIndexOf('const (');
  const close = group === -1 ? undefined : /^[ \t]*\)/m.exec(text.slice(group));
  const closes = close ? group + close.index : -1;
  if (!single && closes < literal.start) return undefined;
  const constants = [...text.matchAll(/^[ \t]*const\s[^(\n]*$|^const \([\s\S]*?^[ \t]*\)/gm)]
    .map(([each]) => each)
    .join('\n');
  if (new RegExp(String.raw`=[^\n]*\b${name}\b`).test(constants)) return { refusal: NEEDED };
  if (single) {
    const start = line.start + (single[1] ?? '').length;
    return { edits: [{ start, end: start + 'const'.length, text: 'var' }], replaces: false };
  }
  if (!member) return { refusal: 'more stands on this line of a const group' };
  const rest = /^\s*(\/\/.*)?$/.exec(text.slice(literal.end, line.end));
  if (!rest) return { refusal: 'more stands on this line of a const group' };
  const following = lineAt(text, line.next);
  if (/^\s*\w+\s*(?:\/\/.*)?$/.test(text.slice(following.start, following.end)))
    return { refusal: 'the next line of the const group repeats it' };
  const body = text.slice(group, closes);
  const end = closes + (close?.[0].length ?? 0);
  const feed = lineEndOf(text);
  const comment = rest[1] === undefined ? '' : ` ${rest[1]}`;
  return {
    edits: [
      // The lines of a group that counts with iota keep their numbers.
      /\biota\b/.test(body)
        ? { start: line.start, end: line.end, text: `${member[1]}_ = ""` }
        : { start: line.start, end: line.next, text: '' },
      { start: end, end, text: `${feed}${feed}var ${member[2]}${member[3]} = ${expression}${comment}` },
    ],
    replaces: true,
  };
}

function phpConstant(text: string, line: Line, before: string, literal: Span, expression: string): Answer | undefined {
  const constant = /^(\s*)const\s+(\w+)\s*=\s*$/.exec(before);
  const semicolon = /^\s*;/.exec(text.slice(literal.end, literal.end + 20));
  if (constant && semicolon && !inClassBody(text, literal.start)) {
    return {
      edits: [
        {
          start: line.start + (constant[1] ?? '').length,
          end: literal.end + semicolon[0].length,
          text: `define('${constant[2]}', ${expression});`,
        },
      ],
      replaces: true,
    };
  }
  if (/(?:^|[;{}\s])const\s+\w+\s*=\s*$/.test(before))
    return { refusal: 'a const takes constants only; make it a define' };
  return undefined;
}

/** At file level C takes constants only: there a name becomes a macro. C++ initializes at run time. */
function cConstant(
  text: string,
  path: string,
  line: Line,
  before: string,
  literal: Span,
  expression: string,
): Answer | undefined {
  if (/^\s*#\s*define\s/.test(before)) return undefined;
  const array = /\bchar\s+\w+\s*\[[^\]]*\]\s*=\s*$/.test(before);
  const cpp = /\.(?:cc|cpp|cxx|hpp|hh)$/i.test(path);
  const inside = depthAt(text, literal.start) > 0;
  if (inside || cpp) {
    if (array) return { refusal: 'an array of characters cannot be initialized by a call' };
    return inside && !cpp && /(?:^|\s)static\s/.test(before)
      ? { refusal: 'a static variable takes constants only' }
      : undefined;
  }
  const declaration =
    /^\s*(?:static\s+)?(?:const\s+)?char\s*(?:const\s*)?(?:\*\s*(?:const\s+)?(\w+)|(\w+)\s*\[\s*\])\s*=\s*$/.exec(
      before,
    );
  const semicolon = /^\s*;/.exec(text.slice(literal.end, literal.end + 20));
  const name = declaration?.[1] ?? declaration?.[2];
  if (name === undefined || !semicolon) return { refusal: 'at file level C takes constants only' };
  return {
    edits: [{ start: line.start, end: literal.end + semicolon[0].length, text: `#define ${name} ${expression}` }],
    replaces: true,
  };
}

/** `'…' as const` makes no sense of what is not a literal. */
function asConst(text: string, at: number): Edit[] {
  const match = /^\s+as\s+const\b/.exec(text.slice(at, at + 40));
  return match ? [{ start: at, end: at + match[0].length, text: '' }] : [];
}

function enumMember(text: string, at: number): boolean {
  const open = enclosingBrace(text, at);
  return open !== -1 && /\benum\s+\w+\s*$/.test(text.slice(Math.max(0, open - 120), open));
}

/** The block round a place is a type's body, not a function's. */
function inClassBody(text: string, at: number): boolean {
  const open = enclosingBrace(text, at);
  if (open === -1) return false;
  const head = text.slice(Math.max(0, open - 300), open);
  return /\b(?:class|struct|record|interface|trait|enum)\s+\w+[^;{}()]*$/.test(head);
}

/** The `{` that is open at a place; -1 at file level. Braces in literals are few enough to live with. */
function enclosingBrace(text: string, at: number): number {
  let depth = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    if (text[index] === '}') depth += 1;
    else if (text[index] === '{') {
      if (depth === 0) return index;
      depth -= 1;
    }
  }
  return -1;
}

function depthAt(text: string, at: number): number {
  return enclosingBrace(text, at) === -1 ? 0 : 1;
}
