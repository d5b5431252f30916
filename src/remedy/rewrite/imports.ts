import type { Language } from '../../model/language.js';
import { lineEndOf, type Edit } from './edit.js';

const BOM = '\xef\xbb\xbf';

/** The line that a file needs to read its environment, where it is not there yet; `undefined` where none is. */
export function importEdit(text: string, language: Language, path: string): Edit | undefined {
  switch (language) {
    case 'python':
      return pythonImport(text);
    case 'go':
      return goImport(text);
    case 'dart':
      return /import\s+["']dart:io["']/.test(text)
        ? undefined
        : beforeFirst(
            text,
            /^(?:import|export|part)\s/m,
            "import 'dart:io';",
            /^(?:library\b[^\n]*\n|\/\/[^\n]*\n|\s*\n)*/,
          );
    case 'swift':
      if (path.endsWith('.m') || /^\s*import\s+(?:Foundation|UIKit|SwiftUI|AppKit|Cocoa|Vapor)\b/m.test(text))
        return undefined;
      return beforeFirst(text, /^import\s/m, 'import Foundation', /^(?:\/\/[^\n]*\n|#![^\n]*\n)*/);
    case 'c': {
      if (/^\s*#\s*include\s*<(?:stdlib\.h|cstdlib)>/m.test(text)) return undefined;
      const header = /\.(?:cc|cpp|cxx|hpp|hh)$/i.test(path) ? '#include <cstdlib>' : '#include <stdlib.h>';
      return beforeFirst(text, /^[ \t]*#[ \t]*include\b/m, header, /^(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/\s*\n)*/);
    }
    default:
      return undefined;
  }
}

function beforeFirst(text: string, first: RegExp, line: string, head: RegExp): Edit {
  const feed = lineEndOf(text);
  const found = first.exec(text);
  if (found) return { start: found.index, end: found.index, text: line + feed };
  const bom = text.startsWith(BOM) ? BOM.length : 0;
  const at = bom + (head.exec(text.slice(bom))?.[0].length ?? 0);
  return { start: at, end: at, text: line + feed + feed };
}

/** Behind a `#!` line, comments, the docstring and `from __future__` lines; before what comes next. */
export function pythonImport(text: string): Edit | undefined {
  if (/^import[ \t]+(?:[\w., \t]+,[ \t]*)?os[ \t]*(?:$|[,;#\r\n])/m.test(text)) return undefined;
  const feed = lineEndOf(text);
  let at = text.startsWith(BOM) ? BOM.length : 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0] === '') return false;
    at += match[0].length;
    return true;
  };
  const blank = /(?:[ \t]*(?:#[^\n]*)?\r?\n)+/y;
  skip(blank);
  const docstring =
    /[rRuU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')[ \t]*;?[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
  if (skip(docstring)) skip(blank);
  while (skip(/from[ \t]+__future__[ \t]+import[ \t]+(?:\([^)]*\)|[^\n(\\]*(?:\\\r?\n[^\n\\]*)*)[^\n]*(?:\r?\n|$)/y))
    skip(blank);
  const next = /^(?:import|from)[ \t]/.test(text.slice(at, at + 8));
  const ends = at === 0 || text[at - 1] === '\n' || at === BOM.length ? '' : feed;
  return { start: at, end: at, text: `${ends}import os${feed}${next || at === text.length ? '' : feed}` };
}

/** gofmt keeps the paths of a group in order. */
function goImport(text: string): Edit | undefined {
  if (/^\s*(?:import\s+)?"os"\s*(?:\/\/.*)?\r?$/m.test(text)) return undefined;
  const feed = lineEndOf(text);
  const group = /^import\s*\(([^)]*)\)/m.exec(text);
  if (group) {
    const start = group.index + group[0].indexOf('(') + 1;
    let at = start;
    for (const line of (group[1] ?? '').matchAll(/[^\n]*\n/g)) {
      const path = /^\s*(?:[\w.]+\s+)?"([^"]+)"/.exec(line[0])?.[1];
      const begun = line.index > 0;
      if (begun && (path === undefined || path > 'os')) {
        if (line[0].trim() !== '' || at > start) break;
      }
      at = start + line.index + line[0].length;
    }
    if (at === start) return { start: at, end: at, text: `${feed}\t"os"${feed}` };
    return { start: at, end: at, text: `\t"os"${feed}` };
  }
  const single = /^import\s+(?:[\w.]+\s+)?"([^"]+)"[^\n]*\n/m.exec(text);
  if (single) {
    const at = (single[1] ?? '') > 'os' ? single.index : single.index + single[0].length;
    return { start: at, end: at, text: `import "os"${feed}` };
  }
  const clause = /^package\s+\w+[^\n]*(?:\n|$)/m.exec(text);
  const at = clause ? clause.index + clause[0].length : 0;
  return { start: at, end: at, text: `${feed}import "os"${feed}` };
}
