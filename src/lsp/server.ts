import {
  createConnection,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  MessageType,
  ProposedFeatures,
  ResponseError,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type InitializeParams,
  type InitializeResult,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allRules } from '../../rules/index.js';
import { currentDate } from '../clock.js';
import { CONFIG_FILES } from '../config/findConfig.js';
import { Problem } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import { withIgnoreEntries } from '../remedy/ignoreEntries.js';
import { maskKeys } from '../text/redact.js';
import { VERSION } from '../version.js';
import { acceptInBaseline } from './acceptAction.js';
import type { BufferFindings } from './bufferLook.js';
import { ACTION_KINDS, actionsAt } from './codeActions.js';
import { cutDiagnostic, toDiagnostic } from './diagnostics.js';
import { inEditorLines } from './editorLines.js';
import { hoverAt } from './hover.js';
import { Looks } from './looks.js';
import { actionPlanner } from './planAction.js';
import { scanRoots } from './scanRoots.js';
import { fileOf, NOTHING, Workspace } from './workspace.js';
import { editAbilities } from './workspaceEdit.js';

/** Files whose change may change what is found in others. */
const WATCHED = [
  '**/pictify-scan.config.{json,jsonc,yaml,yml}',
  '**/.gitignore',
  '**/.pictify-scan-baseline',
  '**/package.json',
  '**/.{gitleaks,betterleaks}ignore',
];
const ANY_FILE = { filters: [{ scheme: 'file', pattern: { glob: '**' } }] };
/** Of the files that a check found something in, those that are watched from then on. */
const MOST_WATCHED = 500;
const COMMANDS = { explain: 'pictify-scan.explain', scanWorkspace: 'pictify-scan.scanWorkspace' } as const;
/** Told to clients that ask for it at the start (`initializationOptions.status`): whether anything can be looked at. */
const STATUS = 'pictify-scan/status';

/** Serves the Language Server Protocol over two streams until the client says exit. Never logs a buffer's text. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const documents = new TextDocuments(TextDocument);
  // Clients and Node write the same address differently (`c%3A`, `C:`).
  const openFile = (uri: string): TextDocument | undefined =>
    documents.get(uri) ?? documents.all().find((each) => sameFile(each.uri, uri));
  const workspace = new Workspace(openFile);
  /** What was found in each buffer, and in which version of it. */
  const looked = new Map<string, BufferFindings & { readonly version: number }>();
  /** What the last check of everything found, by address; a look at a buffer replaces its part. */
  let checked = new Map<string, Finding[]>();
  const watched = new Set<string>();
  /** What was said to be wrong, by root, so that it is said once. */
  const wrong = new Map<string, string>();
  let client: ClientCapabilities = {};
  let wantsStatus = false;

  /** A notification: a question (as the library's own means send) may be more than a client knows. */
  function say(type: MessageType, message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  }

  async function publish(uri: string, { found, isCut }: BufferFindings, version?: number): Promise<void> {
    const more = isCut ? [cutDiagnostic(found.length, workspace.place(uri).path)] : [];
    await connection.sendDiagnostics({
      uri,
      diagnostics: [...more, ...found.map(toDiagnostic)],
      ...(version !== undefined && { version }),
    });
  }

  /** Everything that is found in a text, as its editor counts. */
  async function findIn(uri: string, text: string, signal?: AbortSignal): Promise<BufferFindings> {
    const { found, isCut } = await workspace.scan(uri, text, signal);
    return { found: inEditorLines([...treeFindings(uri, text), ...found], text), isCut };
  }

  async function look(document: TextDocument, signal: AbortSignal): Promise<void> {
    const { version, uri } = document;
    const { root } = workspace.place(uri);
    try {
      const found = await findIn(uri, document.getText(), signal);
      await mended(root);
      if (signal.aborted) return;
      looked.set(uri, { version, ...found });
      await publish(uri, found, version);
      await watchFurther(root);
    } catch (error) {
      await failed(root, error);
    }
  }

  /** What only a look at the whole tree finds in a file, as long as it holds for its text. */
  function treeFindings(uri: string, text: string): Finding[] {
    return (checked.get(uri) ?? []).filter(
      ({ rule }) => rule === 'pictify/gitignore-missing' && withIgnoreEntries(text) !== undefined,
    );
  }

  const looks = new Looks(look, (uri) => documents.get(uri));

  async function failed(root: string, error: unknown): Promise<void> {
    const said = maskKeys(
      error instanceof Problem
        ? `${error.message} ${error.next}`
        : 'Something could not be looked at: this is a bug in pictify-scan.',
    );
    if (wrong.get(root) === said) return;
    wrong.set(root, said);
    say(MessageType.Error, `pictify-scan: ${said}`);
    if (wantsStatus) await connection.sendNotification(STATUS, { state: 'unable', message: said });
  }

  async function mended(root: string): Promise<void> {
    if (!wrong.delete(root)) return;
    if (wantsStatus && wrong.size === 0) await connection.sendNotification(STATUS, { state: 'ready' });
  }

  /** A broken config is told at the start, before any file is opened. */
  async function readConfigs(): Promise<void> {
    for (const root of workspace.roots()) {
      try {
        await workspace.engine(root);
        await mended(root);
        await watchFurther(root);
      } catch (error) {
        await failed(root, error);
      }
    }
  }

  /** Files that a config extends are watched by their names. */
  async function watchFurther(root: string): Promise<void> {
    watchFiles(await workspace.furtherFiles(root));
  }

  function watchFiles(paths: readonly string[]): void {
    const files = paths.filter((file) => !watched.has(file) && !/[*?{}[\]]/.test(file));
    for (const file of files) watched.add(file);
    if (files.length > 0) watch(files);
  }

  function watch(patterns: readonly string[]): void {
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: patterns.map((globPattern) => ({ globPattern })),
    });
  }

  /** Files that judge others have changed: the buffers that they judge are looked at again, no others. */
  async function judgeChanged(uris: readonly string[]): Promise<void> {
    const roots = new Map<string, 'all' | 'environment-files'>();
    for (const uri of uris) {
      const decided = await workspace.decides(uri);
      if (decided && roots.get(decided.root) !== 'all') roots.set(decided.root, decided.what);
    }
    if ([...roots.values()].includes('all')) await readConfigs();
    for (const { uri } of documents.all()) {
      const { root, path } = workspace.place(uri);
      const what = roots.get(root);
      if (what === undefined) continue;
      if (what === 'all' || (await workspace.isEnvironmentFile(root, path))) await looks.again(uri);
    }
    await lookAtClosed((uri) => roots.get(workspace.place(uri).root) === 'all');
  }

  /** Files that a check of everything found something in and that are not open: what stands in them now is shown. */
  async function lookAtClosed(isMeant: (uri: string) => boolean): Promise<void> {
    for (const uri of checked.keys()) if (!openFile(uri) && isMeant(uri)) await showDisk(uri);
  }

  async function filesChanged(uris: readonly string[]): Promise<void> {
    await judgeChanged(uris);
    await lookAtClosed((uri) => uris.some((each) => sameFile(each, uri) || isBelow(uri, each)));
  }

  connection.onInitialize((params) => {
    client = params.capabilities;
    wantsStatus = (params.initializationOptions as { status?: unknown } | null | undefined)?.status === true;
    workspace.folders = foldersOf(params);
    return {
      serverInfo: { name: 'pictify-scan', version: VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ACTION_KINDS },
        executeCommandProvider: { commands: Object.values(COMMANDS), workDoneProgress: true },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didDelete: ANY_FILE, didRename: ANY_FILE },
        },
      },
    } satisfies InitializeResult;
  });
  connection.onInitialized(async () => {
    watch(WATCHED);
    if (client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        workspace.folders = [...workspace.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        return readConfigs();
      });
    await readConfigs();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));
  connection.workspace.onDidDeleteFiles(({ files }) => filesChanged(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) => filesChanged(files.map(({ oldUri }) => oldUri)));

  documents.onDidOpen(({ document }) => looks.now(document.uri));
  documents.onDidChangeContent(({ document }) => looks.soon(document));
  documents.onDidSave(async ({ document }) => {
    await looks.now(document.uri);
    // Clients that cannot watch files tell of those that they save.
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) await judgeChanged([document.uri]);
  });
  documents.onDidClose(async ({ document: { uri } }) => {
    looks.forget(uri);
    looked.delete(uri);
    if (checked.has(uri)) await showDisk(uri);
    else await publish(uri, NOTHING);
  });

  /** What stands in a file that is not open; nothing where it is gone. */
  async function showDisk(uri: string): Promise<void> {
    const file = fileOf(uri);
    const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return publish(uri, NOTHING);
    try {
      await publish(uri, await findIn(uri, text));
    } catch (error) {
      await failed(workspace.place(uri).root, error);
    }
  }

  connection.onHover(({ textDocument, position }) =>
    hoverAt(
      looked.get(textDocument.uri)?.found ?? [],
      position,
      client.textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    ),
  );

  connection.onCodeAction(async (params, asked) => {
    const document = documents.get(params.textDocument.uri);
    if (!document) return [];
    const place = workspace.place(document.uri);
    const { root, path } = place;
    const openAt = (each: string): TextDocument | undefined =>
      each === path ? document : openFile(pathToFileURL(join(root, each)).href);
    const seen = looked.get(document.uri);
    const plan = actionPlanner(workspace, place, document.getText(), (each) => openAt(each)?.getText());
    return actionsAt(params, seen ?? NOTHING, seen?.version === document.version, {
      document,
      path,
      hasNeighbours: place.isRepository && place.isFile,
      abilities: editAbilities(client),
      isAsked: () => !asked.isCancellationRequested,
      plan,
      locate: (each) => {
        const open = openAt(each);
        return open
          ? { uri: open.uri, version: open.version }
          : { uri: pathToFileURL(join(root, each)).href, version: null };
      },
      config: async () => {
        const name = CONFIG_FILES.find((each) => existsSync(join(root, each))) ?? CONFIG_FILES[0];
        return { path: name, text: await workspace.read(root, name) };
      },
      accept: async (finding) => {
        const { config } = await workspace.engine(root);
        return acceptInBaseline({ ...finding, path }, config, (each) => workspace.read(root, each), currentDate());
      },
    });
  });

  connection.onExecuteCommand(async ({ command, arguments: args, workDoneToken }, asked, workDone) => {
    if (command === COMMANDS.explain) return explain(args?.[0]);
    if (command !== COMMANDS.scanWorkspace) return null;
    const stop = new AbortController();
    asked.onCancellationRequested(() => stop.abort());
    let progress = workDone;
    if (workDoneToken === undefined) {
      const own = await connection.window.createWorkDoneProgress();
      own.token.onCancellationRequested(() => stop.abort());
      progress = own;
    }
    progress.begin('pictify-scan', undefined, 'looking at the workspace', true);
    try {
      return await scanWorkspace(progress, stop.signal);
    } catch (error) {
      // What was found before stays in view. Whoever takes the request back is told so, as the protocol has it.
      if (asked.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'The check was ended.');
      if (stop.signal.aborted) return null;
      for (const root of workspace.roots()) wrong.delete(root);
      await failed(workspace.roots()[0] ?? '', error);
      return null;
    } finally {
      progress.done();
    }
  });

  /** Looks at all files of the workspace's folders; gives the number of findings. */
  async function scanWorkspace(progress: WorkDoneProgressReporter, signal: AbortSignal): Promise<number> {
    const before = checked;
    const found = await scanRoots(workspace.roots(), progress, signal);
    checked = new Map([...found].map(([uri, list]) => [openFile(uri)?.uri ?? uri, list]));
    for (const uri of new Set([...before.keys(), ...checked.keys()])) {
      // An open buffer may have gone on; what is in it counts.
      if (documents.get(uri)) await looks.again(uri);
      else await publish(uri, { found: checked.get(uri) ?? [], isCut: false });
    }
    watchFiles([...checked.keys()].flatMap((uri) => fileOf(uri) ?? []).slice(0, MOST_WATCHED));
    const number = [...checked.values()].flat().length;
    say(
      MessageType.Info,
      number === 0
        ? 'pictify-scan: nothing found.'
        : `pictify-scan: ${number} ${number === 1 ? 'finding' : 'findings'} in ${checked.size} ${checked.size === 1 ? 'file' : 'files'}.`,
    );
    return number;
  }

  /** Opens the rule's page, where it came along and the client can; else says what the rule is about. */
  async function explain(id: unknown): Promise<null> {
    const rule = allRules().find((each) => each.id === id);
    if (!rule) return null;
    const page = new URL(`../docs/rules/${rule.id.replace('/', '-')}.md`, import.meta.url);
    if (client.window?.showDocument?.support && existsSync(page)) {
      const { success } = await connection.window.showDocument({ uri: page.href, takeFocus: true });
      if (success) return null;
    }
    say(MessageType.Info, `${rule.title}: ${rule.description}`);
    return null;
  }

  documents.listen(connection);
  connection.listen();
  return new Promise((resolve) => {
    connection.onExit(() => resolve());
    input.on('end', () => resolve());
  });
}

/** Clients of before workspace folders tell one root. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** Whether an address is in a folder. */
function isBelow(uri: string, folder: string): boolean {
  const [file, above] = [fileOf(uri), fileOf(folder)];
  return file !== undefined && above !== undefined && file.startsWith(above + sep);
}

function sameFile(a: string, b: string): boolean {
  const file = fileOf(a);
  return file !== undefined && file === fileOf(b);
}
