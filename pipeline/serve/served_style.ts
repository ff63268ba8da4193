/** What the style sheet of the server's page has more than that of a report. */

/** CSS for the form, the timeline and the list. */
export const SERVED_STYLE = `
button, input { font: inherit; color: inherit; }
button:focus-visible, input:focus-visible, a:focus-visible, video:focus-visible { outline: 2px solid var(--heat); outline-offset: 2px; }
a { color: var(--heat); }
[hidden] { display: none !important; }
form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 12px 16px; margin-top: 20px; }
form > p, form > div { grid-column: 1 / -1; }
form .warnings { margin-top: 0; }
fieldset { min-width: 0; margin: 0; padding: 8px 14px 12px; border: 1px solid var(--rule); border-radius: 6px; }
legend { padding: 0 4px; font-size: 13px; color: var(--muted); }
label { display: grid; gap: 2px; font-size: 13.5px; }
label + label { margin-top: 8px; }
input[type="file"] { max-width: 100%; min-width: 0; font-size: 13px; }
input[type="number"] { width: 100%; padding: 3px 8px; background: var(--page); border: 1px solid var(--rule); border-radius: 4px; }
body.over { outline: 3px dashed var(--heat); outline-offset: -6px; }
.do button { padding: 5px 14px; background: var(--soft); border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
.do button[type="submit"] { color: var(--page); background: var(--heat); border-color: var(--heat); }
.do button:disabled { opacity: 0.5; cursor: default; }
#notes { margin: 6px 0 0; padding-left: 18px; color: var(--muted); font-size: 13.5px; }
video { display: block; width: 100%; max-height: 54vh; margin-top: 12px; background: #000; border-radius: 3px; }
#timeline { position: relative; margin: 14px 0 18px; }
.lane { display: grid; grid-template-columns: minmax(70px, 16%) minmax(0, 1fr); gap: 10px; align-items: center; }
.lane + .lane { border-top: 1px solid var(--faint); }
.lane > span { font-size: 12.5px; text-align: right; overflow-wrap: anywhere; }
.lane > div { position: relative; height: 26px; }
.lane button { position: absolute; top: 4px; height: 18px; min-width: 3px; padding: 0; border: 1px solid var(--c); border-radius: 2px; background: var(--c); cursor: pointer; }
.lane .cursor { position: absolute; top: 0; bottom: 0; width: 0; border-left: 1.5px solid var(--star); pointer-events: none; }
.ticks > div { height: 18px; font-size: 11px; color: var(--muted); font-variant-numeric: tabular-nums; }
.ticks i { position: absolute; top: 0; font-style: normal; transform: translateX(-50%); }
.ticks i:first-child { transform: none; }
.ticks i:last-child { transform: translateX(-100%); }
#list td:first-child i { display: inline-block; width: 9px; height: 9px; margin-right: 6px; border-radius: 1.5px; background: var(--c); }
#list + p, #save { font-size: 13.5px; }
`;
