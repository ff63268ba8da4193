/** Format `pickle`: Python objects, which are not read. */
import { z } from "zod";
import { format } from "./format.ts";

/** Objects whose reading would run a program. */
export const pickle = format({
  kind: "pickle",
  summary:
    "Python objects, which are not read, since reading them runs what they say: refused with how to convert them",
  endings: [".pkl", ".pickle", ".pt", ".pth"],
  options: () => z.strictObject({}),
});
