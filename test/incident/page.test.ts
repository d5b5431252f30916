import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import axe from 'axe-core';
import { chromium, type Browser } from 'playwright-core';
import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentReport } from '../../src/incident/model.js';
import { renderMarkdown } from '../../src/incident/render/markdown.js';
import { renderPage } from '../../src/incident/render/page.js';
import { HOSTILE_TEXTS } from '../report/hostileReport.js';
import { KEY, leak, Repository } from '../support/repository.js';
import { incident } from './incident.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (CHROMIUM === undefined)
  console.warn("Incident's page is not tried in a browser: there is no /usr/bin/chromium here.");

const schema = JSON.parse(
  readFileSync(new URL('../../schema/incident.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

/** A report in which every part has something to say. */
function fullReport(): IncidentReport {
  using repository = Repository.started();
  repository.git('init', '-q', '--bare', '../remote.git');
  repository.git('remote', 'add', 'origin', '../remote.git');
  repository.write('package.json', '{ "name": "cards", "version": "1.0.0" }\n');
  repository.write('.husky/pre-commit', 'npx pictify-scan staged\n');
  repository.write('src/a.js', leak());
  repository.commit('in\n\nCo-authored-by: Tool <tool@example.com>');
  repository.git('push', '-q', 'origin', 'main');
  repository.write('src/a.js', `\n${leak()}`);
  repository.commit('more');
  repository.git('tag', 'v1');
  repository.write('src/a.js', 'new Pictify(process.env.PICTIFY_API_KEY)\n');
  repository.commit('out');
  repository.write('.env', `PICTIFY_API_KEY=${KEY}\n`);
  const line = (hours: number, ip: string): string =>
    JSON.stringify({
      timestamp: new Date(Date.now() + hours * 3_600_000).toISOString(),
      keyId: 'key_a',
      endpoint: '/image',
      method: 'POST',
      status: hours > 3 ? 429 : 200,
      ip,
      userAgent: 'x',
    });
  const lines = Array.from({ length: 80 }, (_, hour) => line(hour - 40, hour < 42 ? '203.0.113.50' : '198.51.100.7'));
  repository.write('log.jsonl', `${lines.join('\n')}\nbroken\n`);
  return incident(repository, ['--stdin', '--audit-log', 'log.jsonl'], KEY).report;
}

/** The same with a hostile text in the place of every other. */
function hostile(report: IncidentReport): IncidentReport {
  const text = HOSTILE_TEXTS.join('');
  const change = (data: unknown, name: string): unknown => {
    if (typeof data === 'string')
      return /^(?:written|date|committed|at|from|to|first|last|since|change|where|kind|status|reach|timeZone|how|severity|code)$/.test(
        name,
      )
        ? data
        : text;
    if (Array.isArray(data)) return data.map((each) => change(each, name));
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value, key)]));
  };
  return change(report, '') as IncidentReport;
}

describe("incident's report", () => {
  let report: IncidentReport;
  let browser: Browser | undefined;
  let folder = '';

  beforeAll(async () => {
    report = fullReport();
    folder = mkdtempSync(join(tmpdir(), 'incident-'));
    if (CHROMIUM !== undefined)
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is described by its schema', () => {
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has the steps of the guide in their order', () => {
    expect(report.actions.map(({ title }) => title)).toEqual([
      'Revoke the key',
      'Create a new key',
      'Update what uses it',
      'Review what was done with it',
    ]);
  });

  it('tells that the hook was bypassed, and which tool left its name', () => {
    expect(
      report.sources.map(({ bypassed, guards, signs }) => ({
        bypassed,
        guards,
        signs: signs.filter((each) => each.includes('Tool')),
      })),
    ).toEqual([
      {
        bypassed: true,
        guards: ['.husky/pre-commit'],
        signs: ['The message says: Co-authored-by: Tool <tool@example.com>'],
      },
    ]);
  });

  it('is the same in Markdown: every part has its heading', () => {
    const headings = [...renderMarkdown(report).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'Immediate actions',
      'Scope',
      'Usage',
      'Source',
      'Where the new key has to go',
      'Taking it out of the history',
      'Changing keys without a stop',
      'Prevention',
    ]);
  });

  it('is harmless in Markdown, whatever others wrote into names and messages', () => {
    const html = marked.parse(renderMarkdown(hostile(report)), { async: false });
    expect(html).not.toMatch(/<script|<img|<a |javascript:[^<]*"|onerror="/i);
  });

  it.skipIf(CHROMIUM === undefined).each<readonly [string, 'light' | 'dark', boolean]>([
    ['in light colours', 'light', false],
    ['in dark colours', 'dark', false],
    ['with hostile texts', 'light', true],
  ])(
    'is a page that everybody can read and that asks nothing of the network, %s',
    async (_name, colorScheme, isHostile) => {
      const file = join(folder, 'incident.html');
      writeFileSync(file, renderPage(isHostile ? hostile(report) : report));
      const context = await browser?.newContext({ colorScheme, bypassCSP: false });
      const page = await context?.newPage();
      if (!page) throw new Error('no page');
      const told: string[] = [];
      page.on('console', (message) => told.push(message.text()));
      page.on('pageerror', (error) => told.push(error.message));
      page.on('dialog', (dialog) => told.push(dialog.message()));
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(file).href) told.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      await page.setViewportSize({ width: 390, height: 800 });
      const wide = await page.evaluate(`[...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, .picture, .skip, .commands'))
      .map((each) => each.outerHTML.slice(0, 200))`);
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      await context?.close();
      expect({ told, wide, violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`) }).toEqual({
        told: [],
        wide: [],
        violations: [],
      });
    },
  );

  it.skipIf(CHROMIUM === undefined)('draws its pictures inside of their frames', async () => {
    const file = join(folder, 'pictures.html');
    writeFileSync(file, renderPage(report));
    const page = await browser?.newPage({ viewport: { width: 1100, height: 900 } });
    if (!page) throw new Error('no page');
    await page.goto(pathToFileURL(file).href);
    const outside = await page.evaluate(`[...document.querySelectorAll('.picture svg')].map((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text, rect, circle, line, path')].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      }).map((each) => each.outerHTML);
    })`);
    await page.close();
    expect(outside).toEqual([[], []]);
  });
});
