import { commands, ProgressLocation, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { ExecuteCommandRequest, State as ClientState, type LanguageClient } from 'vscode-languageclient/node';
import { findServer, type ServerProgram } from './findServer.js';
import { createClient, installPatterns } from './startClient.js';
import { StatusItem } from './statusItem.js';

/** What the server says of itself, where a client asks for it. */
interface ServerStatus {
  readonly state: 'ready' | 'unable';
  readonly message?: string;
}

let guard: Guard | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  guard = new Guard(context);
  await guard.start();
}

export async function deactivate(): Promise<void> {
  await guard?.stop();
}

/** One server at a time, its status, and the commands. */
class Guard {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel = window.createOutputChannel('Pictify Scan', { log: true });
  readonly #status = new StatusItem();
  #client: LanguageClient | undefined;
  /** Starts and stops follow one another. */
  #turn: Promise<void> = Promise.resolve();

  constructor(context: ExtensionContext) {
    this.#context = context;
    context.subscriptions.push(
      this.#log,
      this.#status,
      commands.registerCommand('pictifyScan.scanWorkspace', () => this.#scanWorkspace()),
      commands.registerCommand('pictifyScan.restart', () => this.start()),
      commands.registerCommand('pictifyScan.showOutput', () => this.#log.show()),
      commands.registerCommand('pictifyScan.openWalkthrough', () =>
        commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
      ),
      workspace.onDidGrantWorkspaceTrust(() => this.start()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('pictifyScan')) void this.start();
      }),
    );
    for (const pattern of installPatterns()) {
      const watcher = workspace.createFileSystemWatcher(pattern);
      watcher.onDidCreate(() => this.start());
      watcher.onDidChange(() => this.start());
      watcher.onDidDelete(() => this.start());
      context.subscriptions.push(watcher);
    }
  }

  /** Starts the server, after stopping the one that is there. */
  start(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#restart()));
  }

  stop(): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#stop()));
  }

  async #restart(): Promise<void> {
    await this.#stop();
    const settings = workspace.getConfiguration('pictifyScan');
    if (!settings.get<boolean>('enable', true)) {
      this.#status.set({ is: 'off' });
      return;
    }
    this.#status.set({ is: 'starting' });
    try {
      const program = findServer({
        folders: (workspace.workspaceFolders ?? [])
          .filter(({ uri }) => uri.scheme === 'file')
          .map(({ uri }) => uri.fsPath),
        trusted: workspace.isTrusted,
        setting: settings.get<'auto' | 'bundled'>('server', 'auto'),
        bundled: this.#context.asAbsolutePath('dist/server'),
      });
      this.#log.info(`starting pictify-scan ${program.version}, ${program.origin}`);
      await this.#run(program);
    } catch (error) {
      this.#unable(error instanceof Error ? error.message : String(error));
    }
  }

  async #run(program: ServerProgram): Promise<void> {
    const client = createClient(program, this.#log);
    this.#client = client;
    client.onNotification('pictify-scan/status', ({ state, message }: ServerStatus) => {
      if (this.#client !== client) return;
      if (state === 'ready') this.#status.set({ is: 'ready', program });
      else this.#unable(message ?? 'no reason was given');
    });
    client.onDidChangeState(({ newState }) => {
      if (this.#client !== client) return;
      if (newState === ClientState.Running) this.#status.set({ is: 'ready', program });
      if (newState === ClientState.Starting) this.#status.set({ is: 'starting' });
      if (newState === ClientState.Stopped) this.#unable('the server stopped. Restart it by the command palette.');
    });
    await client.start();
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // A client whose server never came up cannot be stopped.
    await client?.dispose().catch(() => {});
  }

  #unable(why: string): void {
    this.#log.error(why);
    this.#status.set({ is: 'unable', why });
  }

  async #scanWorkspace(): Promise<void> {
    const client = this.#client;
    if (!client?.isRunning()) {
      void window.showWarningMessage('Pictify Scan is not running.');
      return;
    }
    await window.withProgress({ location: ProgressLocation.Window, title: 'Pictify Scan' }, () =>
      client.sendRequest(ExecuteCommandRequest.type, { command: 'pictify-scan.scanWorkspace' }),
    );
  }
}
