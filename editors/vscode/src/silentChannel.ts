import { EventEmitter, LogLevel, type LogOutputChannel } from 'vscode';

/**
 * A log that keeps nothing. A trace of the protocol holds the text of every buffer, keys included; a
 * setting of the workspace could turn it on.
 */
export function silentChannel(name: string): LogOutputChannel {
  const emitter = new EventEmitter<LogLevel>();
  const nothing = (): void => {};
  return {
    name,
    logLevel: LogLevel.Off,
    onDidChangeLogLevel: emitter.event,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    append: nothing,
    appendLine: nothing,
    replace: nothing,
    clear: nothing,
    show: nothing,
    hide: nothing,
    dispose: () => emitter.dispose(),
  };
}
