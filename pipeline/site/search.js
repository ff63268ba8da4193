/** The search of the site, in the browser: without it every page can be read, and nothing of it is fetched before it is used. */
const root = document.body.dataset.root;
const form = document.querySelector("form[role=search]");
const input = form.querySelector("input");
const results = form.querySelector(".results");

/** Runs a script of the site once; a script, and not a request, since pages read from a disk may make none. */
const load = (file) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}assets/${file}`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

/** The guide comes before recipes, whose texts name most things. */
const boostDocument = (_id, _term, { url }) => url.startsWith("recipes/") ? 0.3 : 1;

let index;
async function openIndex() {
  await load("minisearch.js");
  await load("sections.js");
  const { MiniSearch, SECTIONS } = globalThis;
  const found = new MiniSearch({
    fields: ["title", "page", "text"],
    storeFields: ["title", "page", "url", "text"],
    searchOptions: {
      prefix: true,
      fuzzy: 0.15,
      boost: { title: 4, page: 2 },
      combineWith: "AND",
      boostDocument,
    },
  });
  found.addAll(SECTIONS.map((section, id) => ({ ...section, id })));
  return found;
}

/** The words around the first match. */
function excerpt(text, terms) {
  const at = Math.max(
    0,
    Math.min(...terms.map((term) => text.toLowerCase().indexOf(term)).filter((i) => i >= 0), text.length),
  );
  const start = at === text.length ? 0 : Math.max(0, at - 60);
  return `${start > 0 ? "… " : ""}${text.slice(start, start + 180)}`;
}

function show(found, query) {
  results.replaceChildren(
    ...found.slice(0, 20).map((match) => {
      const link = document.createElement("a");
      link.href = root + match.url;
      const title = document.createElement("strong");
      title.textContent = match.title === match.page ? match.page : `${match.page}: ${match.title}`;
      const text = document.createElement("span");
      text.textContent = excerpt(match.text, match.terms);
      link.append(title, text);
      return link;
    }),
  );
  if (found.length > 0 || query === "") return;
  const nothing = document.createElement("p");
  nothing.textContent = `Nothing has "${query}" in it.`;
  results.append(nothing);
}

async function search() {
  const query = input.value.trim();
  if (query === "") return show([], "");
  index ??= openIndex();
  const found = (await index).search(query);
  if (input.value.trim() === query) show(found, query);
}

function move(event) {
  const links = [...results.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    show([], "");
    input.focus();
  } else if (event.key === "ArrowDown" && links.length > 0) links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
  else return;
  event.preventDefault();
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
form.addEventListener("keydown", move);
input.addEventListener("input", search);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, [contenteditable]")) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener("click", (event) => {
  if (!form.contains(event.target)) show([], "");
});
