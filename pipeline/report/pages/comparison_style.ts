/** What the page about a sweep or a comparison has besides the style sheet of the report. */

export const COMPARISON_STYLE = `
.chart .line.variant { stroke: var(--c); }
.chart .spread.variant { fill: var(--c); fill-opacity: 0.13; }
.chart .line.dash1 { stroke-dasharray: 7 3; }
.chart .line.dash2 { stroke-dasharray: 2 3; }
.chart .line.dash3 { stroke-dasharray: 9 3 2 3; }
.shape { fill: none; stroke: var(--c); stroke-width: 1.75; }
.reach { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.reach.drawn { stroke: var(--rule); stroke-width: 7; }
.chart.differences { min-width: 640px; max-width: 900px; margin-top: 18px; }
.results small { color: var(--muted); }
table.results .key { vertical-align: -1px; }
table.recipes { width: 100%; min-width: 640px; }
table.recipes thead th, table.recipes th code { white-space: nowrap; }
table.recipes td, table.recipes th { text-align: left; vertical-align: top; white-space: normal; overflow-wrap: anywhere; min-width: 7em; }
td.words { white-space: normal; min-width: 13em; }
a { color: var(--heat); overflow-wrap: anywhere; }
`;
