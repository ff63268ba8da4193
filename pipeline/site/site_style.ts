/** The style sheet of the site: screens of any width, light and dark, and paper. */

const LIGHT = `
  --page: #fff; --ink: #1b1f24; --muted: #59626d; --rule: #d5dae0; --soft: #f4f6f8; --link: #0b5cad; --mark: #fff3c4;
  --key: #0b5cad; --string: #20693a; --number: #9a3d00; --comment: #646d78; --word: #8a2a76;
  --input: #eef1f4; --embedding: #dcebfb; --actionness: #fdeccb; --mining: #d9f2e6; --losses: #fbe0e4; --logged: #ebe6f7;`;
const DARK = `
  --page: #14171b; --ink: #e5e8ec; --muted: #a3adb9; --rule: #3a424c; --soft: #1d2228; --link: #74b6f5; --mark: #564a10;
  --key: #74b6f5; --string: #84cf9b; --number: #f0a868; --comment: #99a3af; --word: #dc9fce;
  --input: #262c33; --embedding: #16324d; --actionness: #46350f; --mining: #143d2c; --losses: #4a2129; --logged: #332b49;`;

/** CSS. */
export const SITE_STYLE = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root {${DARK}
} }
* { box-sizing: border-box; }
html { scroll-padding-top: 64px; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, input:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; z-index: 9; background: var(--page); padding: 6px 10px; }

header { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 20px;
  padding: 8px 24px; background: var(--page); border-bottom: 1px solid var(--rule); }
header .home { font-weight: 700; font-size: 19px; color: var(--ink); text-decoration: none; }
header nav { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 15px; }
header nav a { text-decoration: none; }
header form { margin-left: auto; position: relative; }
header input { width: 260px; max-width: 100%; padding: 5px 10px; font: inherit; font-size: 15px; color: inherit;
  background: var(--soft); border: 1px solid var(--rule); border-radius: 6px; }
.results { position: absolute; right: 0; top: calc(100% + 6px); width: min(560px, calc(100vw - 32px)); max-height: 70vh;
  overflow-y: auto; background: var(--page); border: 1px solid var(--rule); border-radius: 6px; font-size: 14px; }
.results:empty { display: none; }
.results p { margin: 0; padding: 8px 12px; color: var(--muted); }
.results a { display: block; padding: 8px 12px; color: var(--ink); text-decoration: none; }
.results a + a { border-top: 1px solid var(--rule); }
.results a:hover, .results a:focus-visible { background: var(--soft); }
.results strong { color: var(--link); }
.results span { display: block; color: var(--muted); overflow-wrap: anywhere; }

.columns { display: grid; grid-template-columns: 232px minmax(0, 1fr); grid-template-areas: "pages main";
  max-width: 1500px; margin: 0 auto; }
main { grid-area: main; padding: 24px 32px 64px; min-width: 0; max-width: 1000px; }
nav.pages, nav.on-page { font-size: 14.5px; line-height: 1.4; padding: 24px 12px 40px 24px; }
nav.pages { grid-area: pages; }
nav.on-page { display: none; }
nav.pages p, nav.on-page p { margin: 0 0 6px; color: var(--muted); font-size: 13px; font-weight: 600; }
nav.pages ul, nav.on-page ul { list-style: none; margin: 0 0 20px; padding: 0; }
nav.pages a, nav.on-page a { display: block; padding: 4px 8px; border-radius: 4px; color: var(--ink); text-decoration: none; }
nav.pages a:hover, nav.on-page a:hover { background: var(--soft); }
nav.pages a[aria-current] { background: var(--soft); font-weight: 600; }
header .to-pages { display: none; }
@media (min-width: 761px) {
  nav.pages, nav.on-page { position: sticky; top: 50px; align-self: start; max-height: calc(100vh - 50px); overflow-y: auto; }
}
@media (min-width: 1280px) {
  .columns { grid-template-columns: 232px minmax(0, 1fr) 230px; grid-template-areas: "pages main side"; }
  nav.on-page { display: block; grid-area: side; padding-left: 12px; }
  .columns:not(:has(.on-page)) main { grid-column: main / side; max-width: none; }
  .columns:not(:has(.on-page)) :is(p, ul, ol, pre) { max-width: 936px; }
}
@media (max-width: 760px) {
  .columns { display: block; }
  header { padding: 8px 16px; position: static; }
  header .to-pages { display: inline; }
  header form { margin-left: 0; width: 100%; }
  header input { width: 100%; }
  .results { left: 0; right: auto; }
  main { padding: 16px 16px 40px; }
  nav.pages { padding: 16px; border-top: 1px solid var(--rule); }
  nav.pages a { padding: 8px; }
  html { scroll-padding-top: 8px; }
  .scroll table { width: max-content; max-width: 540px; }
}

h1 { margin: 0 0 16px; font-size: 32px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 40px 0 12px; padding-bottom: 4px; font-size: 23px; line-height: 1.3; border-bottom: 1px solid var(--rule); }
h3 { margin: 28px 0 8px; font-size: 18px; line-height: 1.35; overflow-wrap: anywhere; }
h1 a, h2 a, h3 a, h4 a { color: inherit; text-decoration: none; }
p, ul, ol { margin: 0 0 14px; }
li + li { margin-top: 3px; }
img { max-width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 6px; background: #fff; }
iframe { width: 100%; height: 80vh; border: 1px solid var(--rule); border-radius: 6px; background: var(--page); }
code, pre, .graph text { font: 13.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
:not(pre) > code { padding: 1px 4px; background: var(--soft); border-radius: 4px; overflow-wrap: anywhere; }
pre { margin: 0 0 16px; padding: 12px 14px; background: var(--soft); border: 1px solid var(--rule); border-radius: 6px;
  overflow-x: auto; }
.scroll { overflow-x: auto; margin: 0 0 16px; }
.scroll.wide { border: 1px solid var(--rule); border-radius: 6px; }
table { border-collapse: collapse; font-size: 14.5px; line-height: 1.45; }
th, td { padding: 6px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
thead th { border-bottom-color: var(--muted); }
thead:not(:has(th:not(:empty))) { display: none; }
td code { overflow-wrap: normal; }

.token.comment { color: var(--comment); }
.token.key, .token.property, .token.keyword, .token.builtin { color: var(--key); }
.token.string { color: var(--string); }
.token.number, .token.boolean, .token.null { color: var(--number); }
.token.function, .token.class-name { color: var(--word); }

.graph { display: block; color: var(--ink); max-width: 100%; height: auto; min-width: calc(0.7 * var(--width)); }
.graph text { fill: currentColor; font-size: 12px; }
.graph .name { font-weight: 600; }
.graph .fact { fill: var(--muted); }
.graph rect { stroke: var(--muted); stroke-width: 1; fill: var(--soft); }
${
  ["input", "embedding", "actionness", "mining", "losses", "logged"].map((section) =>
    `.section-${section} rect { fill: var(--${section}); }`
  ).join("\n")
}
.edge path { fill: none; stroke: var(--muted); stroke-width: 1.2; }
.edge .head { fill: var(--muted); stroke: none; }
.edge-weights path { stroke-dasharray: 6 4; }
.edge-update path { stroke-dasharray: 2 3; }
.edge:hover path { stroke: var(--link); stroke-width: 2.2; }
@media print { header, nav.pages, nav.on-page { display: none; } .columns { display: block; } }
`;
