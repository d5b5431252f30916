import { escapeMarkup } from '../escapeMarkup.js';

/** Text that is known to be markup; whatever else is put into a template is escaped. */
export interface Markup {
  readonly markup: string;
}

/** A template whose holes are escaped, unless markup is put in. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  return { markup: parts.map((part, index) => part + filling(values[index] ?? '')).join('') };
}

function filling(value: string | number | Markup | readonly Markup[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeMarkup(String(value));
  return 'markup' in value ? value.markup : value.map((each) => each.markup).join('\n');
}

/** Text of our own that is put in as it is: a style sheet, a script. */
export function trusted(text: string): Markup {
  return { markup: text };
}

export const nothing: Markup = { markup: '' };
