/** How target `background` runs. */
import { background as spec } from "../../../specs/kinds/targets/background.ts";
import { kindRun } from "../kind.ts";
import { type Target, withoutInstances } from "./target.ts";

/** The video minus all instances. */
export const background = kindRun(spec, (): Target => ({
  scaled: false,
  spans: (video) => withoutInstances([{ start: 0, end: video.duration }], video),
}));
