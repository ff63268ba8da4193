/** How target `outer` runs. */
import { outer as spec } from "../../../specs/kinds/targets/outer.ts";
import { kindRun } from "../kind.ts";
import { type Target, withoutInstances } from "./target.ts";

/** `[s - scale d, s]` and `[e, e + scale d]` of every instance `[s, e]` with `d = e - s`, minus all instances, in the video. */
export const outer = kindRun(spec, (): Target => ({
  scaled: true,
  spans(video, scale) {
    const borders = video.instances.flatMap(({ start, end }) => {
      const width = scale * (end - start);
      return [{ start: start - width, end: start }, { start: end, end: end + width }];
    });
    return withoutInstances(borders, video);
  },
}));
