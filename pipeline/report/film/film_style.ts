/** What the style sheet of a page about a film has more than that of a report. */

/** CSS for player, list and cursor. */
export const FILM_STYLE = `
button, input { font: inherit; color: inherit; }
button:focus-visible, input:focus-visible, video:focus-visible, a:focus-visible { outline: 2px solid var(--heat); outline-offset: 2px; }
a { color: var(--heat); }
[hidden] { display: none !important; }
.watch { display: grid; grid-template-columns: minmax(0, 1fr) 330px; gap: 20px; margin-top: 20px; }
video { display: block; width: 100%; max-height: 54vh; min-height: 240px; background: #000; border-radius: 3px; }
.now { display: flex; flex-wrap: wrap; gap: 2px 16px; margin-top: 6px; font-size: 14px; min-height: 1.5em; }
.now output { font-variant-numeric: tabular-nums; font-weight: 650; }
.now span { overflow-wrap: anywhere; }
.found { position: relative; margin: 0; padding: 0; border: 0; min-height: 300px; }
.found .inner { position: absolute; inset: 0; overflow-y: auto; padding: 2px 6px 2px 2px; }
.found h2 { margin: 0; }
.found ol { list-style: none; margin: 8px 0 0; padding: 0; }
.found li + li { margin-top: 6px; }
.found button {
  display: flex; gap: 10px; align-items: center; width: 100%; padding: 4px; text-align: left; cursor: pointer;
  background: none; border: 1px solid var(--rule); border-left-width: 4px; border-radius: 4px;
}
.found button:hover { background: var(--soft); }
.found button[aria-current] { background: var(--soft); border-color: var(--star); }
.found img { flex: none; width: 96px; height: 60px; object-fit: contain; background: #000; border-radius: 2px; }
.found .words { display: grid; min-width: 0; font-size: 13px; line-height: 1.35; color: var(--muted); font-variant-numeric: tabular-nums; }
.found strong { font-weight: 650; color: var(--ink); overflow-wrap: anywhere; }
.found i { display: inline-block; width: 9px; height: 9px; margin-right: 6px; border-radius: 1.5px; background: var(--c); }
.least { display: grid; grid-template-columns: auto 1fr; column-gap: 8px; margin-top: 8px; font-size: 13px; color: var(--muted); }
.least output { text-align: right; font-variant-numeric: tabular-nums; }
.least input { grid-column: 1 / -1; width: 100%; min-width: 0; margin: 4px 0 0; accent-color: var(--heat); }
.unplayable { margin-top: 12px; padding: 12px 16px; background: var(--warn); border-left: 4px solid var(--warn-rule); }
.plot { cursor: pointer; }
.cursor { stroke: var(--star); stroke-width: 1.5; pointer-events: none; }
.bar.now { stroke: var(--star); stroke-width: 2; }
.bar.left-out { display: none; }
.keys { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px; font-size: 13px; color: var(--muted); }
kbd { padding: 0 5px; font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--ink); background: var(--soft); border: 1px solid var(--rule); border-radius: 3px; }
.files { margin: 0; padding-left: 18px; }
@media (max-width: 820px) {
  .watch { display: contents; }
  .player { position: sticky; top: 0; z-index: 2; margin-top: 12px; padding: 6px 0; background: var(--page); }
  video { min-height: 0; max-height: 38vh; }
  .found { min-height: 0; margin-top: 8px; }
  .found .inner { position: static; max-height: 46vh; }
}
@media print { .keys, .least { display: none; } .found .inner { position: static; } }
`;
