import type { CodeFrame, Finding, FindingStatus, Severity } from '../../model/finding.js';
import { isPublic } from '../../model/isPublic.js';
import { evidenceText, exposureText, verificationText, whyText } from '../messages.js';
import { markup, nothing, type Markup } from './markup.js';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };
export const STATUS_WORDS: Readonly<Record<FindingStatus, string>> = {
  new: 'New',
  known: 'Already there',
  baseline: 'In the baseline',
};

/** A finding that opens and closes without a script. What the filters read stands in `data-` attributes. */
export function findingCard(finding: Finding, number: number, open: boolean): Markup {
  const { severity, status, rule, path, line, column, message, hints, evidence, commit, via } = finding;
  const why = whyText(finding);
  return markup`<article class="finding ${severity}" id="finding-${number}" data-severity="${severity}" data-status="${status}" data-rule="${rule}" data-path="${path}" data-commit="${commitLabel(finding)}">
<details${open ? markup` open` : nothing}>
<summary>
<span class="badge">${SEVERITY_WORDS[severity]}</span>
<span class="what"><span class="message">${message}</span>
<span class="place"><code>${path}:${line}:${column}</code>${status === 'new' ? nothing : markup` <span class="tag">${STATUS_WORDS[status]}</span>`}</span></span>
</summary>
<div class="body">
${finding.frame ? frameBlock(finding.frame, path) : nothing}
${hints.length === 0 ? nothing : markup`<h4>What to do</h4>\n<ol class="steps">${hints.map((hint) => markup`<li>${hint}</li>`)}</ol>`}
${why === undefined && evidence.length === 0 ? nothing : markup`<h4>Why it was reported</h4>\n${why === undefined ? nothing : markup`<p>${why}</p>`}<ul class="evidence">${evidence.map((each) => markup`<li>${evidenceText(each)}</li>`)}</ul>`}
<dl class="facts">
${fact('Rule', ruleLink(finding))}
${fact('Secret', markup`<code>${finding.match}</code> <span class="quiet">masked</span>`)}
${via.length === 0 ? nothing : fact('Seen through', markup`${via.join(', then ')}`)}
${finding.exposure ? fact('Out already?', markup`${exposureText(finding.exposure)}`) : nothing}
${finding.verification ? fact('Does it work?', markup`${verificationText(finding.verification)}`) : nothing}
${fact('Confidence', markup`${finding.confidence}`)}
${commit ? fact('Commit', markup`<code>${commit.id.slice(0, 12)}</code> ${commit.subject}<br><span class="quiet">${commit.author}, ${commit.date}</span>`) : nothing}
${fact('Fingerprint', markup`<code>${finding.fingerprint}</code>`)}
${isPublic(finding) ? nothing : fact('Not a secret?', markup`<code>pictify-scan ignore ${finding.fingerprint} --reason "…"</code>`)}
</dl>
</div>
</details>
</article>`;
}

/** What a finding is called when they are grouped by commit. */
function commitLabel({ commit }: Finding): string {
  return commit ? `${commit.id.slice(0, 12)} · ${commit.date.slice(0, 10)} · ${commit.subject}` : 'No commit';
}

function fact(name: string, value: Markup): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function ruleLink({ rule, docs }: Finding): Markup {
  if (!docs.startsWith('https://')) return markup`<code>${rule}</code>`;
  return markup`<a href="${docs}" rel="noreferrer noopener"><code>${rule}</code></a>`;
}

function frameBlock({ firstLine, lines, caret }: CodeFrame, path: string): Markup {
  const rows = lines.map((text, index) => {
    const number = firstLine + index;
    const hit = number === caret.line;
    const start = caret.column - 1;
    const code = hit
      ? markup`${text.slice(0, start)}<mark>${text.slice(start, start + caret.length)}</mark>${text.slice(start + caret.length)}`
      : markup`${text}`;
    return markup`<span class="line${hit ? ' hit' : ''}"><span class="number">${number}</span><span class="code">${code}</span></span>`;
  });
  return markup`<pre class="frame" tabindex="0" role="group" aria-label="Code of ${path}, line ${caret.line}">${rows}</pre>`;
}
