/** Many names of videos in a message. */
import { quoted } from "../../annotations/name_list.ts";

/** Names that a message shows. */
export const SHOWN_NAMES = 10;

/** Some names, and how many others there are. */
export function namesText(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES;
  return names.slice(0, SHOWN_NAMES).map(quoted).join(", ") +
    (more > 0 ? ` and ${more.toLocaleString("en-US")} more` : "");
}
