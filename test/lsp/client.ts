import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type Hover,
  type ProgressToken,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

/** What the server said, in its order: `publish URI VERSION`, `hover`, `progress begin` … */
export interface Heard {
  readonly what: string;
  readonly params: unknown;
}

/** A generous guard against hanging, in milliseconds. */
const PATIENCE = 60_000;

/** A client that keeps everything that the built server says, in the order in which it comes. */
export class Client {
  readonly heard: Heard[] = [];
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #versions = new Map<string, number>();
  #printed = '';
  #waiting: (() => void)[] = [];
  #onProgress: (token: ProgressToken) => void = () => {};

  private constructor(program: string) {
    this.#process = spawn(process.execPath, [program, 'lsp', '--stdio', '--clientProcessId=1'], {
      stdio: 'pipe',
    });
    const { stdin, stdout, stderr } = this.#process;
    if (!stdin || !stdout || !stderr) throw new Error('the server has no streams');
    stderr.on('data', (data) => (this.#printed += String(data)));
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const note = (what: string, params: unknown): void => {
      this.heard.push({ what, params });
      for (const wake of this.#waiting.splice(0)) wake();
    };
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
      note(`publish ${params.uri}`, params),
    );
    this.#connection.onNotification('window/showMessage', (params) => note('message', params));
    this.#connection.onNotification('window/logMessage', (params) => note('log', params));
    this.#connection.onNotification('pictify-scan/status', (params) => note('status', params));
    this.#connection.onNotification('$/progress', (params: { value: { kind: string } }) =>
      note(`progress ${params.value.kind}`, params.value),
    );
    this.#connection.onRequest('window/workDoneProgress/create', ({ token }: { token: ProgressToken }) => {
      this.#onProgress(token);
      return null;
    });
    this.#connection.onRequest('client/registerCapability', (params) => {
      note('register', params);
      return null;
    });
    this.#connection.onRequest('window/showDocument', (params) => {
      note('showDocument', params);
      return { success: true };
    });
    this.#connection.listen();
    // A server that died is told at once by whoever waits.
    this.#process.on('exit', (status) => note('exit', status));
  }

  static async start(
    folder: string | readonly string[],
    capabilities: ClientCapabilities = {},
    program = resolve('dist/bin.cjs'),
  ): Promise<Client> {
    const client = new Client(program);
    const folders = typeof folder === 'string' ? [folder] : folder;
    await client.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((each) => ({ uri: pathToFileURL(each).href, name: 'test' })),
      capabilities,
      initializationOptions: { status: true },
    });
    await client.#connection.sendNotification('initialized', {});
    return client;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((done) => this.#process.on('exit', done));
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await gone;
    this.#connection.dispose();
  }

  /** Everything that was said or printed, as text. */
  get everything(): string {
    return JSON.stringify(this.heard) + this.#printed;
  }

  async open(uri: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId, version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first characters of a line; the version goes up by one. */
  async type(uri: string, line: number, newText: string, replaced = 0): Promise<void> {
    const range = { start: { line, character: 0 }, end: { line, character: replaced } };
    await this.change(uri, [{ range, text: newText }]);
  }

  /** Any changes, one after the other; one without a range is the whole text. */
  async change(uri: string, contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  save(uri: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  close(uri: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  deleted(uri: string): Promise<void> {
    return this.#connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri }] });
  }

  renamed(oldUri: string, newUri: string): Promise<void> {
    return this.#connection.sendNotification('workspace/didRenameFiles', { files: [{ oldUri, newUri }] });
  }

  watchedChanged(uri: string): Promise<void> {
    return this.#connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  }

  async hover(uri: string, line: number, character: number): Promise<string> {
    const hover: Hover | null = await this.#connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line, character },
    });
    this.heard.push({ what: 'hover', params: hover });
    return hover ? (hover.contents as { value: string }).value : '';
  }

  actions(uri: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }

  /** The actions at a range, for a client that names what it likes. */
  actionsAt(uri: string, range: Diagnostic['range'], context: CodeActionContext): Promise<CodeAction[]> {
    return this.#connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  execute(command: string, ...args: unknown[]): Promise<unknown> {
    return this.#connection.sendRequest('workspace/executeCommand', { command, arguments: args });
  }

  /** Takes a command back, in one of two ways, as soon as the server says that it is at it. */
  async executeAndCancel(by: 'request' | 'progress', command: string): Promise<unknown> {
    const source = new CancellationTokenSource();
    this.#onProgress = (token) => {
      this.#onProgress = () => {};
      setImmediate(() => {
        if (by === 'request') source.cancel();
        else void this.#connection.sendNotification('window/workDoneProgress/cancel', { token });
      });
    };
    return this.#connection.sendRequest('workspace/executeCommand', { command }, source.token);
  }

  /** How often something was said. */
  count(what: string): number {
    return this.heard.filter((each) => each.what === what).length;
  }

  /** The newest diagnostics of a document. */
  diagnostics(uri: string): readonly Diagnostic[] {
    return this.#newest(uri)?.diagnostics ?? [];
  }

  #newest(uri: string): PublishDiagnosticsParams | undefined {
    return this.heard.findLast((each) => each.what === `publish ${uri}`)?.params as
      | PublishDiagnosticsParams
      | undefined;
  }

  /** Waits for the diagnostics of a document's newest version. */
  async looked(uri: string): Promise<readonly Diagnostic[]> {
    await this.until(() => this.#newest(uri)?.version === this.#versions.get(uri), `a look at ${uri}`);
    return this.diagnostics(uri);
  }

  /** Waits until something holds; looked at anew with each message. */
  async until(holds: () => boolean, what: string): Promise<void> {
    const timer = setTimeout(() => {
      for (const wake of this.#waiting.splice(0)) wake();
    }, PATIENCE);
    const end = Date.now() + PATIENCE;
    while (!holds()) {
      if (Date.now() >= end || this.count('exit') > 0)
        throw new Error(`waited in vain for ${what}; heard: ${this.everything.slice(-2000)}`);
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
    clearTimeout(timer);
  }
}
