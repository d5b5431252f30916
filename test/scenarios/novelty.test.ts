import { describe } from 'vitest';
import { KEY, KEY2, leak, Repository } from '../support/repository.js';
import { checkStaged } from '../support/stagedCases.js';

const LIVE = 'pictify/live-key';

describe('what the change adds, not what was there', () => {
  const withKey = (): Repository => {
    const repository = Repository.started();
    repository.write('a.js', `// head\n${leak()}// tail\n`);
    repository.commit('old leak');
    return repository;
  };
  checkStaged(
    [
      [
        'another line of the file',
        (r) => r.stage('a.js', `// head, changed\n${leak()}// tail\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'the line moved down',
        (r) => r.stage('a.js', `// head\n// more\n// more\n${leak()}// tail\n`),
        [`${LIVE} a.js:4 known`],
      ],
      ['the line re-indented', (r) => r.stage('a.js', `// head\n    ${leak()}// tail\n`), [`${LIVE} a.js:2 known`]],
      [
        'the line rewritten round the same key',
        (r) => r.stage('a.js', `// head\nconst client = new Pictify('${KEY}');\n// tail\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'the file renamed',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
        },
        [`${LIVE} b.js:2 known`],
      ],
      [
        'renamed with an edit',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
          r.stage('b.js', `// new head\n${leak()}// tail\n`);
        },
        [`${LIVE} b.js:2 known`],
      ],
      [
        'renamed with a second key',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
          r.stage('b.js', `// head\n${leak()}${leak(KEY2)}`);
        },
        [`${LIVE} b.js:2 known`, `${LIVE} b.js:3 new`],
      ],
      [
        'moved to another file',
        (r) => {
          r.stage('a.js', '// head\n// tail\n');
          r.stage('c.js', leak());
        },
        [`${LIVE} c.js:1 known`],
      ],
      ['copied to another file', (r) => r.stage('c.js', leak()), [`${LIVE} c.js:1 new`]],
      [
        'a second copy in the file',
        (r) => r.stage('a.js', `// head\n${leak()}// tail\n${leak()}`),
        [`${LIVE} a.js:2 known`, `${LIVE} a.js:4 new`],
      ],
      ['another key in its place', (r) => r.stage('a.js', `// head\n${leak(KEY2)}// tail\n`), [`${LIVE} a.js:2 new`]],
      [
        'appended to a file without final newline',
        (r) => {
          r.write('n.js', leak().trimEnd());
          r.commit('n');
          r.stage('n.js', `${leak()}// more\n`);
        },
        [`${LIVE} n.js:1 known`],
      ],
      [
        'deleted',
        (r) => {
          r.git('rm', '-q', 'a.js');
        },
        [],
      ],
      [
        'line ends changed',
        (r) => r.stage('a.js', `// head\r\n${leak().replace('\n', '\r\n')}// tail\r\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'encoding changed to UTF-16',
        (r) => r.stage('a.js', Buffer.from(`\ufeff// head\n${leak()}`, 'utf16le')),
        [`${LIVE} a.js:2 known`],
      ],
      ['another file', (r) => r.stage('z.js', 'clean\n'), []],
      [
        'taken out and put back elsewhere in the file',
        (r) => r.stage('a.js', `${leak()}// head\n// tail\n`),
        [`${LIVE} a.js:1 known`],
      ],
    ],
    withKey,
  );
});
