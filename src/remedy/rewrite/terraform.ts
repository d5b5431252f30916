import { inPlace, rewriteCode } from './code.js';
import { lineAt, lineEndOf, refuse, type Edit, type Rewrite, type Target } from './edit.js';
import { openBrackets, tokenAt } from './lex.js';

/** Terraform reads `var.name`, which a file has to declare and `TF_VAR_name` sets. */
export function rewriteTerraform(text: string, target: Target): Rewrite {
  const { path, span, variable } = target;
  const name = variable.toLowerCase();
  const line = lineAt(text, span.start);
  const before = text.slice(line.start, span.start);
  if (path.endsWith('terragrunt.hcl'))
    return replaceLiteral(text, target, `get_env("${variable}")`, `\${get_env("${variable}")}`);
  if (path.endsWith('.hcl')) return refuse('this kind of HCL reads no environment that is known here');
  if (tokenAt(text, 'terraform', span)?.kind === 'comment') return inPlace(target, target.placeholder);
  if (path.endsWith('.tfvars')) {
    const entry = /^\s*(\w+)\s*=\s*"$/.exec(before);
    if (!entry?.[1] || !/^"\s*(?:#.*)?$/.test(text.slice(span.end, line.end)))
      return refuse('it is a part of a value; take it out and set it with TF_VAR_…');
    return {
      edits: [{ start: line.start, end: span.end + 1, text: `# ${entry[1]} is set from outside: TF_VAR_${entry[1]}` }],
      notes: [],
      variable: `TF_VAR_${entry[1]}`,
    };
  }
  const declared = /variable\s+"(\w+)"\s*\{[^{}]*$/.exec(text.slice(Math.max(0, span.start - 600), span.start));
  if (declared?.[1] !== undefined && /^\s*default\s*=\s*"$/.test(before)) {
    return {
      edits: [{ start: line.start, end: line.next, text: '' }],
      notes: [],
      variable: `TF_VAR_${declared[1]}`,
    };
  }
  const inLine = /(\bdefault\s*=\s*)"$/.exec(before)?.[1];
  if (declared?.[1] !== undefined && inLine !== undefined && text[span.end] === '"') {
    const blank = /^[ \t]*/.exec(text.slice(span.end + 1))?.[0].length ?? 0;
    return {
      edits: [{ start: span.start - 1 - inLine.length, end: span.end + 1 + blank, text: '' }],
      notes: [],
      variable: `TF_VAR_${declared[1]}`,
    };
  }
  const open = openBrackets(text, 'terraform', span.start);
  const inBlock = (pattern: RegExp): boolean =>
    open.some(({ at }) => pattern.test(text.slice(text.lastIndexOf('\n', at) + 1, at)));
  if (inBlock(/^\s*(?:backend|cloud)\b/) || inBlock(/^\s*terraform\s*$/))
    return refuse('a backend takes no variables; hand it over with: terraform init -backend-config=…');
  if (declared?.[1] !== undefined) return refuse('the declaration of a variable takes constants only');
  const rewrite = rewriteCode(text, target);
  if ('refusal' in rewrite) return rewrite;
  const edits = rewrite.edits.map((edit) =>
    // A name in a map is an expression only in parentheses.
    edit.text === `var.${name}` && /^\s*(?:=(?!=)|:)/.test(text.slice(edit.end, edit.end + 20))
      ? { ...edit, text: `(${edit.text})` }
      : edit,
  );
  return {
    ...rewrite,
    edits: [...edits, ...declaration(text, name)],
    notes: inBlock(/^\s*output\b/)
      ? [`An output of ${path} shows a sensitive value now: it needs sensitive = true.`]
      : [],
    variable: `TF_VAR_${name}`,
  };
}

function replaceLiteral(text: string, target: Target, expression: string, interpolation: string): Rewrite {
  const token = tokenAt(text, 'terraform', target.span);
  if (!token) return refuse('it stands in no string literal that could be replaced');
  const wholly = token.inner.start === target.span.start && token.inner.end === target.span.end;
  return {
    edits: [
      wholly ? { start: token.start, end: token.end, text: expression } : { ...target.span, text: interpolation },
    ],
    notes: [],
  };
}

/** The declaration goes to the end of the same file, once. */
function declaration(text: string, name: string): Edit[] {
  if (new RegExp(String.raw`variable\s+"${name}"`).test(text)) return [];
  const feed = lineEndOf(text);
  const gap = text.endsWith('\n') ? feed : feed + feed;
  return [
    {
      start: text.length,
      end: text.length,
      text: `${gap}variable "${name}" {${feed}  type      = string${feed}  sensitive = true${feed}}${feed}`,
    },
  ];
}
