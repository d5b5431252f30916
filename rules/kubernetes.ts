import type { Evidence } from '../src/model/finding.js';
import type { JudgeContext } from '../src/model/rule.js';

const MANIFEST_LINES = 400;

/**
 * Whether a value stands under `data` or `stringData` of a `kind: Secret`, and under which key.
 * A YAML file can hold several manifests, parted by `---`; a JSON one can hold a list.
 */
export function secretManifestKey(context: JudgeContext): Evidence | undefined {
  const names = context.names();
  const at = names.findIndex((name) => name === 'data' || name === 'stringData');
  const section = names[at];
  if (section === undefined) return undefined;
  if (!isSecretManifest(context)) return undefined;
  const key = names[at - 1];
  return {
    rung: 'block',
    says: 'kubernetes',
    what: key === undefined ? section : `${section}.${key}`,
    weight: 8,
    line: context.line.number,
  };
}

function isSecretManifest(context: JudgeContext): boolean {
  if (context.language === 'json' || /^\s*[{[]/.test(context.head(64))) {
    const { before, after } = context.around(4096, 4096);
    return /"kind"\s{0,4}:\s{0,4}"Secret"/.test(before + after);
  }
  const kind = (text: string): boolean => /^(?:\s*-?\s*)kind:\s*["']?Secret["']?\s*(?:#.*)?$/.test(text);
  for (const lines of [context.before(MANIFEST_LINES), context.after(MANIFEST_LINES)]) {
    for (const { text } of lines) {
      if (/^---(?:\s|$)/.test(text)) break;
      if (kind(text)) return true;
    }
  }
  return false;
}
