/// <reference lib="dom" />
/** Links to recipes: the page's address brings one along, and a button makes one. */
import type { Desk } from "./desk.ts";
import { found } from "./dom.ts";
import { overwrittenBy, typedTexts } from "./recipe_shelf.ts";
import { fragmentOf, sharedIn } from "./share_link.ts";

/** The links. */
export interface Links {
  /** Opens what the address brings, or else a recipe of the library. */
  follow(otherwise: string): Promise<void>;
}

/** Makes them; `open` takes the path of a recipe to show. */
export function createLinks(desk: Desk, open: (path: string) => Promise<void>): Links {
  const told = found("told");
  /** The address that the page has just made, of which the next event tells. */
  let made: string | undefined;
  addEventListener("hashchange", () => {
    const isOwn = location.hash === made;
    made = undefined;
    if (!isOwn) void follow(desk.path);
  });
  found("share").addEventListener("click", () => void share());

  async function follow(otherwise: string): Promise<void> {
    told.textContent = "";
    const shared = sharedIn(location.hash);
    if (!shared) return await open(otherwise);
    if ("damaged" in shared) {
      told.textContent = `The link cannot be read: ${shared.damaged}. Copy it again, whole`;
      return await open(otherwise);
    }
    const { path, texts } = shared;
    if (texts[path] === undefined && desk.shelf.text(path) === undefined) {
      told.textContent = `The link names "${path}", which this page does not have`;
      return await open(otherwise);
    }
    const lost = overwrittenBy(texts, desk.shelf);
    if (
      lost.length > 0 &&
      !confirm(`The link brings other text of ${lost.join(", ")}, where you have typed. Replace yours?`)
    ) {
      told.textContent = "Your text is kept, and the link is not opened";
      return await open(otherwise);
    }
    for (const [each, text] of Object.entries(texts)) desk.shelf.type(each, text);
    await open(path);
  }

  async function share(): Promise<void> {
    await desk.check();
    const { path, shelf, analysis } = desk;
    const reached = [...analysis!.asked, ...analysis!.outlook.loaded.files].map((each) =>
      each.replace(/^\//, "")
    );
    const fragment = fragmentOf({ path, texts: typedTexts(reached, shelf) });
    if (fragment === undefined) {
      told.textContent = "This recipe is too long to be shared by a link";
      return;
    }
    if (location.hash !== fragment) location.hash = made = fragment;
    try {
      await navigator.clipboard.writeText(location.href);
      told.textContent = "The link is copied";
    } catch {
      told.textContent = "The address of this page is the link now: copy it from there";
    }
  }

  return { follow };
}
