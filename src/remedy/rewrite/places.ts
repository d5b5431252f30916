import type { Language } from '../../model/language.js';
import { openBrackets, type OpenBracket } from './lex.js';
import type { Token } from './lexer.js';

/** A literal and what stands round it. */
interface Place {
  readonly text: string;
  readonly path: string;
  readonly token: Token;
  /** Up to 300 characters before the literal, and 60 behind it. */
  readonly before: string;
  readonly after: string;
  /** The line up to the literal. */
  readonly line: string;
  /** Brackets that are open, the innermost first. */
  readonly open: readonly OpenBracket[];
  /** What stands before an open bracket. */
  readonly head: (bracket: OpenBracket | undefined) => string;
}

const PATTERN = 'it is a pattern to compare with, which takes constants only';
const NAME = 'it is a name here, not a value';
const ANNOTATION = 'an annotation takes constants only';
const PARAMETER = 'the default of a parameter takes constants only';

/**
 * Why a literal cannot become an expression where it stands: the language wants a constant, a name or a
 * literal there. `undefined` where it can.
 */
export function refusalAt(text: string, language: Language, path: string, token: Token): string | undefined {
  const open = openBrackets(text, language, token.start).toReversed();
  const lineStart = text.lastIndexOf('\n', token.start - 1) + 1;
  const place: Place = {
    text,
    path,
    token,
    before: text.slice(Math.max(0, token.start - 300), token.start),
    after: text.slice(token.end, token.end + 60),
    line: text.slice(lineStart, token.start),
    open,
    head: (bracket) => (bracket ? text.slice(Math.max(0, bracket.at - 300), bracket.at) : ''),
  };
  return CHECKS[language]?.(place);
}

const CHECKS: Partial<Record<Language, (place: Place) => string | undefined>> = {
  javascript: ofJavaScript,
  typescript: (place) => ofJavaScript(place) ?? ofTypes(place),
  python: ({ line }) => (/^\s*case\s(?!\s*=)/.test(line) ? PATTERN : undefined),
  ruby: ({ before, after }) =>
    /^:(?!:)/.test(after) || /(?<!:):$/.test(before) ? 'it is a symbol here, not a text' : undefined,
  go: ({ token, open, head }) =>
    token.quote === '`' && /\bstruct\s*$/.test(head(open[0])) ? 'it stands in the tag of a field' : undefined,
  java: ofJvm,
  kotlin: (place) => (inAnnotation(place) ? ANNOTATION : undefined),
  scala: ofJvm,
  csharp: ofCSharp,
  rust: ofRust,
  php: ofPhp,
  swift: ({ open, head, line }) =>
    /\benum\s+\w+[^{}]*$/.test(head(open[0])) && /\bcase\s+\w+\s*=\s*$/.test(line)
      ? 'a member of an enum takes constants only'
      : undefined,
  dart: ofDart,
  elixir: ofElixir,
  c: ofC,
};

function ofJavaScript({ before, after, open }: Place): string | undefined {
  if (/(?<![.\w$])(?:from|import)\s*$/.test(before)) return 'it stands in the name of a module';
  if (/(?<![.\w$])as\s*$/.test(before)) return NAME;
  const member = /(?:[{;,}]|\b(?:get|set|static|async)\b|\*)\s*$/.test(before) && open[0]?.bracket === '{';
  return member && /^\s*(?:\(|=(?![=>]))/.test(after) ? NAME : undefined;
}

function ofTypes({ path, before, after, open, head }: Place): string | undefined {
  const type = 'it is a type here, not a value';
  if (/\.d\.[mc]?ts$/.test(path)) return type;
  if (/\b(?:as|satisfies|extends|keyof)\s*$/.test(before)) return type;
  if (/\b(?:let|const|var)\s+\w+\s*:\s*$/.test(before)) return type;
  if (/\btype\s+\w+\s*(?:<[^=;]*>)?\s*=[^;={}]*$/.test(before)) return type;
  if (/["'`]\s*\|\s*$/.test(before) || /^\s*\|\s*["'`]/.test(after)) return type;
  if (/[\w$]<\s*(?:[^<>();]*,\s*)?$/.test(before) && /^\s*[>,|]/.test(after)) return type;
  if (open[0]?.bracket === '(' && /[(,]\s*(?:(?:public|private|protected|readonly)\s+)*\w+\??\s*:\s*$/.test(before))
    return type;
  const declares = /\b(?:interface\s+\w[^;{}]*|type\s+\w+[^;{}=]*=[^;{}]*|declare\s+[^;{}]*:\s*)$/;
  return open.some((bracket) => bracket.bracket === '{' && declares.test(head(bracket))) ? type : undefined;
}

function ofJvm(place: Place): string | undefined {
  if (/\bcase\s+(?:["'][^"']*["']\s*[,|]\s*)*$/.test(place.before)) return PATTERN;
  return inAnnotation(place) ? ANNOTATION : undefined;
}

function inAnnotation({ open, head }: Place): boolean {
  return open.some((bracket) => bracket.bracket === '(' && /@[A-Za-z_][\w.]*(?::[\w.]+)?\s*$/.test(head(bracket)));
}

function ofCSharp({ text, before, after, open, head }: Place): string | undefined {
  if (/^\w/.test(after)) return 'its literal has a suffix';
  if (/\b(?:case|is|or|not)\s*$/.test(before) || /^\s*=>/.test(after)) return PATTERN;
  const attribute = (bracket: OpenBracket): boolean =>
    bracket.bracket === '[' &&
    /^\[\s*(?:\w+\s*:\s*)?[A-Za-z_][\w.]*\s*\(/.test(text.slice(bracket.at, bracket.at + 200)) &&
    /(?:^|[;{}\](,\n])\s*$/.test(head(bracket));
  if (open.some(attribute)) return 'an attribute takes constants only';
  return open[0]?.bracket === '(' && /[\w>?\]]\s+@?\w+\s*=\s*$/.test(before) ? PARAMETER : undefined;
}

function ofRust({ before, after, open, head, line }: Place): string | undefined {
  if (/^\s*(?:=>|\|(?!\|)|if\b[^;{}]*=>)/.test(after) || /["']\s*\|\s*$/.test(before)) return PATTERN;
  if (open.some((bracket) => bracket.bracket === '[' && /#!?\s*$/.test(head(bracket))))
    return 'an attribute takes constants only';
  const macro = /\b(\w+)!\s*$/.exec(head(open[0]))?.[1] ?? '';
  if (/^(?:concat|env|option_env|include|include_str|include_bytes|compile_error)$/.test(macro))
    return `the macro ${macro}! takes literals only`;
  if (
    /!\s*[([{]\s*$/.test(before) &&
    /^(?:format|e?print|e?println|panic|todo|write|writeln|debug|info|warn|error|trace|bail|anyhow)$/.test(macro)
  )
    return 'it stands in the format of a macro';
  if (/&'static\s+str\s*=\s*$/.test(line) || /->\s*&'static\s+str\s*$/.test(head(open[0])))
    return "it is a &'static str, which what is read at run time is not; make it a String";
  return undefined;
}

function ofPhp({ before, open, head }: Place): string | undefined {
  if (open.some((bracket) => bracket.bracket === '[' && head(bracket).endsWith('#')))
    return 'an attribute takes constants only';
  if (open.some((bracket) => bracket.bracket === '(' && /\b(?:function\b\s*&?\s*\w*|fn\s*&?)\s*$/i.test(head(bracket))))
    return PARAMETER;
  const brace = open.find((bracket) => bracket.bracket === '{');
  const member = /\b(?:private|protected|public|var|readonly)\s[^;=(){}]*=\s*$/i.test(before);
  if (member || /\b(?:class|interface|trait|enum)\b[^;{}]*$/i.test(head(brace)))
    return 'the default of a class member takes constants only; read the variable in the constructor';
  if (/\bstatic\s+\$\w+\s*=\s*$/.test(before)) return 'a static variable takes constants only';
  return undefined;
}

function ofDart(place: Place): string | undefined {
  const { before, after, open, head } = place;
  if (inAnnotation(place)) return ANNOTATION;
  if (/\bcase\s*$/.test(before) || /^\s*=>/.test(after)) return PATTERN;
  const [inner, outer] = open;
  if (
    inner &&
    inner.bracket !== '(' &&
    outer?.bracket === '(' &&
    /\w\s*=\s*$/.test(before) &&
    /[(,]\s*$/.test(head(inner))
  )
    return PARAMETER;
  return open.some((bracket) => /\bconst\s*(?:<[^<>]*>\s*)?$/.test(head(bracket)))
    ? 'a const takes constants only'
    : undefined;
}

function ofElixir({ before, after, open, head }: Place): string | undefined {
  if (/^:(?!:)/.test(after)) return NAME;
  if (/^\s*->/.test(after)) return PATTERN;
  if (
    open.some((bracket) => bracket.bracket === '(' && /\bdefp?\s+\w+[?!]?\s*$/.test(head(bracket))) &&
    !/\\\\\s*$/.test(before)
  )
    return PATTERN;
  return /^\s*@\w+\s+$/m.test(before.slice(before.lastIndexOf('\n') + 1))
    ? 'a module attribute is read when it is compiled; make it a function'
    : undefined;
}

function ofC({ path, after, token, open, head }: Place): string | undefined {
  if (token.prefix !== '' || /^\w/.test(after)) return 'its literal has a prefix or a suffix';
  const cpp = /\.(?:cc|cpp|cxx|hpp|hh)$/i.test(path);
  const outer = open.findLast(
    (bracket) => bracket.bracket === '{' && !/(?:"C"|\bnamespace\b[^;{}]*)\s*$/.test(head(bracket)),
  );
  return !cpp && /=\s*$/.test(head(outer)) ? 'at file level C takes constants only' : undefined;
}

/** Languages in which literals without anything between them are one. */
const SIDE_BY_SIDE_LANGUAGES = new Set<Language>(['python', 'c', 'ruby', 'dart']);

/** Whether another literal stands next to one, which the language puts together with it. */
export function standsBeside(text: string, language: Language, token: Token): boolean {
  if (!SIDE_BY_SIDE_LANGUAGES.has(language)) return false;
  const before = text.slice(Math.max(0, token.start - 200), token.start);
  const after = text.slice(token.end, token.end + 200);
  const ahead = /["'](\s|\\\r?\n)*$/.exec(before)?.[0];
  const behind = /^(?:\s|\\\r?\n)*(?=[a-z]{0,2}["'])/i.exec(after)?.[0];
  if (ahead === undefined && behind === undefined) return false;
  // A line's end parts statements, unless a bracket is open or the line goes on.
  const goesOn = (gap: string | undefined): boolean =>
    gap !== undefined && (!gap.includes('\n') || gap.includes('\\') || language === 'c' || language === 'dart');
  return goesOn(ahead) || goesOn(behind) || openBrackets(text, language, token.start).length > 0;
}
