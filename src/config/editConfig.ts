import type { IgnoredFinding } from '../model/config.js';

/**
 * A config's text with further `ignore` entries; comments and formatting stay. An entry takes the place of an
 * earlier one for the same finding.
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
      if (isSeq(list)) {
        const index = (list.toJSON() as unknown[]).findIndex((each) => isFor(each, entry));
        if (index === -1) list.add(document.createNode(entry));
        else list.set(index, document.createNode(entry));
      } else document.setIn(['ignore'], document.createNode([...entries]));
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
    const index = config?.ignore?.length ?? 0;
    const earlier = config?.ignore?.findIndex((each) => isFor(each, entry)) ?? -1;
    const edits =
      earlier !== -1
        ? modify(result, [...prefix, 'ignore', earlier], entry, { formattingOptions })
        : index === 0
          ? modify(result, [...prefix, 'ignore'], [entry], { formattingOptions })
          : modify(result, [...prefix, 'ignore', index], entry, { formattingOptions, isArrayInsertion: true });
    result = applyEdits(result, edits);
  }
  return result;
}

function isFor(each: unknown, { fingerprint }: IgnoredFinding): boolean {
  return typeof each === 'object' && each !== null && 'fingerprint' in each && each.fingerprint === fingerprint;
}
