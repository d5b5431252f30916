import { spawn } from 'node:child_process';
import { RelativePattern, workspace, type LogOutputChannel } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, type ServerOptions } from 'vscode-languageclient/node';
import type { ServerProgram } from './findServer.js';
import { silentChannel } from './silentChannel.js';

/** Where buffers come from that are worth a look; output panes, diffs against git and settings are not. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-notebook-cell'];

/** A client of one server process. It is not started yet. */
export function createClient(program: ServerProgram, log: LogOutputChannel): LanguageClient {
  const serve: ServerOptions = () =>
    Promise.resolve(
      spawn(process.execPath, [program.file, 'lsp', '--stdio'], {
        // A server of the extension's own runs outside of what it looks at.
        cwd: program.origin === 'workspace' ? workspace.workspaceFolders?.[0]?.uri.fsPath : undefined,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        stdio: 'pipe',
      }),
    );
  return new LanguageClient('pictifyScan', 'Pictify Scan', serve, {
    documentSelector: SCHEMES.map((scheme) => ({ scheme })),
    outputChannel: log,
    traceOutputChannel: silentChannel('Pictify Scan (trace)'),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'pictify-scan',
    initializationOptions: { status: true },
  });
}

/** The patterns that, in a folder, stand for a pictify-scan that comes or goes. */
export function installPatterns(): RelativePattern[] {
  return (workspace.workspaceFolders ?? []).map(
    (folder) => new RelativePattern(folder, 'node_modules/pictify-scan/package.json'),
  );
}
