import {
  createConnection,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
  TextDocumentSyncKind,
  type Diagnostic,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { allRules } from '../../rules/index.js';
import { Problem } from '../model/errors.js';
import type { Finding } from '../model/finding.js';
import { evidenceText, whyText } from '../report/messages.js';
import { scanTree } from '../scan/run.js';
import { maskKeys } from '../text/redact.js';
import { VERSION } from '../version.js';
import { codeActions } from './codeActions.js';
import { toDiagnostic } from './diagnostics.js';
import { Workspace } from './workspace.js';

/** How long typing has to pause before a buffer is looked at, in milliseconds. */
const PAUSE = 250;
const WATCHED = [
  '**/pictify-scan.config.{json,jsonc,yaml,yml}',
  '**/.gitignore',
  '**/.pictify-scan-baseline',
  '**/package.json',
];

/** Serves the Language Server Protocol over two streams until the client says exit. Never logs a buffer's text. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace();
  const findings = new Map<string, readonly Finding[]>();
  const timers = new Map<string, NodeJS.Timeout>();
  let folders: string[] = [];
  let watches = false;

  async function look(document: TextDocument): Promise<void> {
    const { version, uri } = document;
    try {
      const report = await workspace.scan(uri, document.getText());
      // The buffer went on meanwhile: its own look is on the way.
      if (documents.get(uri)?.version !== version) return;
      const found = report?.findings ?? [];
      findings.set(uri, found);
      await connection.sendDiagnostics({ uri, version, diagnostics: found.map(toDiagnostic) });
    } catch (error) {
      const said =
        error instanceof Problem
          ? `${error.message} ${error.next}`
          : 'A buffer could not be looked at: this is a bug in pictify-scan.';
      connection.window.showErrorMessage(`pictify-scan: ${maskKeys(said)}`);
    }
  }

  function later(document: TextDocument): void {
    clearTimeout(timers.get(document.uri));
    timers.set(
      document.uri,
      setTimeout(() => void look(document), PAUSE),
    );
  }

  connection.onInitialize((params) => {
    folders = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    return {
      serverInfo: { name: 'pictify-scan', version: VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        executeCommandProvider: { commands: ['pictify-scan.explain', 'pictify-scan.scanWorkspace'] },
      },
    };
  });
  connection.onInitialized(() => {
    if (watches)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: WATCHED.map((globPattern) => ({ globPattern })),
      });
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.forget();
    for (const document of documents.all()) later(document);
  });

  documents.onDidOpen(({ document }) => look(document));
  documents.onDidChangeContent(({ document }) => later(document));
  documents.onDidSave(({ document }) => {
    clearTimeout(timers.get(document.uri));
    return look(document);
  });
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri));
    findings.delete(document.uri);
    return connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.onHover(({ textDocument, position }) => {
    const at = findings.get(textDocument.uri)?.filter(({ line, column, endLine, endColumn }) => {
      const after = position.line + 1 > line || (position.line + 1 === line && position.character + 1 >= column);
      const before =
        position.line + 1 < endLine || (position.line + 1 === endLine && position.character + 1 <= endColumn);
      return after && before;
    });
    return at && at.length > 0
      ? { contents: { kind: 'markdown', value: at.map(hoverText).join('\n\n---\n\n') } }
      : null;
  });

  connection.onCodeAction(async ({ textDocument, context }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const ignoredEnv = await workspace.ignoredEnv(textDocument.uri);
    const { path } = workspace.place(textDocument.uri);
    const variableOf = (id: string): string => allRules().find((rule) => rule.id === id)?.variable ?? 'SECRET';
    return context.diagnostics.flatMap((diagnostic: Diagnostic) =>
      codeActions(diagnostic, { document, path, ignoredEnv, variableOf }),
    );
  });

  connection.onExecuteCommand(async ({ command, arguments: args }) => {
    if (command === 'pictify-scan.explain') {
      const rule = allRules().find((each) => each.id === args?.[0]);
      if (rule) connection.window.showInformationMessage(`${rule.title}: ${rule.description}`);
      return null;
    }
    return scanFolders();
  });

  /** Looks at the folders of the workspace, with progress; gives the number of findings. */
  async function scanFolders(): Promise<number> {
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('pictify-scan', 0, 'looking at the workspace', false);
    let number = 0;
    for (const [index, folder] of folders.entries()) {
      progress.report(Math.round((100 * index) / folders.length), workspace.place(`${folder}/x`).root);
      const { root } = workspace.place(`${folder}/x`);
      const report = await scanTree({ cwd: root });
      number += report.findings.length;
      for (const [path, list] of byPath(report.findings)) {
        const uri = pathToFileURL(join(root, path)).href;
        if (!documents.get(uri)) await connection.sendDiagnostics({ uri, diagnostics: list.map(toDiagnostic) });
      }
    }
    progress.done();
    connection.window.showInformationMessage(
      number === 0 ? 'pictify-scan: nothing found.' : `pictify-scan: ${number} findings.`,
    );
    return number;
  }

  documents.listen(connection);
  connection.listen();
  return new Promise((resolve) => {
    connection.onExit(() => resolve());
    input.on('end', () => resolve());
  });
}

function byPath(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding]);
  return groups;
}

function hoverText(finding: Finding): string {
  const why = whyText(finding);
  return [
    `**${finding.rule}**: ${finding.message}`,
    ...(why === undefined ? [] : [why]),
    'Because',
    ...finding.evidence.map((each) => `- ${evidenceText(each)}`),
    'Do',
    ...finding.hints.map((hint, index) => `${index + 1}. ${hint}`),
  ].join('\n');
}
