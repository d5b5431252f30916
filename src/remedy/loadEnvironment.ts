import type { Language } from '../model/language.js';

/** Programs in these languages read the environment of their process, and no file, where nothing loads one. */
const PROGRAMS = new Set<Language>([
  'javascript',
  'typescript',
  'python',
  'notebook',
  'ruby',
  'go',
  'php',
  'java',
  'kotlin',
  'scala',
  'csharp',
  'rust',
  'swift',
  'dart',
  'elixir',
  'c',
  'shell',
]);

const LOADS = /dotenv|python-decouple|environs|loadEnvFile|(?:^|[\s/"'])\.env\b/i;

/**
 * How a program gets to see what an environment file holds; `undefined` where it reads none, or loads one itself.
 *
 * @param text the program
 * @param file path of the environment file
 */
export function loadEnvironment(language: Language, text: string, file: string): string | undefined {
  if (!PROGRAMS.has(language) || LOADS.test(text)) return undefined;
  const command =
    language === 'javascript' || language === 'typescript'
      ? `node --env-file=${file} …`
      : `set -a; . ./${file}; set +a (in the shell that starts it)`;
  return `Nothing here loads ${file}, and programs do not read it by themselves: ${command}`;
}
