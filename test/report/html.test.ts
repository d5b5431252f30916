import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { renderHtml } from '../../src/report/formats/html.js';
import { emptyReport, hostileReport, OPTIONS } from './hostileReport.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (CHROMIUM === undefined)
  console.warn('The HTML report is not tried in a browser: there is no /usr/bin/chromium here.');

const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Errors and warnings in two files, by two rules, one of them known already. */
function plainReport(): Report {
  const [finding] = hostileReport(['plain']).findings;
  if (!finding) throw new Error('no finding');
  const make = (change: Partial<Finding>): Finding => ({ ...finding, rule: 'pictify/live-key', ...change });
  return {
    ...emptyReport(),
    receipt: { ...emptyReport().receipt, counts: { ...emptyReport().receipt.counts, error: 2, warning: 1, known: 1 } },
    findings: [
      make({ path: 'src/a.js', message: 'First of all', fingerprint: 'a' }),
      make({ path: 'src/a.js', message: 'Second', fingerprint: 'b', rule: 'pictify/test-key' }),
      make({ path: 'web/b.js', message: 'Third', fingerprint: 'c', severity: 'warning' }),
      make({ path: 'web/b.js', message: 'Fourth', fingerprint: 'd', status: 'known' }),
    ],
  };
}

describe.skipIf(CHROMIUM === undefined)('the HTML report in a browser', () => {
  let browser: Browser | undefined;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'html-'));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ARGS.split(' ') });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report; `told` collects what the page asks of the network, its errors and its dialogs. */
  async function open(report: Report, options: BrowserContextOptions = {}): Promise<{ page: Page; told: string[] }> {
    if (!browser) throw new Error('no browser');
    const file = join(folder, 'report.html');
    writeFileSync(file, renderHtml(report, OPTIONS));
    const page = await (await browser.newContext(options)).newPage();
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', (error) => told.push(error.message));
    page.on('dialog', (dialog) => {
      told.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) told.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    return { page, told };
  }

  const visible = (page: Page): Promise<string[]> => page.locator('article:visible .message').allTextContents();

  it.each([
    ['an empty report', emptyReport()],
    ['a plain report', plainReport()],
    ['hostile texts', hostileReport()],
  ])('asks nothing of the network, runs nothing foreign: %s', async (_name, report) => {
    const { page, told } = await open(report);
    await page.mouse.move(300, 300);
    expect(told).toEqual([]);
  });

  it('makes no element of hostile texts', async () => {
    const { page } = await open(hostileReport());
    expect(await page.locator('img, iframe, object, script:not(:last-of-type), [onmouseover], [onerror]').count()).toBe(
      0,
    );
  });

  it('links to nothing but https', async () => {
    const { page } = await open(hostileReport());
    const links = await page.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
    expect(links.filter((link) => !/^(?:https:|#)/.test(link))).toEqual([]);
  });

  it('refuses what is injected after all', async () => {
    const { page } = await open(plainReport());
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit=1\">')");
    await page.waitForTimeout(200);
    expect(await page.evaluate("'hit' in window")).toBe(false);
  });

  it.each([
    ['severity', "input[value='warning']", ['First of all', 'Second', 'Fourth']],
    ['status', "input[value='known']", ['First of all', 'Second', 'Third']],
  ])('filters by %s', async (_name, box, left) => {
    const { page } = await open(plainReport());
    await page.locator(box).uncheck();
    expect((await visible(page)).toSorted()).toEqual(left.toSorted());
  });

  it.each([
    ['text', 'second', ['Second']],
    ['path', 'WEB/', ['Third', 'Fourth']],
  ])('filters by %s', async (name, typed, left) => {
    const { page } = await open(plainReport());
    await page.locator(`input[name='${name}']`).fill(typed);
    expect((await visible(page)).toSorted()).toEqual(left.toSorted());
  });

  it('filters by rule', async () => {
    const { page } = await open(plainReport());
    await page.locator("select[name='rule']").selectOption('pictify/test-key');
    expect(await visible(page)).toEqual(['Second']);
  });

  it('says how many are left', async () => {
    const { page } = await open(plainReport());
    await page.locator("input[name='text']").fill('second');
    expect(await page.getByRole('status').textContent()).toBe('1 of 4 findings');
  });

  it('says that nothing fits, and starts again', async () => {
    const { page } = await open(plainReport());
    await page.locator("input[name='text']").fill('no such thing');
    const before = await page.getByText('Nothing fits these filters.').isVisible();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.locator('article').first().waitFor();
    expect([before, (await visible(page)).length]).toEqual([true, 4]);
  });

  it.each([
    ['path', ['src/a.js', 'web/b.js']],
    ['rule', ['pictify/live-key', 'pictify/test-key']],
    ['commit', ['abababababab · 2024-01-11 · plain']],
  ])('groups by %s', async (by, titles) => {
    const { page } = await open(plainReport());
    await page.locator("select[name='group']").selectOption(by);
    expect((await page.locator('.group:visible h3 code').allTextContents()).toSorted()).toEqual(titles);
  });

  it('groups hostile texts as text', async () => {
    const { page, told } = await open(hostileReport());
    for (const by of ['commit', 'rule', 'path']) await page.locator("select[name='group']").selectOption(by);
    expect([told, await page.locator('img, article').count()]).toEqual([[], hostileReport().findings.length]);
  });

  it('opens a finding by the keyboard', async () => {
    const { page } = await open(plainReport());
    const second = page.locator('article').nth(1);
    await second.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await second.locator('.frame').isVisible()).toBe(true);
  });

  it('goes to the search at a slash', async () => {
    const { page } = await open(plainReport());
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
  });

  it('shows everything without a script', async () => {
    const { page } = await open(plainReport(), { javaScriptEnabled: false });
    expect([await page.locator('article:visible').count(), await page.locator('form:visible').count()]).toEqual([4, 0]);
  });

  it('marks the masked secret in its line', async () => {
    const { page } = await open(plainReport());
    expect(await page.locator('article mark').first().textContent()).toBe('plain');
  });

  it('draws how long each secret is exposed', async () => {
    const { page } = await open(plainReport());
    const labels = await page
      .locator('.timeline svg')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    expect(labels).toEqual(Array.from({ length: 4 }, () => 'since 2024-01-11, 782 days'));
  });

  it.each([
    ['dark', 'rgb(255, 255, 255)', 'rgb(23, 29, 38)'],
    ['light', 'rgb(23, 29, 38)', 'rgb(255, 255, 255)'],
  ] as const)('changes to %s colours and back', async (to, before, after) => {
    const { page } = await open(emptyReport(), { colorScheme: to === 'dark' ? 'light' : 'dark' });
    const color = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor");
    const seen = [await color()];
    await page.getByRole('button', { name: to }).click();
    seen.push(await color());
    await page.getByRole('button', { name: to === 'dark' ? 'light' : 'dark' }).click();
    seen.push(await color());
    expect(seen).toEqual([before, after, before]);
  });

  it('has no dead button without a script', async () => {
    const { page } = await open(plainReport(), { javaScriptEnabled: false });
    expect(await page.locator('button:visible').count()).toBe(0);
  });

  it('prints every finding whole', async () => {
    const { page } = await open(plainReport());
    const shut = "document.querySelectorAll('article details:not([open])').length";
    const seen: unknown[] = [await page.evaluate(shut)];
    for (const event of ['beforeprint', 'afterprint']) {
      await page.evaluate(`dispatchEvent(new Event('${event}'))`);
      seen.push(await page.evaluate(shut));
    }
    expect(seen).toEqual([3, 0, 3]);
  });

  it('leaves out of print what is filtered out', async () => {
    const { page } = await open(plainReport());
    await page.locator("input[name='text']").fill('second');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await visible(page)).toEqual(['Second']);
  });

  it.each([320, 400, 1200])('does not scroll sideways at %i pixels', async (width) => {
    const { page } = await open(hostileReport(), { viewport: { width, height: 800 } });
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it.each([
    ['light', plainReport()],
    ['dark', plainReport()],
    ['light', emptyReport()],
    ['dark', hostileReport()],
  ] as const)('is accessible by axe in %s', { timeout: 120_000 }, async (colorScheme, report) => {
    const { page } = await open(report, { colorScheme, viewport: { width: 1000, height: 6000 } });
    if (report.findings.length > 0) await page.getByRole('button', { name: 'Open all' }).click();
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))",
    );
    expect(violations).toEqual([]);
  });
});
