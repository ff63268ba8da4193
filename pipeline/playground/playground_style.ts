/** What the style sheet of the playground has more than that of a report. */

/** CSS of the page, narrow and wide. */
export const PLAYGROUND_STYLE = `
:root {
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --key: #0b5c8e; --text: #8a4a1c; --active: #0072b20d; --selected: #0072b226;
}
@media screen and (prefers-color-scheme: dark) {
  :root { --key: #7cc4f5; --text: #e0a27a; --active: #3f9bdb14; --selected: #3f9bdb3d; }
}
button, select, input { font: inherit; color: inherit; }
button { padding: 3px 12px; background: var(--soft); border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
button:hover:enabled { border-color: var(--muted); }
button:disabled { opacity: 0.5; cursor: default; }
button.main { background: var(--heat); border-color: var(--heat); color: var(--page); font-weight: 600; }
button:focus-visible, select:focus-visible, input:focus-visible, [role=tabpanel]:focus-visible, svg:focus-visible, svg :focus-visible {
  outline: 2px solid var(--heat); outline-offset: 2px;
}
select { padding: 4px 6px; max-width: 100%; min-width: 0; background: var(--page); border: 1px solid var(--muted); border-radius: 4px; }
[hidden] { display: none !important; }
main { max-width: none; padding: 0; display: flex; flex-direction: column; height: 100vh; height: 100dvh; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 8px 16px; border-bottom: 1px solid var(--rule); }
.bar h1 { font-size: 17px; }
.bar label { display: flex; align-items: center; gap: 8px; min-width: 0; }
.bar .field-name { color: var(--muted); font-size: 13.5px; }
.bar select { width: 300px; }
#told { font-size: 13.5px; color: var(--muted); overflow-wrap: anywhere; }
.workbench { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); flex: 1; min-height: 0; }
.workbench > section { margin: 0; padding: 0; border: 0; min-width: 0; min-height: 0; display: flex; flex-direction: column; }
.workbench > .views { border-left: 1px solid var(--rule); }
#editor { flex: 1; min-height: 0; overflow: hidden; }
#about, #problems { max-height: 26vh; overflow: auto; border-top: 1px solid var(--rule); padding: 6px 16px; font-size: 13.5px; flex: none; }
#about { height: 7.2em; color: var(--muted); }
#about > * { color: var(--ink); }
button.place { padding: 0 2px; min-height: 0; border: 0; background: none; color: var(--muted); font-size: 13px; text-decoration: underline; text-underline-offset: 3px; overflow-wrap: anywhere; text-align: start; }
.about, #about { overflow-wrap: anywhere; }
.about p, .about pre, #about p, #about pre, .about ul, #about ul { margin: 0 0 6px; }
.about pre, #about pre { padding: 4px 8px; width: auto; min-width: 0; white-space: pre-wrap; }
.about { padding: 6px 10px; font-size: 13.5px; max-height: 50vh; overflow: auto; }
#problems ul { list-style: none; margin: 0; padding: 0; }
#problems li { display: grid; grid-template-columns: 4.5em 1fr; gap: 8px; align-items: baseline; padding: 2px 0 2px 8px; border-left: 3px solid var(--star); white-space: pre-wrap; overflow-wrap: anywhere; }
#problems li + li { margin-top: 4px; }
#problems li.warning { border-color: var(--warn-rule); }
#problems li.information { border-color: var(--heat); }
#problems li button { padding: 0 6px; font-variant-numeric: tabular-nums; }
#problems li .fix { grid-column: 2; justify-self: start; }
#problems .right { color: var(--muted); }
[role=tablist] { display: flex; gap: 2px; padding: 6px 16px 0; border-bottom: 1px solid var(--rule); overflow-x: auto; flex: none; }
[role=tab] { border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; padding: 4px 10px 5px; }
[role=tab][aria-selected=true] { border-bottom-color: var(--heat); font-weight: 650; }
[role=tabpanel] { flex: 1; min-height: 0; overflow: auto; padding: 14px 16px 32px; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin-bottom: 8px; }
.facts + .controls, .facts + div > .controls:first-child { margin-top: 8px; }
.state { font-variant-numeric: tabular-nums; }
progress { width: 100%; height: 6px; accent-color: var(--heat); }
ul.told { margin: 8px 0; padding: 0; list-style: none; }
ul.told li { padding: 4px 10px; background: var(--warn); border-left: 3px solid var(--warn-rule); }
ul.told pre { background: none; padding: 0; width: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.views section { margin-top: 18px; padding-top: 14px; }
.views section:first-child { border-top: 0; }
.graph-about { min-height: 4.6em; font-size: 13.5px; overflow-wrap: anywhere; }
.graph-scroll { margin-top: 8px; overflow: auto; }
.graph text { fill: var(--ink); font-size: 12px; font-family: var(--mono); }
.graph .name { font-weight: 650; }
.graph .fact { font-size: 11px; fill: var(--muted); }
.graph .signal { cursor: pointer; }
.graph .signal rect { fill: var(--soft); stroke: var(--rule); }
.graph .section-input rect { fill: var(--page); stroke-dasharray: 4 3; stroke: var(--muted); }
.graph .section-embedding rect { stroke: var(--c2); }
.graph .section-actionness rect { stroke: var(--c0); }
.graph .section-mining rect { stroke: var(--star); }
.graph .section-losses rect { stroke: var(--c1); }
.graph .pointed rect { stroke-width: 2.5; }
.graph .edge path { fill: none; stroke: var(--muted); stroke-opacity: 0.55; }
.graph .edge-weights path, .graph .edge-update path { stroke-dasharray: 4 3; }
.graph .edge .head { fill: var(--muted); fill-opacity: 0.7; stroke: none; }
.graph .edge.pointed path { stroke: var(--heat); stroke-opacity: 1; stroke-width: 2; }
.graph .edge.pointed .head { fill: var(--heat); fill-opacity: 1; }
span.facts { font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
.wrong { color: var(--star); white-space: pre-wrap; }
.wrong:empty { display: none; }
.constant { display: flex; align-items: center; gap: 6px; }
.constant input { width: 5.5em; padding: 3px 6px; background: var(--page); border: 1px solid var(--muted); border-radius: 4px; }
.map { touch-action: none; cursor: crosshair; margin: 10px 0 4px; max-width: 960px; }
.map svg, .row { display: block; width: 100%; height: 138px; }
.map .median { vector-effect: non-scaling-stroke; }
.row { height: 14px; }
.drawn { fill: var(--heat); fill-opacity: 0.65; }
.drawn.at-cursor { fill-opacity: 1; }
.drawn-map .base { stroke: var(--rule); }
.rows { max-width: 960px; }
.select-row { margin-top: 10px; }
.select-row code { color: var(--muted); }
.row .ground { fill: var(--faint); }
.row.mask .cell { fill: var(--c2); }
.row.list .cell { fill: var(--star); }
.changes dl { margin: 6px 0 0; }
.changes dt { margin-top: 8px; font-weight: 600; overflow-wrap: anywhere; }
.changes dd { margin: 0; display: grid; grid-template-columns: 1em 1fr auto; gap: 8px; padding: 1px 8px; }
.changes dd.was { background: color-mix(in srgb, var(--star) 9%, transparent); }
.changes dd.now { background: color-mix(in srgb, var(--c2) 13%, transparent); }
@media (max-width: 760px) {
  main { height: auto; display: block; }
  .workbench { display: block; }
  .workbench > .views { border-left: 0; border-top: 1px solid var(--rule); }
  #editor { flex: none; }
  #editor .cm-editor { height: auto; max-height: 56vh; }
  .bar { padding: 8px 12px; }
  .bar select { width: 100%; }
  .bar label { flex-basis: 100%; }
  button { min-height: 36px; }
  #problems li { grid-template-columns: 5em 1fr; }
  [role=tabpanel] { overflow: visible; padding: 12px 12px 32px; }
}
`;
