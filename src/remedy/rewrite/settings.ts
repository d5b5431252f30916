import { JOINED } from '../../detect/decode/decodedText.js';
import { hostOf, type Host } from '../hosts.js';
import { readVariable } from '../readVariable.js';
import { inPlace } from './code.js';
import { lineAt, refuse, type Rewrite, type Rewritten, type Target } from './edit.js';

/** Formats in which the value is text and a reader, or a tool, puts the variable in. */
export function rewriteSetting(text: string, target: Target): Rewrite {
  const { language, path, span, variable } = target;
  if (isComment(text, target)) return inPlace(target, target.placeholder);
  if (target.via.includes(JOINED)) return refuse('it is written in parts');
  const host = hostOf(path);
  if (host) return rewriteForHost(text, target, host);
  const expression = readVariable(language, variable, path)?.expression;
  if (expression === undefined) return refuse('a file of this sort reads no environment');
  switch (language) {
    case 'github-workflow':
      return {
        ...scalar(text, target, expression),
        notes: [`Store it as an Actions secret: gh secret set ${variable}`],
      };
    case 'gitlab-ci':
      return gitlab(text, target, expression);
    case 'compose': {
      const fallback = /\$\{([A-Za-z_]\w*)(:?-)$/.exec(text.slice(Math.max(0, span.start - 80), span.start));
      if (fallback?.[1] !== undefined && fallback[2] !== undefined && text[span.end] === '}')
        return {
          edits: [{ start: span.start - fallback[2].length, end: span.end, text: '' }],
          notes: [],
          variable: fallback[1],
        };
      return scalar(text, target, expression);
    }
    case 'yaml':
      if (/(?:^|\/)values[\w.-]*\.ya?ml$/.test(path)) {
        if (!isWholeScalar(text, target)) return refuse('it is a part of a value, and Helm expands no variables here');
        return {
          ...wholeScalar(text, target, '""'),
          notes: [`${path} is read by Helm, which expands no variables: hand the value over when you install.`],
        };
      }
      return { ...scalar(text, target, expression), notes: [expands(path, expression)] };
    case 'mcp-config':
      return {
        ...inPlace(target, expression),
        notes: [
          /claude_desktop_config/.test(path)
            ? `Claude's desktop app may not expand ${expression}: set ${variable} in the environment that starts the server.`
            : `Set ${variable} in the environment that starts your editor or agent.`,
        ],
      };
    case 'json': {
      if (/\.tf(?:vars)?\.json$/.test(path)) return refuse('set it from outside: TF_VAR_…');
      const script =
        /(?:^|\/)package\.json$/.test(path) &&
        /^\s*(?:.*[{,]\s*)?"[^"]+"\s*:\s*"((?:[^"\\]|\\.)*)$/.exec(lineUpTo(text, span.start));
      const quotes = script ? (script[1]?.match(/'/g)?.length ?? 0) : 0;
      return {
        ...inPlace(target, quotes % 2 === 1 ? `'\\"${expression}\\"'` : expression),
        notes: [expands(path, expression)],
      };
    }
    case 'properties':
      return inPlace(target, expression);
    default:
      return { ...inPlace(target, expression), notes: [expands(path, expression)] };
  }
}

/** Where a service's file expands nothing, a variable's name in it would be taken for the value. */
function rewriteForHost(text: string, target: Target, host: Host): Rewrite {
  if (!host.reading) return refuse(`${host.name} expands no variables here, so the entry has to go`);
  const expression = host.reading(target.variable);
  const notes = [host.store(target.variable)];
  if (target.language === 'json') return { ...inPlace(target, expression), notes };
  // A plain scalar of YAML cannot begin with a brace.
  if (expression.startsWith('{') && isWholeScalar(text, target) && !/["']/.test(text[target.span.start - 1] ?? ''))
    return { ...wholeScalar(text, target, `"${expression}"`), notes };
  return { ...scalar(text, target, expression), notes };
}

function lineUpTo(text: string, at: number): string {
  return text.slice(lineAt(text, at).start, at);
}

function expands(path: string, expression: string): string {
  return `Check that what reads ${path} expands ${expression}.`;
}

/** In flow collections `{` and `}` mean something: there a plain scalar takes quotes. */
function scalar(text: string, target: Target, expression: string): Rewritten {
  const { span } = target;
  const line = lineAt(text, span.start);
  const before = text.slice(line.start, span.start);
  const quoted = /["'][^"']*$/.test(before);
  const flow = /[{[][^}\]]*$/.test(before.replace(/\$\{[^}]*\}+/g, ''));
  return {
    edits: [{ ...span, text: !quoted && flow && /[{}]/.test(expression) ? `"${expression}"` : expression }],
    notes: [],
  };
}

function isWholeScalar(text: string, { span }: Target): boolean {
  const line = lineAt(text, span.start);
  const ahead = text.slice(line.start, span.start);
  const behind = text.slice(span.end, line.end);
  return /(?:[:[,{]|^\s*-)\s*(["']?)$/.test(ahead) && /^["']?\s*(?:[,\]}].*|#.*)?$/.test(behind);
}

/** The scalar with its quotes. */
function wholeScalar(text: string, { span }: Target, value: string): Rewritten {
  const quote = text[span.start - 1] ?? '';
  const quoted = /["']/.test(quote) && text[span.end] === quote;
  return {
    edits: [{ start: span.start - (quoted ? 1 : 0), end: span.end + (quoted ? 1 : 0), text: value }],
    notes: [],
  };
}

/** GitLab hands its own variables to every job; declaring one in the file would stand before it. */
function gitlab(text: string, target: Target, expression: string): Rewrite {
  const { span, variable } = target;
  const line = lineAt(text, span.start);
  const command = inCommand(text.slice(line.start, span.start));
  const notes = [`Store it under Settings > CI/CD > Variables as ${variable}, masked and protected.`];
  if (command === 'unclear') return refuse('its quotes could not be told apart');
  if (command === 'single') return { ...inPlace(target, `'"${expression}"'`), notes };
  if (command === 'single in double') return { ...inPlace(target, `'\\"${expression}\\"'`), notes };
  const entry = new RegExp(String.raw`^([ \t]*)["']?${variable}["']?:\s*["']?$`).exec(
    text.slice(line.start, span.start),
  );
  if (!entry) return { ...scalar(text, target, expression), notes };
  const lead = entry[1] ?? '';
  const told = `${lead}# ${variable} comes from the project's settings`;
  if (!isOnlyEntry(text, line.start, lead.length))
    return { edits: [{ start: line.start, end: line.end, text: told }], notes };
  // A block that is left without an entry is no mapping any more: its head goes as well.
  const head = /(?:^|\n)([ \t]*)variables:[ \t]*\r?\n$/.exec(text.slice(0, line.start));
  if (!head) return refuse('it is the only entry of its block; take the block out');
  const start = line.start - head[0].length + (head[0].startsWith('\n') ? 1 : 0);
  return {
    edits: [{ start, end: line.end, text: `${head[1] ?? ''}# ${variable} comes from the project's settings` }],
    notes,
  };
}

/**
 * Where a place in a line of a script is, for the shell that runs it: single quotes expand nothing and are
 * left and entered again. YAML's own quotes go round the line first.
 */
function inCommand(before: string): 'plain' | 'single' | 'single in double' | 'unclear' {
  const item = /^\s*(?:-\s+)?(["']?)(.*)$/s.exec(before);
  const [, quote = '', rest = ''] = item ?? [];
  if (/^[\w.-]+:\s/.test(rest)) return 'plain';
  let single = false;
  let double = false;
  for (const character of quote === '"' ? rest.replaceAll('\\"', '\u0001') : rest) {
    if (character === "'" && !double) single = !single;
    else if ((character === '"' || character === '\u0001') && !single) double = !double;
  }
  if (!single) return 'plain';
  if (quote === "'") return 'unclear';
  return quote === '"' ? 'single in double' : 'single';
}

/** No other line of the block has the same indentation. */
function isOnlyEntry(text: string, start: number, indent: number): boolean {
  const neighbour = (line: string | undefined): boolean =>
    line !== undefined && /^[ \t]*/.exec(line)?.[0].length === indent && line.trim() !== '' && !/^\s*#/.test(line);
  const above = text.slice(0, start).split('\n').at(-2);
  const below = text.slice(start).split('\n')[1];
  return !neighbour(above) && !neighbour(below);
}

function isComment(text: string, { span, language }: Target): boolean {
  const line = lineAt(text, span.start);
  const before = text.slice(line.start, span.start);
  if (language === 'json' || language === 'mcp-config') return /^\s*\/\//.test(before);
  if (language === 'xml') return text.lastIndexOf('<!--', span.start) > text.lastIndexOf('-->', span.start);
  if (language === 'ini' || language === 'properties') return /^\s*[#;!]/.test(before);
  return /(?:^|\s)#[^"']*$/.test(before) && /^\s*#/.test(before);
}
