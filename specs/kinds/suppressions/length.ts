/** The option that suppressions share. */
import { z } from "zod";

/** How long a segment counts where overlaps are measured. */
export const LENGTH = z.enum(["exact", "plus_one", "plus_snippet"]).default("exact").describe(
  "Length of a segment in the overlap: end - start, or that + 1 second or + the length of a snippet (the pixel convention)",
);
