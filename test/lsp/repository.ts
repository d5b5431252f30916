import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';

/** A folder with files, a repository unless told otherwise, and their addresses. */
export class Repository {
  readonly root: string;

  constructor({ git = true }: { readonly git?: boolean } = {}) {
    this.root = mkdtempSync(join(tmpdir(), 'pictify-scan-lsp-'));
    if (!git) return;
    execFileSync('git', ['init', '-q', this.root]);
    this.write('.gitignore', '.env\n.env.*\n!.env.example\n');
  }

  at(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  write(path: string, text: string): string {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
    return this.at(path);
  }

  git(...args: readonly string[]): void {
    execFileSync('git', ['-C', this.root, ...args]);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Texts by path after an edit, as a client applies it. */
  after(edit: WorkspaceEdit | undefined, before: Readonly<Record<string, string>>): Record<string, string> {
    const texts: Record<string, string> = { ...before };
    const apply = (uri: string, edits: readonly TextEdit[]): void => {
      const path = uri.startsWith(this.at('')) ? uri.slice(this.at('').length).replace(/^\//, '') : uri;
      texts[path] = TextDocument.applyEdits(TextDocument.create(uri, '', 0, texts[path] ?? ''), [...edits]);
    };
    for (const change of edit?.documentChanges ?? [])
      if ('textDocument' in change) apply(change.textDocument.uri, change.edits as TextEdit[]);
    for (const [uri, edits] of Object.entries(edit?.changes ?? {})) apply(uri, edits);
    return texts;
  }
}
