import { inPlace } from './code.js';
import { lineAt, refuse, type Rewrite, type Target } from './edit.js';

/**
 * What ENV and ARG set stays readable in the image, so the value goes without a replacement there; a
 * RUN reads it from a secret mount.
 */
export function rewriteDockerfile(text: string, target: Target): Rewrite {
  const { span, variable } = target;
  const start = instructionStart(text, span.start);
  const head = text.slice(start, span.start);
  const name = /^\s*([A-Za-z]+)\s/.exec(head)?.[1]?.toUpperCase();
  if (/^\s*#/.test(text.slice(lineAt(text, span.start).start, span.start))) return inPlace(target, target.placeholder);
  switch (name) {
    case 'ENV':
      return environment(text, target, start);
    case 'ARG': {
      const assigned = /\s([A-Za-z_]\w*)=(["']?)$/.exec(head);
      const [, argument = '', quote = ''] = assigned ?? [];
      const rest = text.slice(span.end + quote.length, instructionEnd(text, span.end));
      if (!assigned || !text.startsWith(quote, span.end) || !/^(?:\s|$)/.test(rest))
        return refuse('it is a part of the value of an ARG');
      return {
        edits: [{ start: span.start - quote.length - 1, end: span.end + quote.length, text: '' }],
        notes: argumentNotes(argument, variable),
      };
    }
    case 'RUN': {
      const id = variable.toLowerCase();
      const run = /^\s*RUN\s+/i.exec(head)?.[0] ?? '';
      const mount = head.includes(`id=${id},`)
        ? []
        : [
            {
              start: start + run.length,
              end: start + run.length,
              text: `--mount=type=secret,id=${id},env=${variable} `,
            },
          ];
      if (/^\s*RUN\s+(?:--\S+\s+)*\[/i.test(head))
        return refuse('a RUN in the form of a list expands no variables; write it as a command line');
      const single = (head.match(/'/g)?.length ?? 0) % 2 === 1;
      return {
        edits: [...mount, { ...span, text: single ? `'"\${${variable}}"'` : `\${${variable}}` }],
        notes: [`Build with: docker build --secret id=${id},env=${variable} .`],
      };
    }
    default:
      return refuse(
        'this instruction takes no variable; hand the value over when the container starts: docker run --env-file .env',
      );
  }
}

function environment(text: string, target: Target, start: number): Rewrite {
  const { span, variable } = target;
  const end = instructionEnd(text, span.end);
  const before = text.slice(start, span.start);
  const single = /^\s*ENV\s+([A-Za-z_]\w*)(?:=|\s+)["']?$/i.exec(before);
  const rest = text.slice(span.end, end);
  const lead = /^\s*/.exec(before)?.[0] ?? '';
  if (single?.[1] !== undefined && /^["']?\s*$/.test(rest)) {
    const from = single[1] === variable ? '' : `, from ${variable}`;
    const comment = `# ${single[1]} comes from outside${from}: ${handOver(single[1], variable)}`;
    return { edits: [{ start: start + lead.length, end, text: comment }], notes: [imageNote(single[1], variable)] };
  }
  const pair = /([A-Za-z_]\w*)=(["']?)$/.exec(before);
  if (!pair?.[1]) return refuse('take this value out of the ENV by hand');
  const quote = pair[2] ?? '';
  const notes = [imageNote(pair[1], variable)];
  const pairStart = span.start - pair[0].length;
  let pairEnd = span.end + quote.length;
  // The blanks, or the continued line's end, behind the pair go with it; at the end those before it.
  const behind = /^[ \t]*(?:\\\r?\n)?[ \t]*/.exec(text.slice(pairEnd, end))?.[0] ?? '';
  if (pairEnd + behind.length < end) {
    // A comment between two lines of an instruction stays on a line of its own.
    const commented = behind.includes('\n') && text[pairEnd + behind.length] === '#';
    pairEnd += commented ? (/^[ \t]*/.exec(behind)?.[0].length ?? 0) : behind.length;
    return { edits: [{ start: pairStart, end: pairEnd, text: '' }], notes };
  }
  const ahead = /[ \t]*(?:\\\r?\n)?[ \t]*$/.exec(text.slice(start, pairStart))?.[0] ?? '';
  return { edits: [{ start: pairStart - ahead.length, end: pairEnd, text: '' }], notes };
}

/** The secret first: an argument is not much better than the literal. */
function argumentNotes(argument: string, variable: string): string[] {
  const id = variable.toLowerCase();
  const given = argument === variable ? argument : `${argument}="$${variable}"`;
  return [
    `A build argument stays readable in the history of the image, a secret does not. Instead of the ARG, let the RUN that needs it begin with --mount=type=secret,id=${id},env=${argument} and build with: docker build --secret id=${id},env=${variable} .`,
    `Where it has to be an ARG, build with: docker build --build-arg ${given} .`,
  ];
}

/** An environment file hands a value over under the name that it has there, which may not be the image's. */
function handOver(name: string, variable: string): string {
  return name === variable ? 'docker run --env-file .env' : `docker run --env ${name}="$${variable}"`;
}

function imageNote(name: string, variable: string): string {
  return `The image has the value no more: hand it over when the container starts: ${handOver(name, variable)}`;
}

/** The first line of an instruction: lines that end in `\` go on. */
function instructionStart(text: string, at: number): number {
  let { start } = lineAt(text, at);
  while (start > 0) {
    const above = lineAt(text, start - 1);
    if (!/\\\s*$/.test(text.slice(above.start, above.end)) && !/^\s*#/.test(text.slice(above.start, above.end))) break;
    if (/^\s*#/.test(text.slice(above.start, above.end)) && !/\\\s*$/.test(previousCode(text, above.start))) break;
    start = above.start;
  }
  return start;
}

function previousCode(text: string, start: number): string {
  let at = start;
  while (at > 0) {
    const above = lineAt(text, at - 1);
    const line = text.slice(above.start, above.end);
    if (!/^\s*#/.test(line)) return line;
    at = above.start;
  }
  return '';
}

function instructionEnd(text: string, at: number): number {
  let line = lineAt(text, at);
  while (/\\[ \t]*$/.test(text.slice(line.start, line.end)) && line.next < text.length) line = lineAt(text, line.next);
  return line.end;
}
