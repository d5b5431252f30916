import { JOINED } from '../../detect/decode/decodedText.js';
import { BY_VARIABLE, REST_BY_VARIABLE } from '../../detect/variables.js';
import { hostOf } from '../hosts.js';
import { inPlace, rewriteCode } from './code.js';
import { rewriteDockerfile } from './dockerfile.js';
import { lineAt, refuse, type Rewrite, type Target } from './edit.js';
import { rewriteKubernetes } from './kubernetes.js';
import { rewriteNotebook } from './notebook.js';
import { rewriteSetting } from './settings.js';
import { rewriteShell } from './shell.js';
import { rewriteTerraform } from './terraform.js';

/** Encodings inside which the characters of the value stand one by one where its span is. */
const TRANSPARENT = new Set([JOINED, 'escape sequences', 'percent-encoding', 'HTML entities']);

/**
 * How a secret leaves a text: the edits, in byte offsets of the text.
 *
 * @param text the text view, one character a byte (latin1)
 */
export function rewrite(text: string, target: Target): Rewrite {
  if (target.language === 'kubernetes') return rewriteKubernetes(text, target);
  const opaque = target.via.find((each) => !TRANSPARENT.has(each));
  if (opaque === BY_VARIABLE) return refuse('a variable of its own holds its prefix');
  if (opaque === REST_BY_VARIABLE) return refuse('its prefix stands apart from it, where it is used');
  if (opaque !== undefined) return refuse(`it is encoded (${opaque})`);
  if (/[\r\n]/.test(text.slice(target.span.start, target.span.end)) && !target.via.includes(JOINED))
    return refuse('it goes over several lines');
  switch (target.language) {
    case 'text':
    case 'sql':
      return rewriteText(text, target);
    case 'html':
    case 'css':
      return {
        ...inPlace(target, target.placeholder),
        notes: [`${target.path} goes to browsers, so it holds a placeholder now: let your server make the call.`],
      };
    case 'markdown':
    case 'patch':
    case 'log':
    case 'dotenv':
      return inPlace(target, target.placeholder);
    case 'shell':
      return rewriteShell(text, target);
    case 'dockerfile':
      return rewriteDockerfile(text, target);
    case 'terraform':
      return rewriteTerraform(text, target);
    case 'notebook':
      return rewriteNotebook(text, target);
    case 'yaml':
    case 'compose':
    case 'github-workflow':
    case 'gitlab-ci':
    case 'json':
    case 'mcp-config':
    case 'toml':
    case 'ini':
    case 'properties':
    case 'xml':
      return rewriteSetting(text, target);
    default:
      return rewriteCode(text, target);
  }
}

/** Files that people read, and the messages of commits and tags. */
const PROSE =
  /(?:\.(?:txt|text|org|tex|rtf|adoc|asciidoc|pod)|(?:^|\/)(?:[A-Z]+_MESSAGE|license|copying|install|authors))$/i;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|--|;|%|"|!|<!--|::|@?rem\b|REM\b)/;

/** A sort of file that is not known reads its variables in some way that is not known either. */
function rewriteText(text: string, target: Target): Rewrite {
  const { path, span, language, placeholder, variable } = target;
  const line = text.slice(lineAt(text, span.start).start, span.start);
  if (COMMENT.test(line)) return inPlace(target, placeholder);
  if (/\.(?:bat|cmd)$/i.test(path)) return inPlace(target, `%${variable}%`);
  const host = hostOf(path);
  if (host?.reading) return { ...inPlace(target, host.reading(variable)), notes: [host.store(variable)] };
  if (language === 'sql') return refuse('SQL reads no environment; hand the value over as a parameter');
  // Notes may be the only place that has the value: it is kept.
  if (PROSE.test(path)) return { edits: [{ ...span, text: placeholder }], notes: [] };
  return refuse('how a file of this sort reads its environment is not known');
}
