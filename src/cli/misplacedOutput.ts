import { escapeUnsafe } from '../text/escape.js';

/**
 * What is to be said where a file goes to another format than the one that it stands behind, `undefined` where none
 * does: files go to the formats in their order, and one of the first formats was given none.
 *
 * @param argv `--format pretty --format sarif --output all.sarif`
 */
export function misplacedOutput(argv: readonly string[]): string | undefined {
  const formats: { readonly name: string; readonly files: string[] }[] = [];
  const files: string[] = [];
  for (const { option, value } of reportWords(argv)) {
    if (option === 'format') formats.push({ name: value, files: [] });
    else {
      files.push(value);
      formats.at(-1)?.files.push(value);
    }
  }
  // Two files in a row are a list, and so are files before any format: their order is what is meant.
  const isEachBehindItsOwn = formats.flatMap((each) => each.files).length === files.length;
  if (files.length >= formats.length || !isEachBehindItsOwn || formats.some((each) => each.files.length > 1))
    return undefined;
  const misplaced = formats.find((each, index) => each.files[0] !== undefined && each.files[0] !== files[index]);
  const file = misplaced?.files[0];
  const given = file === undefined ? undefined : formats[files.indexOf(file)];
  if (misplaced === undefined || file === undefined || given === undefined) return undefined;
  const last = formats.findLastIndex((each) => each.files.length > 0);
  const meant = formats
    .map(
      ({ name, files: [own = '-'] }, index) => `--format ${name}${index > last ? '' : ` --output ${shellWord(own)}`}`,
    )
    .join(' ');
  return escapeUnsafe(
    `${file} is given the format ${given.name}, not ${misplaced.name}: files go to the formats in their order. If that is not meant, write: ${meant}`,
  );
}

/** The formats and files among the words, in their order. */
function* reportWords(
  argv: readonly string[],
): Iterable<{ readonly option: 'format' | 'output'; readonly value: string }> {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  for (const [index, word] of words.entries()) {
    const [, name, inside] = /^(--format|-f|--output|-o)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) continue;
    yield { option: /^--?f/.test(name) ? 'format' : 'output', value: inside ?? words[index + 1] ?? '' };
  }
}

function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
