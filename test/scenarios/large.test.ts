import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

describe('large changes', { timeout: 240_000 }, () => {
  it('a file of 100 MB is looked at to its end', () => {
    using repository = Repository.started();
    repository.stage(
      'big.txt',
      Buffer.concat([Buffer.alloc(100 * 1024 * 1024, 'lorem ipsum dolor\n'), Buffer.from(`\n${leak()}`)]),
    );
    const { found, report } = repository.scan('staged');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^pictify\/live-key big\.txt:5825\d\d\d new$/);
    expect(report?.receipt).toMatchObject({ files: 1, bytes: expect.any(Number) });
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
