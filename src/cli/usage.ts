import { Problem } from '../model/errors.js';
import { nearest } from '../text/nearest.js';

/** Every command, for words that are nearly one. */
export const COMMANDS: readonly string[] =
  'completion scan staged range push message package stdin history merge rules formats explain fix incident verify audit init uninstall doctor baseline ignore ci lsp agent-hook'.split(
    ' ',
  );

/** Options that stand for a command by themselves: words that others' programs take as one. */
export const COMMAND_OPTIONS: readonly string[] = ['version', 'help'];

/** What the argument parser has to say, before it is put into words. */
export class UsageMessage extends Error {
  override readonly name = 'UsageMessage';
}

/**
 * A complaint of yargs in words of ours, with a next step.
 *
 * @param argv the words of the command line
 * @param message as yargs writes it: `Unknown argument: colour`
 * @param help of the command that was called; its first line is `pictify-scan explain <what>`
 */
export function usageProblem(message: string, argv: readonly string[], help: string): Problem {
  const [, command, wanted = ''] = /^pictify-scan ([a-z][a-z-]*)(?: (.*))?\n/.exec(help) ?? [];
  const name = command ?? 'pictify-scan';
  const see = `See: pictify-scan ${command === undefined ? '' : `${command} `}--help`;
  const [, given, choices] = /Argument: [\w-]+, Given: (.*), Choices: (.*)$/m.exec(message) ?? [];
  if (given !== undefined && choices !== undefined) {
    const option = /Argument: ([\w-]+)/.exec(message)?.[1] ?? '';
    return new Problem(
      'usage',
      given === 'true' ? `--${option} needs a value.` : `There is no --${option} ${given.replace(/^"|"$/g, '')}.`,
      `It takes one of: ${choices.replaceAll('"', '')}.`,
    );
  }
  if (message.startsWith('Not enough non-option arguments'))
    return new Problem('usage', `${name} needs more: ${wanted}.`, see);
  const missing = /^Missing required arguments?: (.+)$/.exec(message)?.[1];
  if (missing !== undefined)
    return new Problem('usage', `${name} needs --${missing.replaceAll(', ', ' and --')}.`, see);
  const unknown = /^Unknown (?:arguments?|commands?): (.+)$/s.exec(message)?.[1]?.split(', ') ?? [];
  const option = unknown.find((each) =>
    argv.some((word) => /^--?/.test(word) && word.replace(/^--?|=.*$/gs, '') === each),
  );
  if (option !== undefined) {
    const options = [...help.matchAll(/ --([a-z][a-z-]*)/g)].map(([, known]) => known ?? '');
    const dashes = option.length === 1 ? '-' : '--';
    // `-v` of a command may be meant for other things.
    const meant = command === undefined && /^v$/i.test(option) ? 'version' : nearest(option, options);
    return new Problem('usage', `${name} knows no ${dashes}${option}.`, didYouMean(meant, see));
  }
  return unknown[0] === undefined
    ? new Problem('usage', message.replaceAll('\n', ' '), see)
    : new Problem('usage', `${name} takes no ${unknown[0]}.`, see);
}

/** @throws Problem `usage` where an option that takes a value was given none */
export function refuseEmptyValues(args: Readonly<Record<string, unknown>>, argv: readonly string[]): void {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  for (const [index, word] of words.entries()) {
    const [, option, name, inside] = /^(--?([\w-]+))(=|$)/.exec(word) ?? [];
    const value = name === undefined ? undefined : args[name];
    // yargs takes an option's default where no value follows.
    const isLeftOut = inside === '' && typeof value !== 'boolean' && /^(?:$|-\D)/.test(words[index + 1] ?? '');
    const isEmpty = value === '' || (Array.isArray(value) && value.every((each) => each === ''));
    if (option !== undefined && value !== undefined && (isLeftOut || isEmpty))
      throw new Problem('usage', `${option} needs a value.`, 'Write it after the option, with a space or = between.');
  }
}

function didYouMean(option: string | undefined, see: string): string {
  return option === undefined ? see : `Did you mean --${option}? ${see}`;
}
