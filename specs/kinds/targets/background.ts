/** Target `background`: what is in no instance. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** All of a video but its instances, whatever the scale. */
export const background = kind({
  kind: "background",
  summary: "All of a video but its instances, whatever the scale",
  options: () => z.strictObject({}),
});
