// One window of VS Code, driven as a person would: by keys, and by what is to be seen.
import { setTimeout as sleep } from 'node:timers/promises';

/** A loaded machine is slow; nothing here measures. */
const PATIENCE = Number(process.env.PATIENCE ?? 90_000);

export class Window {
  #page;

  constructor(page) {
    this.#page = page;
  }

  static async open(browser, url, folder) {
    const page = await browser.newPage({ viewport: { width: 1180, height: 640 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    await page.waitForSelector('.monaco-workbench');
    return new Window(page);
  }

  get page() {
    return this.#page;
  }

  /** The text of our item in the status bar. */
  async status() {
    const item = this.#page.locator('.statusbar-item[id*="pictifyScan"]');
    return (await item.textContent())?.trim() ?? '';
  }

  /** Waits until the status says so; gives what it says. */
  async statusIs(wanted) {
    return this.until(
      () => this.status(),
      (status) => status.includes(wanted),
      `the status "${wanted}"`,
    );
  }

  async statusTip() {
    await this.#page.locator('.statusbar-item[id*="pictifyScan"]').hover();
    const tip = this.#page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
    await tip.waitFor();
    const text = (await tip.innerText()).replaceAll('\u00a0', ' ');
    await this.#page.mouse.move(500, 300);
    return text;
  }

  async clickStatus() {
    await this.#page.locator('.statusbar-item[id*="pictifyScan"] a').click();
  }

  async openFile(name) {
    await this.#pick('Control+P', name);
    await this.#page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.#page.locator('.editor-instance .monaco-editor').first().waitFor();
  }

  /** By the command palette. */
  async command(title) {
    await this.#pick('F1', `>${title}`);
  }

  async #pick(key, text) {
    await this.#page.keyboard.press(key);
    const input = this.#page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await input.fill(text);
    await this.#page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await sleep(400);
    await this.#page.keyboard.press('Enter');
  }

  /** Trusts the workspace, as its banner offers. */
  async trust() {
    await this.command('Workspaces: Manage Workspace Trust');
    await this.#page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
  }

  /** In the place of everything in the active editor. */
  async type(text) {
    await this.#page.locator('.editor-instance .monaco-editor .view-lines').first().click();
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.type(text);
  }

  async save() {
    await this.#page.keyboard.press('Control+S');
  }

  squiggles(severity = 'error') {
    return this.#page.locator(`.squiggly-${severity}`).count();
  }

  /** The rows of Problems, as text. */
  async problems() {
    return this.#page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  }

  /** The titles of the quick fixes on what the pointer of Problems or the caret is at. */
  async quickFixes() {
    await this.#page.keyboard.press('F8');
    await sleep(500);
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Control+.');
    const rows = this.#page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  async choose(title) {
    await this.#page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click();
  }

  async hoverText() {
    await this.#page.locator('.squiggly-error').first().hover({ force: true });
    const hover = this.#page.locator('.monaco-hover .hover-contents, .monaco-hover .monaco-hover-content').first();
    await hover.waitFor();
    const text = await this.until(
      () =>
        this.#page
          .locator('.monaco-hover:visible')
          .allInnerTexts()
          .then((all) => all.join('\n')),
      (all) => all.includes('Because'),
      'the hover',
    );
    await this.#page.keyboard.press('Escape');
    await this.#page.mouse.move(500, 500);
    return text;
  }

  async until(look, isRight, what) {
    const end = Date.now() + PATIENCE;
    let seen;
    while (Date.now() < end) {
      seen = await look();
      if (isRight(seen)) return seen;
      await sleep(200);
    }
    throw new Error(`waited in vain for ${what}; last seen: ${JSON.stringify(seen)}`);
  }
}
