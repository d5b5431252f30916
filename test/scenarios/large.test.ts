import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

describe('large changes', { timeout: 240_000 }, () => {
  it('a file of 100 MB is looked at to its end', () => {
    using repository = Repository.started();
    const content = Buffer.concat([Buffer.alloc(100 * 1024 * 1024, 'lorem ipsum dolor\n'), Buffer.from(`\n${leak()}`)]);
    repository.stage('big.txt', content);
    const { found, report } = repository.scan('staged');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^pictify\/live-key big\.txt:5825\d\d\d new$/);
    expect(report?.receipt).toMatchObject({ files: 1, bytes: content.length });
  });

  it('what stands where two pieces of a file overlap is one thing, and counts once', () => {
    using repository = Repository.started();
    const big = (at: number, more = ''): Buffer => {
      const bytes = Buffer.alloc(17 * 1024 * 1024, 'lorem ipsum dolor\n');
      bytes.write(`\n${leak()}`, at);
      return Buffer.concat([bytes, Buffer.from(more)]);
    };
    const overlap = 16 * 1024 * 1024 - 32 * 1024;
    repository.stage('big.txt', big(overlap));
    expect(repository.scan('staged').report?.receipt).toMatchObject({
      files: 1,
      bytes: 17 * 1024 * 1024,
      counts: { error: 1 },
    });
    repository.commit('known');
    // It moves out of the overlap, and a second copy comes: two now, one before.
    repository.stage('big.txt', big(1024, leak()));
    const { code, report } = repository.scan('staged');
    expect({ code, counts: report?.receipt.counts }).toMatchObject({ code: 1, counts: { error: 1, known: 1 } });
  });

  it('20,000 files are all looked at', () => {
    using repository = Repository.started();
    const blob = (text: string): string => repository.gitWith(text, 'hash-object', '-w', '--stdin');
    const clean = Array.from({ length: 50 }, (_, index) => blob(`const x = ${index};\n`));
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `100644 ${index === 19_999 ? blob(leak()) : clean[index % 50]}\td${index % 100}/f${index}.js\n`,
    );
    repository.gitWith(lines.join(''), 'update-index', '--index-info');
    const { found, report } = repository.scan('staged');
    expect({ found, files: report?.receipt.files }).toEqual({
      found: ['pictify/live-key d99/f19999.js:1 new'],
      files: 20_000,
    });
  });
});
