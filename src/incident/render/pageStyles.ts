/** What an incident's page has besides the report's own style sheet; colours are that one's. */
export const pageStyles = `
body { overflow-wrap: anywhere; }
.split > *, .todo > li, .checks li > *, .facts dd { min-width: 0; }
.toc { display: flex; flex-wrap: wrap; gap: .4rem .5rem; margin: 1.25rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
.toc a { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: .2rem .75rem; text-decoration: none; color: var(--ink); background: var(--card); }
.toc a:hover { border-color: var(--control); }
.panel h3 { font-size: .98rem; margin: 1.4rem 0 .4rem; }
.panel > p.legend { margin: .2rem 0 0; font-size: .82rem; }
.panel > h2 + p { margin-top: .15rem; }
.panel p { overflow-wrap: anywhere; }
.todo { list-style: none; counter-reset: todo; margin: .5rem 0 0; padding: 0; }
.todo > li { counter-increment: todo; position: relative; padding: 0 0 1.1rem 2.9rem; }
.todo > li:last-child { padding-bottom: 0; }
.todo > li::before { content: counter(todo); position: absolute; left: 0; top: 0; width: 2rem; height: 2rem; border-radius: 50%; display: grid; place-items: center; font-weight: 650; background: var(--sunk); border: 1px solid var(--line); }
.todo > li:not(:last-child)::after { content: ''; position: absolute; left: 1rem; top: 2.3rem; bottom: .3rem; width: 1px; background: var(--line); }
.todo.urgent > li:first-child::before { background: var(--error); border-color: var(--error); color: var(--card); }
.todo b { display: block; font-size: 1.02rem; line-height: 2rem; }
.todo p { margin: 0 0 .4rem; }
.commands { margin: .4rem 0; padding: .6rem .85rem; background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; font-size: .84rem; line-height: 1.6; }
.commands code { font-size: 1em; white-space: pre-wrap; overflow-wrap: anywhere; display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; font-size: .8rem; font-weight: 600; color: var(--quiet); }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 4.5rem; } td.time { white-space: nowrap; } td.wide-cell { width: 40%; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tr:last-child td { border-bottom: 0; }
.change { font-size: .78rem; font-weight: 650; border-radius: 6px; padding: .1rem .5rem; white-space: nowrap; background: var(--sunk); color: var(--quiet); }
.change.added { background: var(--error-soft); color: var(--error); } .change.removed { background: var(--good-soft); color: var(--good); } .change.changed { background: var(--warning-soft); color: var(--warning); }
.picture { overflow-x: auto; margin: .6rem 0 .2rem; padding: .25rem 0; }
.picture svg { display: block; width: 100%; min-width: 44rem; height: auto; font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; fill: var(--ink); }
.picture .name { font-family: var(--mono); font-size: 12.5px; } .picture .small { fill: var(--quiet); font-size: 12px; }
.picture .grid { stroke: var(--line); stroke-width: 1; }
.picture .hold { stroke: var(--error); stroke-width: 12; opacity: .38; } .picture .rest { stroke: var(--error); stroke-width: 3; stroke-dasharray: 2 6; opacity: .7; }
.picture circle { stroke: var(--card); stroke-width: 2; } .picture .added { fill: var(--error); } .picture .changed { fill: var(--warning); } .picture circle.removed { fill: var(--card); stroke: var(--good); stroke-width: 3; }
.picture .push line { stroke: var(--accent); stroke-width: 2; } .picture .push path, .picture .push text { fill: var(--accent); } .picture .push text { font-weight: 600; }
.picture .requests { fill: var(--info); opacity: .75; } .picture .errors { fill: var(--error); }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .5rem; margin: .2rem 0 .6rem; font-size: .82rem; color: var(--quiet); }
.sign { display: inline-block; width: .8rem; height: .8rem; border-radius: 50%; margin-left: .5rem; flex: none; } .sign:first-child { margin-left: 0; }
.bar-sign { background: var(--error); opacity: .38; width: 1.5rem; border-radius: 3px; } .rest-sign { width: 1.5rem; height: 0; border-radius: 0; border-top: 3px dotted var(--error); }
.in-sign { background: var(--error); } .keep-sign { background: var(--warning); } .out-sign { border: 3px solid var(--good); }
.requests-sign { background: var(--info); border-radius: 3px; } .errors-sign { background: var(--error); border-radius: 3px; }
.signals { list-style: none; margin: .6rem 0 1rem; padding: 0; } .signals li { margin: .4rem 0; padding: .55rem .85rem; border-radius: 8px; background: var(--warning-soft); color: var(--warning); overflow-wrap: anywhere; }
.signals li.calm { background: var(--good-soft); color: var(--good); }
.split { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0 2rem; }
.checks { list-style: none; margin: .5rem 0 0; padding: 0; } .checks li { display: grid; grid-template-columns: 5.4rem 1fr; gap: .75rem; padding: .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } .checks li:last-child { border-bottom: 0; }
.check { font-size: .78rem; font-weight: 650; border-radius: 6px; padding: .14rem .5rem; text-align: center; align-self: start; background: var(--sunk); color: var(--quiet); }
.check.ok { background: var(--good-soft); color: var(--good); } .check.warning { background: var(--warning-soft); color: var(--warning); } .check.problem { background: var(--error-soft); color: var(--error); }
.facts.first { border-top: 0; padding-top: .2rem; margin-top: .4rem; }
.source-card { border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; margin: .6rem 0; } .source-card p { margin: 0 0 .3rem; } .source-card.bypassed { border-left: 4px solid var(--error); }
.more { color: var(--quiet); font-size: .9rem; margin: .5rem 0 0; }
@media (max-width: 40rem) { .todo > li { padding-left: 2.5rem; } .checks li { grid-template-columns: 1fr; gap: .2rem; } .check { justify-self: start; } }
@media print { .picture svg { min-width: 0; } .toc { display: none; } }
`;
