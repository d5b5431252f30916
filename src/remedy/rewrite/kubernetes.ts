import { applyEdits as applyJsonEdits, findNodeAtLocation, getLocation, modify, parseTree } from 'jsonc-parser';
import { inPlace } from './code.js';
import { lineAt, lineEndOf, refuse, type Edit, type Rewrite, type Target } from './edit.js';

/** Name of the Secret that workloads are pointed to: Pictify's, or what the variable's name begins with. */
function secretName(variable: string): string {
  return (variable.split('_')[0] ?? variable).toLowerCase();
}

/** And of its entry: the rest of the variable's name. */
function secretKey(variable: string): string {
  const rest = variable.slice(variable.indexOf('_') + 1);
  return rest.toLowerCase().replaceAll('_', '-');
}

/** The command that makes the Secret: what is on a command line, others can see, so that the value is piped. */
export function createSecret(variable: string, key?: string, name?: string): string {
  return `printf %s "$${variable}" | kubectl create secret generic ${name ?? secretName(variable)} --from-file=${key ?? secretKey(variable)}=/dev/stdin`;
}

/**
 * A Secret or ConfigMap loses the entry (an empty value would overwrite the real one at the next
 * apply); a workload reads it by `secretKeyRef`.
 */
export function rewriteKubernetes(text: string, target: Target): Rewrite {
  if (/^\s*[{[]/.test(text)) return rewriteJson(text, target);
  const line = lineAt(text, target.span.start);
  const before = text.slice(line.start, target.span.start);
  if (/^\s*#/.test(before)) return inPlace(target, target.placeholder);
  const section = sectionOf(text, line.start, before);
  const manifest = section ? manifestAround(text, section) : '';
  const kind = section && kindOf(manifest, section);
  if (section && /^(?:data|stringData)$/.test(section.name) && (kind === 'Secret' || kind === 'ConfigMap'))
    return removeEntry(text, target, { kind, name: nameOf(manifest) ?? secretName(target.variable) }, section);
  const env = /^(\s*(?:-\s+)?)value:\s*["']?$/.exec(before);
  const listed = section?.name === 'env';
  if (listed && env?.[1] !== undefined && /^["']?\s*(?:#.*)?$/.test(text.slice(target.span.end, line.end))) {
    const column = ' '.repeat(env[1].length);
    const feed = lineEndOf(text);
    return {
      edits: [
        {
          start: line.start + env[1].length,
          end: line.end,
          text: [
            'valueFrom:',
            `${column}  secretKeyRef:`,
            `${column}    name: ${secretName(target.variable)}`,
            `${column}    key: ${secretKey(target.variable)}`,
          ].join(feed),
        },
      ],
      notes: [makeSecret(secretName(target.variable), secretKey(target.variable), target)],
    };
  }
  const flow = /\{[^{}]*\bvalue:\s*(["']?)$/.exec(before);
  const inEnv = /\benv:\s*\[(?:[^\][]*)$/.test(before) || (listed && /^\s*-\s*\{[^{}]*$/.test(before));
  if (flow && inEnv) {
    const start = line.start + before.lastIndexOf('value:');
    return {
      edits: [
        {
          start,
          end: target.span.end + (flow[1] ?? '').length,
          text: `valueFrom: { secretKeyRef: { name: ${secretName(target.variable)}, key: ${secretKey(target.variable)} } }`,
        },
      ],
      notes: [makeSecret(secretName(target.variable), secretKey(target.variable), target)],
    };
  }
  if (section && /^(?:args|command)$/.test(section.name))
    return {
      ...inPlace(target, `$(${target.variable})`),
      notes: [
        `The container needs ${target.variable} in its env, by secretKeyRef.`,
        makeSecret(secretName(target.variable), secretKey(target.variable), target),
      ],
    };
  return refuse('this field of the manifest reads no Secret; take the value out of it');
}

/**
 * A value as workloads get it. What a Secret has under `data` stands there in base64; `kubectl create secret` and an
 * environment file take it without.
 *
 * @param secret what was found; given back where it is no text in base64
 */
export function valueOf(
  text: string,
  { language, via, span }: Pick<Target, 'language' | 'via' | 'span'>,
  secret: string,
): string {
  if (language !== 'kubernetes' || via.length > 0 || !isCoded(text, span.start)) return secret;
  const bytes = Buffer.from(secret, 'base64');
  const unpadded = (base64: string): string => base64.replace(/=+$/, '');
  if (unpadded(bytes.toString('base64')) !== unpadded(secret)) return secret;
  const value = bytes.toString('latin1').replace(/\r?\n$/, '');
  return /^[\x20-\x7e]+$/.test(value) ? value : secret;
}

/** Whether a place is an entry of the `data` of a Secret. */
function isCoded(text: string, at: number): boolean {
  if (/^\s*[{[]/.test(text)) {
    const { path } = getLocation(text, at);
    const root = parseTree(text);
    const kind: unknown = root && findNodeAtLocation(root, [...path.slice(0, -2), 'kind'])?.value;
    return path.at(-2) === 'data' && kind === 'Secret';
  }
  const line = lineAt(text, at);
  const section = sectionOf(text, line.start, text.slice(line.start, at));
  return section?.name === 'data' && kindOf(manifestAround(text, section), section) === 'Secret';
}

function makeSecret(name: string, key: string, { variable }: Target): string {
  return `Make the Secret in the cluster: ${createSecret(variable, key, name)}`;
}

interface Section {
  readonly name: string;
  /** The line with its name. */
  readonly start: number;
  readonly indent: number;
}

/** The mapping or list that a line is in, by indentation. */
function sectionOf(text: string, lineStart: number, before: string): Section | undefined {
  let indent = /^[ \t]*/.exec(before)?.[0].length ?? 0;
  // A list's items may stand at the same column as its name.
  let item = /^[ \t]*-/.test(before);
  for (let at = lineStart; at > 0;) {
    const above = lineAt(text, at - 1);
    at = above.start;
    const line = text.slice(above.start, above.end);
    if (line.startsWith('---')) return undefined;
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const own = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (own < indent || (item && own === indent && !/^\s*-/.test(line))) {
      const name = /^[ \t]*(?:-[ \t]+)?["']?([\w.-]+)["']?:\s*(?:[|>][-+]?\s*)?(?:#.*)?$/.exec(line)?.[1];
      if (name !== undefined) return { name, start: above.start, indent: own };
      indent = own;
      item = /^[ \t]*-/.test(line);
    }
    if (own === 0 && !item) return undefined;
  }
  return undefined;
}

/** The lines of the manifest that a section is in: they stand at its column or further in, also in a `List`. */
function manifestAround(text: string, { start, indent }: Section): string {
  const column = (line: string): number => /^[ \t]*(?:-[ \t]+)?/.exec(line)?.[0].length ?? 0;
  const begins = (line: string): boolean => indent > 0 && /^[ \t]*-/.test(line) && column(line) === indent;
  const outside = (line: string): boolean =>
    line.startsWith('---') || (line.trim() !== '' && !/^\s*#/.test(line) && column(line) < indent);
  let first = start;
  for (let at = start; at > 0 && !begins(text.slice(first, lineAt(text, first).end));) {
    const above = lineAt(text, at - 1);
    if (outside(text.slice(above.start, above.end))) break;
    at = above.start;
    first = at;
  }
  let end = lineAt(text, start).next;
  while (end < text.length) {
    const below = lineAt(text, end);
    const line = text.slice(below.start, below.end);
    if (outside(line) || begins(line)) break;
    end = below.next;
  }
  return text.slice(first, end);
}

function kindOf(manifest: string, { indent }: Section): string | undefined {
  return new RegExp(String.raw`^(?:[ \t]{${indent}}|[ \t]*-[ \t]+)kind:\s*["']?(\w+)`, 'm').exec(manifest)?.[1];
}

function nameOf(manifest: string): string | undefined {
  const metadata =
    /^[ \t]*(?:-[ \t]+)?metadata:[ \t]*(?:\{[^}\n]*?\bname:\s*["']?([\w.-]+)|\r?\n((?:[ \t]+.*\r?\n)*))/m.exec(
      manifest,
    );
  const lines = metadata?.[2] ?? '';
  const indent = /^[ \t]+/.exec(lines)?.[0];
  return (
    metadata?.[1] ??
    (indent === undefined ? undefined : new RegExp(String.raw`^${indent}name:\s*["']?([\w.-]+)`, 'm').exec(lines)?.[1])
  );
}

function removeEntry(
  text: string,
  target: Target,
  { kind, name }: { readonly kind: string; readonly name: string },
  section: Section,
): Rewrite {
  const line = lineAt(text, target.span.start);
  const before = text.slice(line.start, target.span.start);
  const entry = /^([ \t]+)["']?([\w.-]+)["']?:\s*["']?$/.exec(before);
  if (!entry || !/^={0,2}["']?\s*(?:#.*)?$/.test(text.slice(target.span.end, line.end)))
    return refuse('it is a part of a longer value; take it out of the manifest');
  const [, lead = '', key = ''] = entry;
  const notes = [
    makeSecret(kind === 'Secret' ? name : secretName(target.variable), key, target),
    ...(kind === 'ConfigMap'
      ? [`What read ${key} from the ConfigMap has to read it from that Secret: secretKeyRef.`]
      : []),
  ];
  const comment = `${lead}# ${key} is not kept in git: it is made in the cluster (kubectl create secret)`;
  const edits: Edit[] = [{ start: line.start, end: line.end, text: comment }];
  if (!hasOtherEntry(text, section, line.start)) {
    const head = lineAt(text, section.start);
    const colon = text.indexOf(':', head.start);
    edits.push({ start: colon + 1, end: colon + 1, text: ' {}' });
  }
  return { edits, notes };
}

function hasOtherEntry(text: string, section: Section, own: number): boolean {
  for (let at = lineAt(text, section.start).next; at < text.length;) {
    const line = lineAt(text, at);
    const content = text.slice(line.start, line.end);
    if (content.trim() !== '' && !/^\s*#/.test(content)) {
      if ((/^[ \t]*/.exec(content)?.[0].length ?? 0) <= section.indent) return false;
      if (line.start !== own) return true;
    }
    at = line.next;
  }
  return false;
}

function rewriteJson(text: string, target: Target): Rewrite {
  const { path } = getLocation(text, target.span.start);
  const section = path.at(-2);
  const root = parseTree(text);
  const name: unknown = root && findNodeAtLocation(root, [...path.slice(0, -2), 'metadata', 'name'])?.value;
  if (section !== 'data' && section !== 'stringData') {
    if (path.at(-1) !== 'value') return refuse('this field of the manifest reads no Secret; take the value out of it');
    const parent = path.slice(0, -1);
    const node = parseTree(text);
    if (!node) return refuse('the manifest is no valid JSON');
    const formattingOptions = { formattingOptions: formatOf(text) };
    const removed = applyJsonEdits(text, modify(text, path, undefined, formattingOptions));
    const edited = applyJsonEdits(
      removed,
      modify(
        removed,
        [...parent, 'valueFrom'],
        { secretKeyRef: { name: secretName(target.variable), key: secretKey(target.variable) } },
        formattingOptions,
      ),
    );
    return {
      edits: changed(text, edited),
      notes: [makeSecret(secretName(target.variable), secretKey(target.variable), target)],
    };
  }
  return {
    edits: modify(text, path, undefined, {}).map(({ offset, length, content }) => ({
      start: offset,
      end: offset + length,
      text: content,
    })),
    notes: [makeSecret(typeof name === 'string' ? name : secretName(target.variable), String(path.at(-1)), target)],
  };
}

function formatOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const lead = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !lead.startsWith('\t'), tabSize: lead.length, eol: lineEndOf(text) };
}

/** One edit for what lies between the common beginning and the common end. */
function changed(before: string, after: string): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  return [{ start, end: before.length - tail, text: after.slice(start, after.length - tail) }];
}
