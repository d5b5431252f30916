import { languageOf } from '../text/language.js';

/** Endings by the protocol's names of languages, where the two differ. */
const ENDINGS: Readonly<Record<string, string>> = {
  javascript: 'js',
  javascriptreact: 'jsx',
  typescript: 'ts',
  typescriptreact: 'tsx',
  python: 'py',
  ruby: 'rb',
  kotlin: 'kt',
  csharp: 'cs',
  rust: 'rs',
  elixir: 'ex',
  shellscript: 'sh',
  powershell: 'ps1',
  yaml: 'yml',
  markdown: 'md',
  dotenv: 'env',
};
const PLAIN = /^[a-z]+$/;

/**
 * The name that a buffer without a file goes by: what tells its language is the client's word, as there is no
 * ending to tell it.
 *
 * @param languageId the protocol's, such as `python`
 */
export function bufferName(name: string, languageId: string): string {
  if (languageOf(name, '') !== 'text' || !PLAIN.test(languageId)) return name;
  const ending = Object.hasOwn(ENDINGS, languageId) ? ENDINGS[languageId] : languageId;
  const named = `${name}.${ending}`;
  return languageOf(named, '') === 'text' ? name : named;
}
