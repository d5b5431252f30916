import {
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type Disposable,
  type StatusBarItem,
} from 'vscode';
import type { ServerProgram } from './findServer.js';

/** What the guard is doing. */
export type State =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | { readonly is: 'ready'; readonly program: ServerProgram }
  | { readonly is: 'unable'; readonly why: string };

/** A word in the status bar: whether the guard is on, and what it found. */
export class StatusItem implements Disposable {
  readonly #item: StatusBarItem = window.createStatusBarItem('pictifyScan.status', StatusBarAlignment.Right, 90);
  readonly #listener: Disposable;
  #state: State = { is: 'starting' };

  constructor() {
    this.#item.name = 'Pictify Scan';
    this.#listener = languages.onDidChangeDiagnostics(() => this.#render());
    this.#render();
    this.#item.show();
  }

  set(state: State): void {
    this.#state = state;
    this.#render();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #render(): void {
    const item = this.#item;
    item.backgroundColor = undefined;
    item.command = 'workbench.actions.view.problems';
    switch (this.#state.is) {
      case 'off':
        item.text = '$(circle-slash) Pictify: off';
        item.tooltip = 'Switched off by the setting pictifyScan.enable.';
        item.command = { title: 'Settings', command: 'workbench.action.openSettings', arguments: ['pictifyScan'] };
        return;
      case 'starting':
        item.text = '$(loading~spin) Pictify: starting';
        item.tooltip = 'The scanner is starting.';
        return;
      case 'unable':
        item.text = '$(error) Pictify: not able';
        item.tooltip = plain(`Nothing is looked at: ${this.#state.why}\n\nClick for the output.`);
        item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
        item.command = 'pictifyScan.showOutput';
        return;
      case 'ready': {
        const { findings, files } = count();
        const { program } = this.#state;
        const noun = findings === 1 ? 'finding' : 'findings';
        item.text = findings === 0 ? '$(shield) Pictify: clean' : `$(warning) Pictify: ${findings} ${noun}`;
        if (findings > 0) item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
        const said =
          findings === 0
            ? 'No key in what was looked at: open files, and all files after “Scan the workspace”.'
            : `${findings} ${noun} in ${files} ${files === 1 ? 'file' : 'files'}. Click for Problems.`;
        const whose = program.origin === 'workspace' ? 'the project’s own' : 'bundled';
        item.tooltip = plain(`${said}\n\npictify-scan ${program.version} (${whose})`);
      }
    }
  }
}

function plain(text: string): MarkdownString {
  return new MarkdownString().appendText(text);
}

/** What stands in Problems, by our source. */
function count(): { readonly findings: number; readonly files: number } {
  const numbers = languages
    .getDiagnostics()
    .map(([, diagnostics]) => diagnostics.filter(({ source }) => source === 'pictify-scan').length)
    .filter((number) => number > 0);
  return { findings: numbers.reduce((sum, number) => sum + number, 0), files: numbers.length };
}
