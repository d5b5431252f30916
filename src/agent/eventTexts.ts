import { fieldsOf, textOf, type Fields } from './fields.js';
import type { Said } from './hookProtocol.js';
import { isPatch, readPatch, readSearchReplace } from './patch.js';

/** Something that an event would write, run or send. */
export interface EventText {
  /** File that it goes to or comes from, or a word for it: `prompt`, `command`, `tool input`, `tool output`. */
  readonly path: string;
  readonly text: string;
  /** What was there in its place before, as far as the event says. */
  readonly before: string;
  /** It goes into the file `path`. */
  readonly isWritten: boolean;
}

/** Names under which tools take the file that they work on. */
const PATH_KEYS = [
  'file_path',
  'filePath',
  'path',
  'notebook_path',
  'notebookPath',
  'target_file',
  'targetFile',
  'TargetFile',
  'absolute_path',
  'file',
];
/** What is there already, and goes. */
const OLD_KEYS = new Set(['old_string', 'oldString', 'old_str', 'oldStr', 'old_text', 'oldText', 'old_source']);
/** What is put in its place. Only beside one of these is an old text an old text. */
const NEW_KEYS = ['new_string', 'newString', 'new_str', 'newStr', 'new_text', 'newText', 'new_source'];
/** What goes into the file. */
const CONTENT_KEYS = new Set([
  ...NEW_KEYS,
  'content',
  'contents',
  'file_text',
  'fileText',
  'text',
  'insert_text',
  'code',
  'code_edit',
  'diff',
  'patch',
  'replace',
  'CodeContent',
  'ReplacementContent',
]);
/** What a shell is handed. */
const COMMAND_KEYS = new Set(['command', 'command_line', 'commandLine', 'CommandLine', 'cmd', 'script']);

/** Every text of an event that counts. */
export function eventTexts({ prompt, tool, reading, output, other }: Said): EventText[] {
  const asked = tool ? toolTexts(tool.name, tool.input) : [];
  // The result of a write repeats what was written, and what was there before.
  const isWrite = asked.some(({ isWritten }) => isWritten);
  return [
    ...saidTexts('prompt', prompt),
    ...asked,
    ...(reading ? saidTexts(reading.path || 'file', reading.content) : []),
    ...(isWrite ? [] : saidTexts('tool output', output)),
    ...saidTexts('event', other),
  ];
}

function saidTexts(path: string, value: unknown): EventText[] {
  const text = [...leavesOf(value, () => undefined)].map(named).join('\n');
  return text === '' ? [] : [{ path, text, before: '', isWritten: false }];
}

/** What a tool is asked to write, run or send. */
function toolTexts(tool: string, input: unknown): EventText[] {
  // A tool of somebody's server can call an address a path.
  const isForeign = /^mcp_|__/.test(tool);
  const texts: EventText[] = [];
  const add = (path: string | undefined, text: string, before: string): void => {
    if (text !== '') texts.push({ path: path ?? 'tool input', text, before, isWritten: path !== undefined });
  };
  for (const leaf of leavesOf(input, isForeign ? () => undefined : pathKeyOf)) {
    const { key, text, before } = leaf;
    const path = key !== undefined && CONTENT_KEYS.has(key) ? leaf.path : undefined;
    if (isPatch(text)) {
      for (const change of readPatch(text)) add(change.path ?? path, change.added, change.removed);
      continue;
    }
    const blocks = key === 'diff' && !isForeign ? readSearchReplace(text) : undefined;
    if (blocks) add(path, blocks.added, blocks.removed);
    else if (key !== undefined && COMMAND_KEYS.has(key))
      texts.push({ path: 'command', text, before: '', isWritten: false });
    else add(path, path === undefined ? named(leaf) : text, before);
  }
  return texts;
}

/** A text in a value. */
interface Leaf {
  /** Name of the field that it stands in. */
  readonly key: string | undefined;
  readonly text: string;
  /** The file that the object it stands in, or one around that, is about. */
  readonly path: string | undefined;
  /** What it takes the place of. */
  readonly before: string;
}

/** Every text in a value and every name of something that is none, however deep. */
function* leavesOf(value: unknown, pathKey: (fields: Fields) => string | undefined): Iterable<Leaf> {
  const pending: (Omit<Leaf, 'text'> & { readonly value: unknown })[] = [
    { value, key: undefined, path: undefined, before: '' },
  ];
  for (let each = pending.pop(); each; each = pending.pop()) {
    const { value: item, ...leaf } = each;
    if (typeof item === 'string') {
      yield { ...leaf, text: item };
      continue;
    }
    if (Array.isArray(item)) {
      for (const member of (item as unknown[]).toReversed()) pending.push({ ...leaf, value: member });
      continue;
    }
    const fields = fieldsOf(item);
    if (!fields) continue;
    const file = pathKey(fields);
    const path = file === undefined ? leaf.path : textOf(fields[file]);
    const old = NEW_KEYS.some((key) => key in fields) ? Object.keys(fields).filter((key) => OLD_KEYS.has(key)) : [];
    const before = [leaf.before, ...old.map((key) => textOf(fields[key]) ?? '')].join('\n');
    for (const [key, member] of Object.entries(fields).toReversed()) {
      if (old.includes(key)) continue;
      pending.push({ value: member, key, path: key === file ? undefined : path, before });
      if (typeof member !== 'string') pending.push({ value: key, key: undefined, path: undefined, before: '' });
    }
  }
}

/** What goes to no file is known by its name, as a variable is. */
function named({ key, text }: Leaf): string {
  return key === undefined || text.includes('\n') ? text : `${key}=${text}`;
}

function pathKeyOf(fields: Fields): string | undefined {
  return PATH_KEYS.find((key) => (textOf(fields[key]) ?? '') !== '');
}
