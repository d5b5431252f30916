import type { Finding, Severity } from '../../model/finding.js';
import { groupFindings } from '../listFindings.js';
import { markup, nothing, type Markup } from './markup.js';

const DAY = 86_400_000;
/** Secrets shown; the longest exposed come first. */
const ROWS = 15;

/** Rules about places and files: what they match is no secret. */
const NO_SECRET: ReadonlySet<string> = new Set([
  'pictify/browser-exposed',
  'pictify/env-file',
  'pictify/gitignore-missing',
]);

interface Exposure {
  readonly finding: Finding;
  readonly severity: Severity;
  /** Times of the commits that hold it, ascending; at least one. */
  readonly times: readonly [number, ...number[]];
}

/**
 * How long each secret has been in the history: a bar from the first commit that holds it to the day of
 * the report, a dot for each commit. Nothing where no finding has a commit.
 */
export function timeline(findings: readonly Finding[], now: number): Markup {
  const exposures = exposuresOf(findings, now);
  const [oldest] = exposures;
  if (!oldest) return nothing;
  const start = oldest.times[0];
  const span = Math.max(DAY, now - start);
  const left = exposures.length - ROWS;
  return markup`
<section class="panel" aria-labelledby="timeline-title">
<h2 id="timeline-title">Exposure</h2>
<p class="quiet">From the first commit that holds a secret to the day of this report. Rotating the key ends it; deleting the line does not.</p>
<ol class="timeline">
${exposures.slice(0, ROWS).map((each) => row(each, start, span, now))}
</ol>
<p class="axis" aria-hidden="true"><span>${day(start)}</span><span>${day(now)}</span></p>
${left > 0 ? markup`<p class="quiet">…and ${left} more, exposed for less time.</p>` : nothing}
</section>`;
}

function exposuresOf(findings: readonly Finding[], now: number): Exposure[] {
  const exposures: Exposure[] = [];
  const secrets = findings.filter((finding) => !NO_SECRET.has(finding.rule));
  for (const group of groupFindings(secrets, (finding) => finding.fingerprint).values()) {
    const [finding] = group;
    const [first, ...others] = group
      .map((each) => Math.min(now, Date.parse(each.commit?.date ?? '')))
      .filter((time) => !Number.isNaN(time))
      .toSorted((a, b) => a - b);
    if (finding && first !== undefined)
      exposures.push({ finding, severity: finding.severity, times: [first, ...others] });
  }
  return exposures.toSorted((a, b) => a.times[0] - b.times[0]);
}

function row({ finding, severity, times }: Exposure, start: number, span: number, now: number): Markup {
  const at = (time: number): number => Math.round(((time - start) / span) * 980 + 10);
  const [first] = times;
  const days = Math.floor((now - first) / DAY);
  const age = days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`;
  const dots = [...new Set(times.map(at))].map((x) => markup`<line class="dot" x1="${x}" x2="${x}" y1="5" y2="5"/>`);
  return markup`<li class="${severity}">
<span class="secret"><code>${finding.match}</code> <span class="quiet">${finding.rule}</span></span>
<svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="${`since ${day(first)}, ${age}`}"><line class="track" x1="10" x2="990" y1="5" y2="5"/><line class="bar" x1="${at(first)}" x2="990" y1="5" y2="5"/>${dots}</svg>
<span class="age">${age}</span>
</li>`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
