/// <reference lib="dom" />
/** Links to recipes: the page's address brings one along, and a button makes one. */
import type { Desk } from "./desk.ts";
import { found } from "./dom.ts";
import { fragmentOf, sharedIn } from "./share_link.ts";

/** The links. */
export interface Links {
  /** Opens what the address brings, or else a recipe of the library. */
  follow(otherwise: string): Promise<void>;
}

/** Makes them; `open` takes the path of a recipe to show. */
export function createLinks(desk: Desk, open: (path: string) => Promise<void>): Links {
  const told = found("told");
  let own = "";
  addEventListener("hashchange", () => {
    if (location.hash !== own) void follow(desk.path);
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
    const { path, text } = shared;
    if (text === undefined && desk.shelf.text(path) === undefined) {
      told.textContent = `The link names "${path}", which this page does not have`;
      return await open(otherwise);
    }
    if (text !== undefined) desk.shelf.type(path, text);
    await open(path);
  }

  async function share(): Promise<void> {
    const { path, text, shelf } = desk;
    own = fragmentOf(text === shelf.original(path) ? { path } : { path, text });
    location.hash = own;
    try {
      await navigator.clipboard.writeText(location.href);
      told.textContent = "The link is copied";
    } catch {
      told.textContent = "The address of this page is the link now: copy it from there";
    }
  }

  return { follow };
}
