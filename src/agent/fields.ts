/** A JSON object of somebody else's: any field may be there, or be anything. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The first text of a list. */
export function firstText(value: unknown): string | undefined {
  return Array.isArray(value) ? textOf(value[0]) : undefined;
}

/** Some agents hand arguments over as JSON inside of JSON. What is none stays as it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
