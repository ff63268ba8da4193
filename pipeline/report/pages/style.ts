/** The style sheet of the report. */

/** Colours of classes: Okabe and Ito's set, which people with colour-blindness can tell apart. Red is for stars. */
const LIGHT = `
  color-scheme: light;
  --page: #fff; --ink: #1b1f24; --muted: #59626d; --rule: #d5dae0; --faint: #eceff2; --soft: #f6f7f9;
  --heat: #0072b2; --star: #d3132b; --warn: #fff6e0; --warn-rule: #e6b93d;
  --c0: #0072b2; --c1: #e69f00; --c2: #009e73; --c3: #cc79a7; --c4: #56b4e9; --c5: #a9561e; --c6: #b5a800; --c7: #7a6fb0;`;
const DARK = `
  color-scheme: dark;
  --page: #14171b; --ink: #e5e8ec; --muted: #9da7b3; --rule: #3a424c; --faint: #262c33; --soft: #1b1f25;
  --heat: #3f9bdb; --star: #ff5c6c; --warn: #2e2711; --warn-rule: #8f7426;
  --c0: #3f9bdb; --c1: #f0b030; --c2: #2bbd92; --c3: #dc92ba; --c4: #8fd0f7; --c5: #cf8350; --c6: #d9cc3f; --c7: #a79de0;`;

/** CSS for screens of any width, light and dark, and for paper. */
export const STYLE = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1182px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; font-weight: 650; overflow-wrap: anywhere; }
h2 { margin: 0 0 12px; font-size: 19px; line-height: 1.3; font-weight: 650; }
h3 { margin: 0; font-size: 15px; line-height: 1.4; font-weight: 650; overflow-wrap: anywhere; }
p { margin: 0; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
section { margin-top: 28px; padding-top: 20px; border-top: 1px solid var(--rule); }
figure { margin: 0; min-width: 0; }
p.facts { font-size: 13.5px; color: var(--muted); overflow-wrap: anywhere; }
header p.facts { margin-top: 4px; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--heat); outline-offset: 2px; }

.warnings { margin-top: 20px; padding: 12px 16px; background: var(--warn); border-left: 4px solid var(--warn-rule); }
.warnings h2 { margin-bottom: 2px; font-size: 15px; }
.warnings ul { margin: 0; padding-left: 18px; }
.warnings li { overflow-wrap: anywhere; }

.numbers { display: flex; flex-wrap: wrap; gap: 12px 48px; margin-bottom: 20px; }
.numbers + p.facts { margin-bottom: 16px; }
.number { display: flex; align-items: center; gap: 12px; font-variant-numeric: tabular-nums; }
.number strong { font-size: 26px; line-height: 1; font-weight: 600; white-space: nowrap; }
.number.headline strong { font-size: 40px; font-weight: 680; }
.number small { font-size: 55%; font-weight: 500; color: var(--muted); }
.number span { font-size: 13px; line-height: 1.4; color: var(--muted); max-width: 28em; overflow-wrap: anywhere; }

table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; line-height: 1.35; }
caption { padding-bottom: 6px; text-align: left; font-size: 13px; color: var(--muted); }
caption span { position: sticky; left: 0; display: inline-block; max-width: min(100%, calc(100vw - 32px)); }
th, td { padding: 4px 10px; text-align: right; white-space: nowrap; }
thead th { vertical-align: bottom; border-bottom: 1px solid var(--muted); font-weight: 600; }
tbody tr + tr > * { border-top: 1px solid var(--faint); }
tbody tr:last-child > * { border-bottom: 1px solid var(--rule); }
tr > :first-child { position: sticky; left: 0; z-index: 1; padding-left: 0; text-align: left; background: var(--page); }
tbody th { font-weight: 500; }
table.map td, table.map th { padding-left: 12px; padding-right: 12px; }
table.map tr > :first-child { padding-left: 0; }
.average { font-weight: 650; }
table.map td.average, table.map th.average { background: var(--soft); }
section > .scroll + .scroll, section > .scroll + details { margin-top: 24px; }
details .scroll { margin-top: 8px; }
table.classes th span { display: block; width: max-content; max-width: 17em; white-space: normal; overflow-wrap: break-word; }
.shaded { background: color-mix(in srgb, var(--heat) calc(var(--ap, 0%) * 0.42), transparent); }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 20px 48px; }
table.facts { width: 100%; }
table.facts th, table.facts td { white-space: normal; overflow-wrap: anywhere; vertical-align: top; text-align: left; }
table.facts th { position: static; width: 38%; color: var(--muted); }

.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 20px 32px; margin-top: 14px; }
.small figcaption { display: flex; flex-wrap: wrap; column-gap: 10px; align-items: baseline; font-size: 14px; line-height: 1.4; }
.small figcaption strong { font-weight: 650; overflow-wrap: anywhere; }
.small .value { font-variant-numeric: tabular-nums; }
.small .note { flex-basis: 100%; min-height: 1.4em; font-size: 12px; color: var(--muted); }
.chart { display: block; width: 100%; height: auto; }
.empty { padding: 32px 0; text-align: center; color: var(--muted); }

svg text { font-family: inherit; font-size: 11.5px; fill: var(--ink); font-variant-numeric: tabular-nums; }
svg .heading { font-size: 12px; font-weight: 650; }
svg .tick { font-size: 10.5px; fill: var(--muted); }
svg .note { font-size: 11px; fill: var(--muted); }
svg .grid { stroke: var(--faint); }
svg .base { stroke: var(--rule); }
svg .axis { stroke: var(--muted); }
.chart .line { fill: none; stroke: var(--heat); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
.chart .spread { fill: var(--heat); fill-opacity: 0.18; }
.chart .line.between { stroke: var(--rule); stroke-width: 1; }
.chart .line.random { stroke: var(--muted); stroke-dasharray: 7 4; }
.chart .line.against { stroke: var(--c2); stroke-dasharray: 2 3; }
.chart .line.before { stroke: var(--c5); stroke-width: 1.25; }
.chart .line.after { stroke: var(--heat); stroke-width: 2.25; }
.values { fill: var(--heat); fill-opacity: 0.4; }
.threshold { stroke: var(--c5); stroke-width: 1; stroke-dasharray: 3 2; }
.part { fill: var(--heat); }
.words { text-align: left; }
td.words { color: var(--muted); }
.mark { fill: var(--page); stroke-width: 1.5; }
.mark.against { stroke: var(--c2); }
.mark.before { stroke: var(--c5); }
.mark.after { fill: var(--heat); stroke: var(--heat); }
.chart.key { display: inline; width: 34px; }
th[scope="rowgroup"] { padding-top: 12px; font-weight: 650; }
.charts + .charts, .charts + p.facts { margin-top: 20px; }
section > .charts + .scroll, section > p.facts + .scroll, section > .scroll + p.facts { margin-top: 20px; }
.dot { fill: var(--page); stroke: var(--heat); stroke-width: 1.5; }
.dot.marked { fill: var(--heat); }

.timeline + .timeline { margin-top: 32px; }
details.video { margin-top: 10px; }
details.video[open] { margin-bottom: 28px; }
details.video > summary { overflow-wrap: anywhere; }
details.video > summary span { font-weight: 400; color: var(--muted); font-variant-numeric: tabular-nums; }
details.video > .timeline { margin-top: 6px; }
.shapes { position: absolute; }
.timeline .scroll { display: flex; margin-top: 10px; }
.timeline .scroll > svg { display: block; flex: none; }
.timeline .gutter { position: sticky; left: 0; z-index: 1; background: var(--page); }
.swatch { fill: var(--c); }
.bar, .swatch { rx: 1.5px; }
.bar { fill: var(--c); stroke: var(--c); stroke-width: 0.75; }
.bar.truth { stroke: none; }
.band { fill: var(--muted); fill-opacity: 0.16; }
.curve .line { fill: var(--c); fill-opacity: 0.18; stroke: var(--c); stroke-width: 1.4; stroke-linejoin: round; stroke-linecap: round; }
.curve.shared .line { fill: var(--ink); fill-opacity: 0.1; stroke: var(--muted); }
.median { stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 5 4; }
.star { stroke: var(--star); stroke-width: 1.1; stroke-linejoin: round; }
.star.filled { fill: var(--star); }
.star.outlined { fill: var(--page); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 20px; margin-top: 8px; font-size: 12.5px; color: var(--muted); }
.legend svg { vertical-align: -1px; overflow: visible; }

details { margin-top: 20px; }
summary { cursor: pointer; font-weight: 600; }
pre { margin: 0; padding: 12px 16px; width: max-content; min-width: 100%; background: var(--soft); }

@media (max-width: 600px) {
  main { padding: 20px 16px 32px; }
  h1 { font-size: 23px; }
  .number.headline strong { font-size: 34px; }
  table.classes th span { max-width: 11em; }
}
@page { size: landscape; margin: 12mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .scroll { overflow: visible; }
  .timeline, .small, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .timeline .scroll > svg { height: auto; }
  .timeline .gutter { width: calc(100% * var(--gutter) / (var(--gutter) + var(--plot))); }
  .timeline .plot { width: calc(100% * var(--plot) / (var(--gutter) + var(--plot))); }
  .charts { grid-template-columns: repeat(3, 1fr); gap: 12px 20px; }
  details.video:not([open]) { display: none; }
  details:not(.video)::details-content { content-visibility: visible; height: auto; }
  pre { width: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
  tr > :first-child { position: static; }
  th, td { padding-top: 2px; padding-bottom: 2px; }
}
`;
