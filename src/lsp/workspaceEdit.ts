import type { ClientCapabilities, TextEdit, WorkspaceEdit } from 'vscode-languageserver';

/** What a client can do with edits and actions. */
export interface EditAbilities {
  /** Edits of versioned documents, in an order. */
  readonly documentChanges: boolean;
  /** Edits that make files. */
  readonly create: boolean;
  /** Actions that cannot be taken are shown with their reason. */
  readonly disabledActions: boolean;
}

export function editAbilities({ workspace, textDocument }: ClientCapabilities): EditAbilities {
  return {
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    create: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    disabledActions: textDocument?.codeAction?.disabledSupport ?? false,
  };
}

/** The edits of one file. */
export interface FileEdits {
  readonly uri: string;
  /** Of the open document; `null` where it is not open. */
  readonly version: number | null;
  /** Relative to the root. */
  readonly path: string;
  readonly isNew: boolean;
  readonly edits: readonly TextEdit[];
}

/** Edits of several files in the order given, as far as the client can be told of versions and new files. */
export function workspaceEdit(files: readonly FileEdits[], abilities: EditAbilities): WorkspaceEdit {
  if (!abilities.documentChanges)
    return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, [...edits]])) };
  return {
    documentChanges: files.flatMap(({ uri, version, isNew, edits }) => [
      ...(isNew && abilities.create ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
      { textDocument: { uri, version }, edits: [...edits] },
    ]),
  };
}
