/** Suppression `none`: every segment stays. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Every segment stays as it is, best first. */
export const none = kind({
  kind: "none",
  summary: "Every segment stays, best first",
  options: () => z.strictObject({}),
});
