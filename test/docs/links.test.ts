import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((file) => join('docs', file)),
].filter((file) => file.endsWith('.md'));

/** The text without what is shown as code. */
function prose(page: string): string {
  return readFileSync(page, 'utf8')
    .replaceAll(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n\1\2 *$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const headings = readFileSync(page, 'utf8')
    .replaceAll(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n\1\2 *$/gm, '')
    .matchAll(/^#{1,6} +(.+?) *$/gm);
  for (const [, heading = ''] of headings) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    let name = anchor;
    for (let number = 1; anchors.has(name); number += 1) name = `${anchor}-${number}`;
    anchors.add(name);
  }
  return anchors;
}

function linksOf(page: string): readonly string[] {
  return [...prose(page).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(([, link = '']) => link);
}

/** What is wrong with a link; nothing where it leads somewhere. */
function broken(page: string, link: string): string | undefined {
  if (/^(?:https?|mailto):/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (target.startsWith('..') || !existsSync(target)) return `${page}: ${link}: there is no ${target}`;
  if (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor))
    return `${page}: ${link}: ${target} has no such heading`;
  return undefined;
}

describe('links in README.md and docs/', () => {
  it('are there', () => expect(pages.flatMap(linksOf).length).toBeGreaterThan(50));

  it.each(pages.filter((page) => linksOf(page).length > 0))('lead somewhere: %s', (page) =>
    expect(linksOf(page).flatMap((link) => broken(page, link) ?? [])).toEqual([]),
  );

  it('lead to every page', () => {
    const linked = new Set(pages.flatMap((page) => linksOf(page).map((link) => normalize(join(dirname(page), link)))));
    expect(pages.filter((page) => page !== 'README.md' && !linked.has(page))).toEqual([]);
  });

  it.each(['no-such.md', '../../outside.md', '#no-such-heading', 'start.md#no-such-heading'])(
    'would be told: %s',
    (link) => expect(broken('docs/README.md', link)).toBeDefined(),
  );
});
