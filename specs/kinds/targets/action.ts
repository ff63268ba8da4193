/** Target `action`: what is in an instance. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every instance, whatever the scale. */
export const action = kind({
  kind: "action",
  summary: "Every instance, whatever the scale",
  options: () => z.strictObject({}),
});
