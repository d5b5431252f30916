/** The line ending that a text uses most; `\n` for one without lines. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const crlf = text.split('\r\n').length - 1;
  const lf = text.split('\n').length - 1 - crlf;
  return crlf > lf ? '\r\n' : '\n';
}

/** Lines of a block under the text, one empty line between; endings and the lack of a final newline stay. */
export function appendBlock(text: string, block: readonly string[]): string {
  const eol = lineEnding(text);
  const body = block.join(eol);
  if (text === '') return body + eol;
  return text.endsWith('\n') ? `${text}${eol}${body}${eol}` : `${text}${eol}${eol}${body}`;
}

/** The text without a block that `appendBlock` put there, byte for byte as before; `undefined` where it is not. */
export function removeBlock(text: string, block: readonly string[]): string | undefined {
  const eol = lineEnding(text);
  const body = block.join(eol);
  const first = `${body}${eol}`;
  if (text.startsWith(first)) return text.slice(first.length);
  const behind = `${eol}${eol}${body}`;
  for (let at = text.indexOf(behind); at !== -1; at = text.indexOf(behind, at + 1)) {
    const end = at + behind.length;
    if (end === text.length || text.startsWith(eol, end)) return text.slice(0, at) + text.slice(end);
  }
  return undefined;
}
