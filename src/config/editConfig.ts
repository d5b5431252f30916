import type { IgnoredFinding } from '../model/config.js';

/**
 * A config's text with further `ignore` entries, in the place of older ones about the same findings; comments and
 * formatting stay.
 *
 * @param text `undefined` where there is no config yet
 */
export async function addIgnoreEntry(
  file: string,
  text: string | undefined,
  entries: readonly IgnoredFinding[],
): Promise<string> {
  if (/\.ya?ml$/.test(file)) {
    const { isSeq, parseDocument } = await import('./yaml.js');
    const document = parseDocument(text ?? '');
    const list: unknown = document.get('ignore', true);
    for (const entry of entries) {
      const old = isSeq(list) ? indexOfEntry(list.toJSON(), entry) : -1;
      if (old !== -1) {
        document.setIn(['ignore', old], document.createNode(entry));
        continue;
      }
      if (isSeq(list)) list.add(document.createNode(entry));
      else document.setIn(['ignore'], document.createNode([...entries]));
      if (!isSeq(list)) break;
    }
    return document.toString();
  }
  const { applyEdits, modify, parse } = await import('./jsonc.js');
  const prefix = file.endsWith('package.json') ? ['pictify-scan'] : [];
  let result = text ?? '{}\n';
  const formattingOptions = {
    insertSpaces: !/\n\t/.test(result),
    tabSize: 2,
    eol: result.includes('\r\n') ? '\r\n' : '\n',
  };
  for (const entry of entries) {
    const whole = parse(result) as Record<string, Record<string, unknown>>;
    const config = (prefix.length === 0 ? whole : whole['pictify-scan']) as { ignore?: unknown[] } | undefined;
    const old = indexOfEntry(config?.ignore, entry);
    const index = config?.ignore?.length ?? 0;
    const edits =
      old !== -1
        ? modify(result, [...prefix, 'ignore', old], entry, { formattingOptions })
        : index === 0
          ? modify(result, [...prefix, 'ignore'], [entry], { formattingOptions })
          : modify(result, [...prefix, 'ignore', index], entry, { formattingOptions, isArrayInsertion: true });
    result = applyEdits(result, edits);
  }
  return result;
}

function indexOfEntry(list: unknown, { fingerprint }: IgnoredFinding): number {
  return Array.isArray(list)
    ? list.findIndex((each: unknown) => (each as Partial<IgnoredFinding> | null)?.fingerprint === fingerprint)
    : -1;
}
