/** What the style sheet of an interactive page has more. */

/** CSS for the tools that the script adds. */
export const INTERACTIVE_STYLE = `
button, input, select { font: inherit; color: inherit; }
button { padding: 3px 12px; background: var(--soft); border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
button:hover { border-color: var(--muted); }
button:focus-visible, input:focus-visible, select:focus-visible, h3:focus-visible { outline: 2px solid var(--heat); outline-offset: 2px; }
td button.count, .moments tbody button {
  padding: 0; background: none; border: 0; border-radius: 2px; text-decoration: underline; text-decoration-color: var(--muted);
  text-underline-offset: 3px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
button.count[aria-expanded="true"] { font-weight: 650; text-decoration-color: var(--heat); }
.moments { margin: 12px 0 20px; padding: 12px 16px; background: var(--soft); }
.moments .scroll { max-height: 340px; overflow: auto; margin: 8px 0; }
.moments tr > :first-child { background: var(--soft); }
.moments td:nth-child(2) { text-align: left; }
.moments thead th:nth-child(2) { text-align: left; }
.tools { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 20px; margin: 14px 0; }
.field { display: grid; gap: 2px; font-size: 13px; color: var(--muted); }
.field input, .field select { padding: 4px 8px; min-width: 0; width: 230px; max-width: 100%; font-size: 14px; color: var(--ink); background: var(--page); border: 1px solid var(--muted); border-radius: 4px; }
details[hidden] { display: none; }
.fieldsets { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 12px 32px; margin: 14px 0; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; font-weight: 650; font-size: 14px; }
.slider { display: grid; grid-template-columns: 1fr 5em; column-gap: 12px; align-items: center; font-size: 13.5px; margin-top: 4px; }
.slider label { grid-column: 1 / -1; color: var(--muted); overflow-wrap: anywhere; }
.slider input { width: 100%; min-width: 0; accent-color: var(--heat); }
.slider output { font-variant-numeric: tabular-nums; text-align: right; }
.sliders .number { margin: 14px 0; }
.sliders .now { font-size: 13px; color: var(--muted); max-width: 34em; }
.sliders[data-computing] .number, .sliders[data-computing] table { opacity: 0.55; }
.timeline .strip { margin: 8px 0 14px; }
.moment { fill: var(--star); fill-opacity: 0.12; stroke: var(--star); stroke-width: 1.5; pointer-events: none; }
@media print { .tools, .moments, .sliders button { display: none; } }
`;
