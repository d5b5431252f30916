/**
 * In a log, text that a runner would take for a command of its own, shown so that it is none: `##[name]` of GitHub and
 * `##vso[name]` of Azure anywhere in a line, and `::name` of GitHub at its start. In JSON what is written says the same.
 */
export function withoutLogCommands(text: string): string {
  return withoutHashCommands(text).replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a');
}

/** The same for a text that consists of commands of the other form. */
export function withoutHashCommands(text: string): string {
  return text.replace(/#(?=#(?:vso)?\[)/gi, '\\u0023');
}
