import type { Language } from '../model/language.js';

const HASH = new Set<Language>([
  'python',
  'ruby',
  'elixir',
  'shell',
  'powershell',
  'dotenv',
  'yaml',
  'kubernetes',
  'compose',
  'github-workflow',
  'gitlab-ci',
  'terraform',
  'dockerfile',
  'toml',
  'ini',
  'properties',
  'text',
  'log',
]);
const SLASHES = new Set<Language>([
  'javascript',
  'typescript',
  'go',
  'php',
  'java',
  'kotlin',
  'csharp',
  'rust',
  'swift',
  'dart',
  'scala',
  'c',
]);

/** A text as a comment in a language; `undefined` where the language has none (JSON). */
export function asComment(language: Language, text: string): string | undefined {
  if (HASH.has(language)) return `# ${text}`;
  if (SLASHES.has(language)) return `// ${text}`;
  switch (language) {
    case 'sql':
      return `-- ${text}`;
    case 'css':
      return `/* ${text} */`;
    case 'html':
    case 'xml':
    case 'markdown':
      return `<!-- ${text} -->`;
    default:
      return undefined;
  }
}
