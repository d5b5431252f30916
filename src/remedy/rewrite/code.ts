import { JOINED } from '../../detect/decode/decodedText.js';
import type { Language } from '../../model/language.js';
import type { Span } from '../../model/document.js';
import { readVariable } from '../readVariable.js';
import { serverName } from '../variables.js';
import { constantEdits } from './constants.js';
import { refuse, type Edit, type Rewrite, type Target } from './edit.js';
import { openBrackets, tokenAt } from './lex.js';
import type { Token } from './lexer.js';
import { refusalAt, standsBeside } from './places.js';

/** How a part of a literal is read from a variable, where the language has more than `+` for it. */
const JOINS: Partial<Record<Language, string>> = { php: ' . ', scala: ' + ', elixir: ' <> ', ruby: ' + ' };

/** What is replaced: one literal, or all those that hold the parts of a key, with what joins them. */
interface Literal extends Token {
  readonly first: Token;
  /** Its quotes need not be those of the first one. */
  readonly last: Token;
}

/** Replaces the literal that holds a secret by what reads the environment. */
export function rewriteCode(text: string, target: Target): Rewrite {
  const { language, span, via } = target;
  const token = tokenAt(text, language, span);
  const inParts = via.includes(JOINED);
  const first = inParts ? tokenAt(text, language, { start: span.start, end: span.start + 1 }) : token;
  if (first?.kind !== 'string') {
    if (token?.kind === 'comment') return inPlace(target, target.placeholder);
    return refuse('it stands in no string literal that could be replaced');
  }
  if (first.kind === 'string' && /\.(?:vue|svelte|astro)$/.test(target.path) && !inScript(text, span.start))
    return refuse('it stands in a template, which browsers get; read it in server code');
  if (isDocstring(text, first, language)) return inPlace(target, target.placeholder);
  const literal = whole(text, first, target);
  if (!literal) return refuse(IN_EXPRESSION);
  const refusal = refusalAt(text, language, target.path, literal);
  if (refusal !== undefined) return refuse(refusal);
  const rewritten = rewriteLiteral(text, target, literal);
  if ('refusal' in rewritten || !/\.(?:vue|svelte)$/.test(target.path)) return rewritten;
  return { ...rewritten, notes: [...rewritten.notes, inBrowsers(target.path)] };
}

/** Components run where there is no environment, and where a key would be everybody's. */
function inBrowsers(path: string): string {
  return `${path} runs in browsers, where no environment can be read and no key may be: make the call on your server.`;
}

/** `undefined` where the parts of a key stand one inside another, and not as wholes. */
function whole(text: string, first: Token, { span, language, via }: Target): Literal | undefined {
  if (!via.includes(JOINED)) return { ...first, first, last: first };
  const last = tokenAt(text, language, { start: span.end - 1, end: span.end });
  if (last?.kind !== 'string' || (last.start !== first.start && last.start < first.end)) return undefined;
  const bracesAt = (at: number): string =>
    openBrackets(text, language, at)
      .flatMap((each) => (each.bracket === '{' ? each.at : []))
      .join();
  if (bracesAt(first.start) !== bracesAt(last.start)) return undefined;
  let { start } = first;
  let { end } = last;
  const open = /\[\s*$/.exec(text.slice(Math.max(0, start - 100), start));
  const join = /^\s*,?\s*\]\s*\.\s*join\(\s*["'`]?[_-]?["'`]?\s*\)/.exec(text.slice(end, end + 400));
  if (open && join) {
    start -= open[0].length;
    end += join[0].length;
  }
  if (/^["'`]\s*\.concat\(/.test(text.slice(first.inner.end, end)))
    end += /^\s*\)/.exec(text.slice(end, end + 40))?.[0].length ?? 0;
  return {
    ...first,
    first,
    last,
    start,
    end,
    inner: { start: open && join ? span.start : first.inner.start, end: open && join ? span.end : last.inner.end },
  };
}

function rewriteLiteral(text: string, target: Target, token: Literal): Rewrite {
  const { language, span, variable, path } = target;
  const before = text.slice(token.inner.start, span.start);
  const after = text.slice(span.end, token.inner.end);
  const reading = readVariable(language, variable, path);
  if (!reading) return refuse('this language has no way to read its environment that is known here');
  let { expression } = reading;
  if (language === 'csharp' && /^\s*using\s+System\s*;/m.test(text)) expression = expression.replace('System.', '');
  if (language === 'c' && /\.(?:cc|cpp|cxx|hpp|hh)$/i.test(path)) expression = `std::${expression}`;
  if (language === 'python' && /b/i.test(token.prefix)) expression += '.encode()';
  if (language === 'elixir' && token.quote === "'") expression = `String.to_charlist(${expression})`;
  const { quote } = token;
  if (quote.startsWith('<<')) {
    const opened = quote === '<<' && interpolationOf(language, quote);
    return opened ? inPlace(target, opened(expression)) : refuse('it stands in a here-document');
  }
  if (before === '' && after === '' && !isTagged(text, token, language)) {
    const fallback = fallbackEdit(text, token, language);
    if (fallback) return { edits: [fallback.edit], notes: [], variable: fallback.variable };
    if (standsBeside(text, language, token) && !target.via.includes(JOINED)) return refuse(SIDE_BY_SIDE);
    if (language === 'rust' && /^\s*\./.test(text.slice(token.end, token.end + 10)))
      expression = expression.replace(/^&/, '');
    if (token.prefix.startsWith('b') && language === 'rust') expression = `${expression}.into_bytes()`;
    expression = selfAssigned(text, token, target) ? `${expression.replace(/!$/, '')} ?? ''` : expression;
    expression = asKey(text, token, language, expression);
    if (language === 'rust' && text[token.start - 1] === '&') expression = expression.replace(/^&/, '');
  } else {
    const parts = partly(text, target, token, before, after, expression);
    if (typeof parts !== 'string') return parts;
    if (parts === INTERPOLATED) return interpolated(target, expression);
    expression = parts;
  }
  expression = asAttribute(text, token, path, expression);
  const constant = constantEdits(text, language, path, token, expression);
  if ('refusal' in constant) return constant;
  const edits: Edit[] = constant.replaces
    ? [...constant.edits]
    : [...constant.edits, { start: token.start, end: token.end, text: apart(text, token, expression) }];
  return { edits, notes: [] };
}

const INTERPOLATED = '\0interpolated';
const IN_EXPRESSION = 'it stands in an expression inside of a text';
const SIDE_BY_SIDE = 'it is a part of literals that stand side by side';

/** A quote parts a literal from the word next to it; a name takes a blank: `return'…'`. */
function apart(text: string, token: Token, expression: string): string {
  const ahead = /\w/.test(text[token.start - 1] ?? '') && /^\w/.test(expression) ? ' ' : '';
  const behind = /\w/.test(text[token.end] ?? '') ? ' ' : '';
  return `${ahead}${expression}${behind}`;
}

/** A template that a function gets, `sql`…``, is no text of its own. */
function isTagged(text: string, token: Token, language: Language): boolean {
  if (token.quote !== '`' || (language !== 'javascript' && language !== 'typescript')) return false;
  const before = /([\w$)\]]+)\s*$/.exec(text.slice(Math.max(0, token.start - 40), token.start))?.[1];
  return (
    before !== undefined &&
    !/^(?:return|typeof|case|in|of|yield|await|throw|new|delete|void|else|default|do|instanceof)$/.test(before)
  );
}

/** A literal with more than the key in it: interpolated where the literal allows it, joined otherwise. */
function partly(
  text: string,
  target: Target,
  token: Literal,
  before: string,
  after: string,
  expression: string,
): string | Rewrite {
  const { language } = target;
  const { quote, prefix, first, last } = token;
  const open = (each: Token): string => text.slice(each.start, each.inner.start);
  const close = (each: Token): string => text.slice(each.inner.end, each.end);
  const isAlike = open(first) === open(last);
  if (/[f$]/i.test(prefix) && isOpen(before)) return refuse(IN_EXPRESSION);
  if (isAlike && interpolationOf(language, quote) && !(language === 'swift' && prefix !== '')) return INTERPOLATED;
  if (language === 'powershell' && text[token.start - 1] === '@') return refuse('it stands in a here-document');
  if (isAlike && quote === '"""' && (language === 'java' || language === 'csharp'))
    return replaced(target, token, expression);
  if (language === 'c') return refuse('it is a part of a longer text; build that with snprintf');
  if (language === 'rust') {
    if (/\w!\s*\(\s*$/.test(text.slice(Math.max(0, token.start - 60), token.start)))
      return refuse('it stands in the format of a macro');
    const format = (part: string): string => part.replaceAll('{', '{{').replaceAll('}', '}}');
    return `&format!(${open(first)}${format(before)}{}${format(after)}${close(last)}, ${expression.replace(/^&/, '')})`;
  }
  if (standsBeside(text, language, token)) return refuse(SIDE_BY_SIDE);
  const join = JOINS[language] ?? ' + ';
  const parts = [
    ...(before === '' ? [] : [`${open(first)}${before}${close(first)}`]),
    expression,
    ...(after === '' ? [] : [`${open(last)}${after}${close(last)}`]),
  ];
  const joined = parts.join(join);
  const alone =
    /(?:[(=,:[{]|=>|\breturn)\s*$/.test(text.slice(Math.max(0, token.start - 40), token.start)) &&
    /^[ \t]*(?:[,;)\]}\r\n]|\/\/|#|$)/.test(text.slice(token.end, token.end + 40));
  return alone || isAttribute(text, token, target.path) ? joined : `(${joined})`;
}

/** Whether a brace of a formatted literal is open, so that code stands there and no text. */
function isOpen(before: string): boolean {
  const bare = before.replaceAll('{{', '').replaceAll('}}', '');
  return bare.lastIndexOf('{') > bare.lastIndexOf('}');
}

/** A text block's own lines tell how far it is indented, so it is not divided: its words are exchanged at run time. */
function replaced({ span, variable, language }: Target, token: Token, expression: string): Rewrite {
  const word = `<${variable}>`;
  const call = `.${language === 'java' ? 'replace' : 'Replace'}("${word}", ${expression})`;
  return {
    edits: [
      { ...span, text: word },
      { start: token.end, end: token.end, text: call },
    ],
    notes: [],
  };
}

function interpolationOf(language: Language, quote: string): ((expression: string) => string) | undefined {
  switch (language) {
    case 'javascript':
    case 'typescript':
      return quote === '`' ? (expression) => `\${${expression.replace(/!$/, '')}}` : undefined;
    case 'ruby':
    case 'elixir':
      return quote === "'" ? undefined : (expression) => `#{${expression}}`;
    case 'powershell':
      return quote === '"' ? (expression) => `$(${expression})` : undefined;
    case 'terraform':
      return (expression) => `\${${expression}}`;
    case 'swift':
      return (expression) => `\\(${expression})`;
    default:
      return undefined;
  }
}

function interpolated(target: Target, expression: string): Rewrite {
  const make = interpolationOf(
    target.language,
    target.language === 'javascript' || target.language === 'typescript' ? '`' : '"',
  );
  return inPlace(target, make ? make(expression) : expression);
}

export function inPlace({ span, placeholder }: Target, text: string): Rewrite {
  return { edits: [{ ...span, text }], notes: [], ...(text === placeholder && { documentation: true }) };
}

/** `process.env.X || '…'`, `os.getenv("X", "…")`: the environment is read already, under its own name; the fallback goes. */
function fallbackEdit(
  text: string,
  token: Span,
  language: Language,
): { readonly edit: Edit; readonly variable: string } | undefined {
  const from = Math.max(0, token.start - 200);
  const before = text.slice(from, token.start);
  const { end } = token;
  const drop = (match: RegExpExecArray | null) => {
    const variable = /(\w+)["'`]?[\])]?$/.exec(match?.[1] ?? '')?.[1];
    return match?.[2] === undefined || variable === undefined
      ? undefined
      : { edit: { start: token.start - match[2].length, end, text: '' }, variable: serverName(variable) };
  };
  const or =
    /(process\.env(?:\.\w+|\[["'`]\w+["'`]\])|import\.meta\.env\.\w+|os\.environ\.get\(["']\w+["']\)|os\.getenv\(["']\w+["']\)|ENV\[["']\w+["']\]|getenv\(["']\w+["']\)|get_env\(["']\w+["']\)|GetEnvironmentVariable\("\w+"\))(\s*(?:\|\||\?\?|\?:|\bor)\s*)$/.exec(
      before,
    );
  if (or) return drop(or);
  if (language !== 'python' && language !== 'ruby' && language !== 'php' && language !== 'elixir') return undefined;
  const second =
    /((?:os\.environ\.get|os\.getenv|ENV\.fetch|System\.get_env|(?<![\w>:$])env)\(\s*["']\w+["'])(\s*,\s*(?:default\s*=\s*)?)$/.exec(
      before,
    );
  return second && /^\s*\)/.test(text.slice(end, end + 20)) ? drop(second) : undefined;
}

/** The variable that the program reads a fallback for, or assigns: it is the one to keep. */
export function variableRead(text: string, span: Span): string | undefined {
  const before = text.slice(Math.max(0, span.start - 200), span.start);
  const match =
    /(?:process\.env\.|process\.env\[["'`]|import\.meta\.env\.|os\.environ\.get\(["']|os\.environ\[["']|os\.getenv\(["']|ENV\[["']|ENV\.fetch\(["']|getenv\(["']|System\.get_env\(["'])([A-Z][A-Z0-9_]{2,60})["'`]?[\])]?\s*(?:\|\||\?\?|\?:|\bor|,|=)\s*["'`]$/.exec(
      before,
    ) ?? /\$\{([A-Z][A-Z0-9_]{2,60}):?[-=]$/.exec(before);
  return match?.[1];
}

/** `process.env.X = '…'`: assigning what is not set would make it the word "undefined". */
function selfAssigned(text: string, token: Span, { variable, language }: Target): boolean {
  if (language !== 'javascript' && language !== 'typescript') return false;
  return new RegExp(String.raw`process\.env(?:\.${variable}|\[["']${variable}["']\])\s*=\s*$`).test(
    text.slice(Math.max(0, token.start - 120), token.start),
  );
}

/** A literal that names a property needs brackets: `{ '…': 1 }`. */
function asKey(text: string, token: Span, language: Language, expression: string): string {
  if (language !== 'javascript' && language !== 'typescript') return expression;
  const key =
    /[{,]\s*$/.test(text.slice(Math.max(0, token.start - 80), token.start)) &&
    /^\s*:/.test(text.slice(token.end, token.end + 20));
  return key ? `[${expression}]` : expression;
}

/** JSX: `<Image apiKey="…" />` takes braces. */
function asAttribute(text: string, token: Token, path: string, expression: string): string {
  return isAttribute(text, token, path) ? `{${expression}}` : expression;
}

/** Whether a literal is an attribute of an element: looks back over the attributes before it. */
function isAttribute(text: string, token: Token, path: string): boolean {
  if (!/\.(?:[jt]sx|[mc]?js|svelte|astro)$/.test(path)) return false;
  let rest = text.slice(Math.max(0, token.start - 4000), token.start);
  const name = /\s[\w:.-]+=$/.exec(rest);
  if (!name) return false;
  rest = rest.slice(0, name.index).trimEnd();
  for (let round = 0; round < 200; round += 1) {
    if (/<[A-Za-z][\w.:-]*(?:<[^<>]*>)?$/.test(rest)) return true;
    const quote = /["']$/.exec(rest)?.[0];
    let start = rest.length;
    if (quote !== undefined) start = rest.lastIndexOf(quote, rest.length - 2);
    else if (rest.endsWith('}')) {
      let depth = 0;
      do {
        start -= 1;
        if (rest[start] === '}') depth += 1;
        else if (rest[start] === '{') depth -= 1;
      } while (depth > 0 && start > 0);
    }
    if (start < 0) return false;
    const attribute = /(?:^|\s)(?:[\w:.-]+=)?$/.exec(rest.slice(0, start));
    const bare = start === rest.length ? /\s[\w:.-]+$/.exec(rest) : undefined;
    const before = bare ?? (start === rest.length ? undefined : attribute);
    if (!before) return false;
    rest = rest.slice(0, before.index).trimEnd();
  }
  return false;
}

/** Python's literal that is a statement of its own, and what Elixir has for it: words, not a value. */
function isDocstring(text: string, token: Token, language: Language): boolean {
  if (language === 'elixir')
    return /@(?:module|type)?doc\s+(?:~[sS])?$/.test(text.slice(Math.max(0, token.start - 40), token.start));
  if (language !== 'python' || token.quote.length !== 3) return false;
  const line = text.slice(text.lastIndexOf('\n', token.start - 1) + 1, token.start);
  if (line.trim() !== '') return false;
  return /(?:^|:|["']|[\w)\]])[ \t]*(?:#[^\n]*)?\r?\n?\s*$/.test(
    text.slice(Math.max(0, token.start - 400), token.start),
  );
}

function inScript(text: string, at: number): boolean {
  const open = Math.max(text.lastIndexOf('<script', at), text.startsWith('---') ? 0 : -1);
  if (open === -1) return false;
  const close = text.indexOf(text.startsWith('<script', open) ? '</script' : '\n---', open + 3);
  return close === -1 || close > at;
}
