/** For a system that is set to dark, and for a reader who asks for it. */
const dark = `
  --page: #0e1218; --card: #171d26; --sunk: #10151d; --line: #2b3442; --control: #66758a; --ink: #e6ebf2; --quiet: #9aa7b8;
  --accent: #9dadff; --error: #ff8f8f; --error-soft: #3a1b20; --warning: #f2b95c; --warning-soft: #35280f;
  --info: #83bbf7; --info-soft: #142a43; --good: #6fd69a; --good-soft: #12301f; --mark: #5c4708; --mark-ink: #ffe9a8;
  --shadow: none;
`;

/** One style sheet for light and dark, wide and narrow, screen and paper. Text meets AA contrast in both. */
export const styles = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --sunk: #f0f2f5; --line: #d9dee5; --control: #818c9c; --ink: #18202b; --quiet: #566173;
  --accent: #3247c7; --error: #b3202c; --error-soft: #fdecec; --warning: #8a5300; --warning-soft: #fff3dc;
  --info: #1d5fa8; --info-soft: #e8f1fb; --good: #1a7040; --good-soft: #e5f5ec; --mark: #ffe08a; --mark-ink: #3a2a00;
  --shadow: 0 1px 2px rgb(20 30 50 / 6%), 0 4px 16px rgb(20 30 50 / 5%);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) {${dark}} }
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; ${dark}}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
.wide { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
code, pre { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 1; }
.quiet { color: var(--quiet); }
.label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.top { background: var(--card); border-bottom: 1px solid var(--line); border-top: 4px solid var(--good); padding: 2rem 0 1.75rem; }
.top.error { border-top-color: var(--error); } .top.warning { border-top-color: var(--warning); } .top.info { border-top-color: var(--info); }
.brand { display: flex; align-items: center; gap: .5rem; margin: 0 0 .75rem; color: var(--quiet); font-weight: 600; font-size: .875rem; }
.brand svg { width: 1.25rem; height: 1.25rem; flex: none; }
h1 { margin: 0; font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
.source { margin: .5rem 0 0; color: var(--quiet); overflow-wrap: anywhere; }
.unread { margin: .9rem 0 0; padding: .6rem .9rem; border-radius: 8px; background: var(--warning-soft); color: var(--warning); font-weight: 550; overflow-wrap: anywhere; }
main:focus { outline: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: 10px; padding: .7rem .9rem; background: var(--card); }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--quiet); font-size: .85rem; }
.tiles .error b { color: var(--error); } .tiles .warning b { color: var(--warning); } .tiles .info b { color: var(--info); }
.tiles .zero b { color: var(--quiet); font-weight: 500; }

main.wide { padding-top: 1.75rem; padding-bottom: 3rem; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); padding: 1.15rem 1.25rem; margin: 0 0 1.5rem; }
h2 { font-size: 1.15rem; margin: 0 0 .35rem; letter-spacing: -.01em; }
.panel > p { margin: 0 0 .9rem; font-size: .9rem; }

.timeline { list-style: none; margin: 0; padding: 0; }
.timeline li, .axis { display: grid; grid-template-columns: minmax(9rem, 18rem) 1fr 5.5rem; gap: .9rem; align-items: center; }
.timeline li { padding: .3rem 0; }
.timeline .secret { font-size: .9rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.timeline svg { width: 100%; height: 16px; display: block; overflow: visible; }
.timeline line { vector-effect: non-scaling-stroke; stroke-linecap: round; }
.timeline .track { stroke: var(--sunk); stroke-width: 8px; }
.timeline .bar { stroke: currentColor; stroke-width: 8px; opacity: .35; }
.timeline .dot { stroke: currentColor; stroke-width: 12px; }
.timeline .error svg { color: var(--error); } .timeline .warning svg { color: var(--warning); } .timeline .info svg { color: var(--info); }
.age { text-align: right; font-size: .9rem; font-variant-numeric: tabular-nums; }
.panel > .axis { margin: .35rem 0 0; font-size: .8rem; color: var(--quiet); }
.axis span:first-child { grid-column: 2; grid-row: 1; } .axis span:last-child { grid-column: 2; grid-row: 1; text-align: right; }

.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem 1rem; }
.fields .search { grid-column: span 2; }
.chips { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: end; margin-top: .9rem; }
.chips button { margin-left: auto; min-height: 2.2rem; padding: .25rem .9rem; font-size: .875rem; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
legend, .field > span { padding: 0; margin: 0 0 .3rem; font-size: .8rem; font-weight: 600; color: var(--quiet); display: block; }
.chip { position: relative; display: inline-flex; gap: .4rem; align-items: center; border: 1px solid var(--control); border-radius: 999px; padding: .32rem .8rem; font-size: .9rem; cursor: pointer; color: var(--quiet); background: var(--card); user-select: none; }
.chip input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.chip:has(:checked) { color: var(--ink); border-color: var(--quiet); background: var(--sunk); }
.chip:not(:has(:checked)) { text-decoration: line-through; }
.chip:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.dot-mark { width: .6rem; height: .6rem; border-radius: 50%; background: currentColor; }
.dot-mark.error { color: var(--error); } .dot-mark.warning { color: var(--warning); } .dot-mark.info { color: var(--info); }
.field { display: block; min-width: 0; }
.field input, .field select, button { font: inherit; font-size: .95rem; color: inherit; background: var(--card); border: 1px solid var(--control); border-radius: 8px; padding: .42rem .7rem; width: 100%; min-height: 2.5rem; }
#theme { float: right; min-height: 2.2rem; padding: .25rem .75rem; font-size: .875rem; }
button { width: auto; cursor: pointer; } button:hover { background: var(--sunk); }
.bar-row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; justify-content: space-between; margin: 0 0 .75rem; }
.bar-row p { margin: 0; color: var(--quiet); font-size: .9rem; }
.buttons { display: flex; gap: .5rem; }
.buttons button { min-height: 2.2rem; padding: .25rem .75rem; font-size: .875rem; }

.group { margin: 0 0 1.4rem; }
.group > h3 { display: flex; gap: .6rem; align-items: baseline; font-size: .95rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.group > h3 .count { color: var(--quiet); font-weight: 500; font-size: .85rem; white-space: nowrap; }
.finding { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 10px; margin: 0 0 .6rem; box-shadow: var(--shadow); content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
summary { display: grid; grid-template-columns: auto 1fr auto; gap: .85rem; align-items: start; padding: .8rem 1rem; cursor: pointer; list-style: none; border-radius: 8px; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ''; width: .5rem; height: .5rem; margin: .45rem .2rem 0 0; border-right: 2px solid var(--quiet); border-bottom: 2px solid var(--quiet); transform: rotate(45deg); }
details[open] > summary::after { transform: rotate(-135deg); margin-top: .65rem; }
.badge { font-size: .78rem; font-weight: 650; padding: .16rem .55rem; border-radius: 6px; background: var(--info-soft); color: var(--info); min-width: 4.6rem; text-align: center; }
.error .badge { background: var(--error-soft); color: var(--error); } .warning .badge { background: var(--warning-soft); color: var(--warning); }
.what { min-width: 0; } .message { display: block; font-weight: 550; overflow-wrap: anywhere; } .place { color: var(--quiet); font-size: .92rem; }
.tag { font-size: .78rem; border: 1px solid var(--line); border-radius: 5px; padding: 0 .4rem; margin-left: .3rem; white-space: nowrap; }
.body { padding: 0 1rem 1rem; }
.frame { display: grid; margin: 0 0 1rem; padding: .6rem 0; background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; font-size: .84rem; line-height: 1.65; }
.line { display: grid; grid-template-columns: 3.4rem max-content; min-width: max-content; white-space: pre; padding-right: 1rem; }
.line .number { color: var(--quiet); text-align: right; padding-right: 1rem; user-select: none; }
.line.hit { background: var(--error-soft); } .warning .line.hit { background: var(--warning-soft); } .info .line.hit { background: var(--info-soft); }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; }
h4 { margin: 1rem 0 .3rem; font-size: .9rem; }
.steps, .evidence { margin: 0; padding-left: 1.3rem; overflow-wrap: anywhere; } .steps li, .evidence li { margin: .2rem 0; }
.body > p { margin: .2rem 0; overflow-wrap: anywhere; }
.facts { margin: 1rem 0 0; padding: .8rem 0 0; border-top: 1px solid var(--line); display: grid; gap: .35rem; font-size: .92rem; }
.facts div { display: grid; grid-template-columns: 8rem 1fr; gap: .75rem; } .facts dt { color: var(--quiet); } .facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.clean { text-align: center; padding: 2.5rem 1rem; } .clean svg { width: 3.5rem; height: 3.5rem; color: var(--good); } .clean h2 { margin-top: .5rem; font-size: 1.3rem; }
.list { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; } .list li { margin: .25rem 0; }
.panel > details > summary { padding: 0; margin: 0; grid-template-columns: 1fr auto; } .panel > details[open] > summary { margin-bottom: .6rem; }
footer { border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; padding: 1.25rem 0 2.5rem; overflow-wrap: anywhere; }
footer dl { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; margin: 0; } footer dl div { display: flex; gap: .45rem; min-width: 0; } footer dd { margin: 0; color: var(--ink); }
@media (max-width: 40rem) {
  .top { padding: 1.4rem 0 1.25rem; } .tiles { grid-template-columns: repeat(3, 1fr); gap: .5rem; } .tiles li { padding: .5rem .65rem; } .tiles b { font-size: 1.35rem; }
  .timeline li { grid-template-columns: 1fr auto; gap: .15rem .75rem; padding: .45rem 0; } .timeline svg { grid-column: 1 / -1; grid-row: 2; }
  .panel > .axis { grid-template-columns: 1fr; } .axis span:first-child, .axis span:last-child { grid-column: 1; }
  summary { grid-template-columns: 1fr auto; gap: .4rem .85rem; } .badge { justify-self: start; } .what { grid-column: 1 / -1; grid-row: 2; }
  .facts div { grid-template-columns: 1fr; gap: 0; } .line { grid-template-columns: 2.6rem max-content; }
}
@media (prefers-reduced-motion: no-preference) { summary::after { transition: transform .12s; } }
@media print { .controls, #theme, .bar-row .buttons { display: none; } .finding, .panel { box-shadow: none; break-inside: avoid; content-visibility: visible; } }
`;
