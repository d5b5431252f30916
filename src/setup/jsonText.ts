import { findNodeAtLocation, parse, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { isObject, type JsonObject } from '../config/json.js';
import { readTextIfThere } from './files.js';
import { lineEnding } from './textBlock.js';

/** The object in a JSON file with or without comments; `undefined` where there is none or it is broken. */
export async function readJsonObject(path: string): Promise<JsonObject | undefined> {
  const text = await readTextIfThere(path);
  return text === undefined ? undefined : parseObject(text);
}

export function parseObject(text: string): JsonObject | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parse(withoutMark(text), errors, { allowTrailingComma: true });
  return errors.length === 0 && isObject(value) ? value : undefined;
}

/**
 * Puts a member in front of the others of the object at `path`, in the file's own indentation; nothing
 * else changes. `undefined` where there is no such object or the member is there already.
 */
export function insertMember(text: string, path: readonly string[], key: string, value: unknown): string | undefined {
  const object = objectAt(text, path);
  if (object === undefined || findNodeAtLocation(object, [key]) !== undefined) return undefined;
  const eol = lineEnding(text);
  const first = object.children?.[0];
  const at = object.offset + 1;
  const indent = indentOf(text);
  const outer = lineIndent(text, object.offset);
  const oneLine = first !== undefined && !text.slice(at, first.offset).includes('\n');
  const lead = oneLine ? '' : `${eol}${outer}${indent}`;
  const written = oneLine ? inOneLine(value) : stringify(value, indent, outer + indent, eol);
  const member = `${JSON.stringify(key)}: ${written}`;
  const tail =
    first === undefined
      ? text.slice(at, object.offset + object.length - 1).includes('\n')
        ? ''
        : eol + outer
      : oneLine
        ? ', '
        : ',';
  // In one line the blanks behind the brace go in front of the new member: { "a": 1 } -> { "new": 2, "a": 1 }
  const blanks = oneLine ? text.slice(at, first.offset) : '';
  return text.slice(0, at) + blanks + lead + member + tail + text.slice(at + blanks.length);
}

/** The text without a member that `insertMember` put there, as before; `undefined` where it is not there. */
export function removeMember(text: string, path: readonly string[], key: string): string | undefined {
  const object = objectAt(text, path);
  const children = object?.children ?? [];
  const index = children.findIndex((child) => child.children?.[0]?.value === key);
  const member = children[index];
  if (object === undefined || member === undefined) return undefined;
  const next = children[index + 1];
  const previous = children[index - 1];
  if (previous !== undefined) {
    // Moved by somebody: it goes with the comma before it.
    return text.slice(0, previous.offset + previous.length) + text.slice(member.offset + member.length);
  }
  const start = object.offset + 1;
  const end = next === undefined ? object.offset + object.length - 1 : next.offset;
  const value = parseValue(text, member);
  const without = [
    text.slice(0, start) + text.slice(end),
    text.slice(0, start) + text.slice(member.offset + member.length + 1),
    text.slice(0, member.offset) + text.slice(end),
  ];
  // The candidate is right that gives this very text when the member is put in again.
  return (
    without.find((candidate) => insertMember(candidate, path, key, value) === text) ??
    text.slice(0, member.offset) + text.slice(end)
  );
}

/** Puts `prefix` in front of the string at a path; the rest of it keeps its own escapes. */
export function prefixString(text: string, path: readonly string[], prefix: string): string | undefined {
  const node = stringAt(text, path);
  return node === undefined
    ? undefined
    : text.slice(0, node.offset + 1) + escaped(prefix) + text.slice(node.offset + 1);
}

/** Takes that prefix away again; `undefined` where it is not there. */
export function unprefixString(text: string, path: readonly string[], prefix: string): string | undefined {
  const node = stringAt(text, path);
  if (node === undefined || !text.startsWith(escaped(prefix), node.offset + 1)) return undefined;
  return text.slice(0, node.offset + 1) + text.slice(node.offset + 1 + escaped(prefix).length);
}

function stringAt(text: string, path: readonly string[]): Node | undefined {
  const root = parseTree(withoutMark(text), [], { allowTrailingComma: true });
  const node = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
  return node?.type === 'string' ? node : undefined;
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function parseValue(text: string, member: Node): unknown {
  const value = member.children?.[1];
  if (value === undefined) return undefined;
  const written = text.slice(value.offset, value.offset + value.length);
  try {
    // A member called "__proto__" is one like any other to JSON.parse; the parser with comments loses it.
    return JSON.parse(written);
  } catch {
    return parse(written);
  }
}

function objectAt(text: string, path: readonly string[]): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(withoutMark(text), errors, { allowTrailingComma: true });
  if (root === undefined || errors.length > 0) return undefined;
  const node = findNodeAtLocation(root, [...path]);
  return node?.type === 'object' ? node : undefined;
}

/** A byte order mark would be an error for the parser; a blank in its place keeps the offsets. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function indentOf(text: string): string {
  return /^[{[]\s*\n([ \t]+)/.exec(withoutMark(text).trimStart())?.[1] ?? '  ';
}

function lineIndent(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function stringify(value: unknown, indent: string, outer: string, eol: string): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${outer}`);
}

function inOneLine(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
}
